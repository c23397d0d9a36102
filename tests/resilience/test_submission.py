"""Between KIRIM and the number: whatever breaks there, one family is one row and one number."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.runtime.store import Pace
from tests.dialogues.families import Family, new_family
from tests.dialogues.phones import PHONES, Phone, SimulatorPhone, TelegramPhone, WhatsAppPhone

if TYPE_CHECKING:
    from redis.asyncio import Redis

    from tests.world import Service

NUMBER = re.compile(r"\d{4}-\d{3}-\d{3}")


async def ready_to_send(phone: Phone) -> Family:
    family = new_family()
    for answer in family.answers:
        screen = await phone.do(answer)
    assert "KIRIM" in screen
    return family


async def registered(service: Service, family: Family) -> list[str]:
    """Give the numbers under which a family is in the registry."""
    response = await service.registry.get("/api/v1/registrations", params={"limit": 100})
    assert response.status_code == 200, response.text
    shown = f"{family.nik[:4]}********{family.nik[-4:]}"
    alike = [item["number"] for item in response.json()["registrations"] if item["nik"] == shown]
    # Masked, families of other tests look the same.
    return [number for number in alike if await nik_of(service, number) == family.nik]


async def nik_of(service: Service, number: str) -> str:
    """Give the NIK of a registration, revealed."""
    reveal = {"field": "nik", "reason": "which of the families this is"}
    response = await service.registry.post(f"/api/v1/registrations/{number}/reveals", json=reveal)
    assert response.status_code == 200, response.text
    return str(response.json()["value"])


def number_in(screen: str) -> str:
    found = NUMBER.search(screen)
    assert found, screen
    return found.group()


@pytest.mark.parametrize("kind", PHONES)
async def test_the_number_comes_in_the_same_turn(service: Service, kind: str) -> None:
    phone = PHONES[kind](service)
    family = await ready_to_send(phone)
    number = number_in(await phone.do("kirim"))
    assert number in await registered(service, family)


async def test_the_number_too_waits_for_a_channel_that_is_full(service: Service) -> None:
    phone = TelegramPhone(service)
    family = await ready_to_send(phone)
    service.parts.tools.paces["telegram"] = Pace(rate=0.001, burst=0.5)
    assert await phone.do("kirim") == ""
    service.parts.tools.paces.update(service.paces)
    await service.work(timedelta(hours=1))
    assert number_in(await phone.arrived()) in await registered(service, family)


@pytest.mark.parametrize("kind", PHONES)
async def test_a_registry_that_is_away_delays_the_number_and_loses_nothing(service: Service, kind: str) -> None:
    phone = PHONES[kind](service)
    family = await ready_to_send(phone)
    service.line.cut = True
    assert "sudah kami simpan" in await phone.do("kirim")
    await service.work(timedelta(minutes=1))
    assert await phone.arrived() == ""
    service.line.cut = False
    await service.work(timedelta(minutes=6))
    number = number_in(await phone.arrived())
    assert number in await registered(service, family)
    await service.work(timedelta(minutes=30))
    assert await phone.arrived() == ""


async def test_a_lost_answer_of_the_registry_ends_in_one_row_and_one_number(service: Service) -> None:
    phone = SimulatorPhone(service)
    family = await ready_to_send(phone)
    before = len(await registered(service, family))
    service.line.answer_lost = True
    assert "sudah kami simpan" in await phone.do("kirim")
    service.line.answer_lost = False
    await service.work(timedelta(minutes=5))
    number = number_in(await phone.arrived())
    after = await registered(service, family)
    assert number in after
    assert len(after) == before + 1


@pytest.mark.parametrize("kind", PHONES)
async def test_a_message_delivered_again_gets_the_reply_it_got(service: Service, kind: str) -> None:
    phone = PHONES[kind](service)
    family = await ready_to_send(phone)
    first = await phone.do("kirim")
    once = await registered(service, family)
    assert await phone.do("[kirim ulang]") == first
    assert await registered(service, family) == once
    service.clock.turn(timedelta(days=20))
    assert await phone.do("[kirim ulang]") == first


async def test_a_message_that_was_answered_long_ago_is_not_taken_again(service: Service) -> None:
    phone = TelegramPhone(service)
    await phone.do("halo")
    old = phone.last
    for answer in ("daftar", "setuju", "tidak", "bantuan", "ulang"):
        before = await phone.do(answer)
    assert await phone.send(old) == ""
    assert await phone.do("ulang") == before


async def test_two_phones_that_send_the_same_family_end_as_one_active_registration(service: Service) -> None:
    first, second = TelegramPhone(service), WhatsAppPhone(service)
    family = await ready_to_send(first)
    for answer in [*family.answers, "kirim"]:
        screen = await second.do(answer)
    theirs = number_in(screen)
    mine = number_in(await first.do("kirim"))
    assert mine != theirs
    screens = [screen.replace(theirs, "N"), (await first.do("[kirim ulang]")).replace(mine, "N")]
    assert screens[0] == screens[1], "nobody learns from the answer that a NIK is registered"


async def test_the_same_family_from_the_same_phone_keeps_its_number(service: Service) -> None:
    phone = SimulatorPhone(service)
    family = await ready_to_send(phone)
    number = number_in(await phone.do("kirim"))
    for answer in family.answers[1:5]:
        screen = await phone.do(answer)
    assert number_in(screen) == number


@pytest.mark.parametrize("kind", PHONES)
async def test_an_answer_that_the_registry_refuses_is_asked_again_and_the_rest_is_kept(
    service: Service, kind: str
) -> None:
    phone = PHONES[kind](service)
    family = await ready_to_send(phone)
    service.line.refusal = {"title": "Tidak lengkap", "errors": [{"field": "household.kk", "code": "date"}]}
    screen = await phone.do("kirim")
    assert "perlu diperbaiki" in screen
    assert "Nomor Kartu Keluarga" in screen
    service.line.refusal = None
    assert "Mohon diperiksa dulu" in await phone.do(family.kk)
    await phone.do("ya")
    assert number_in(await phone.do("kirim")) in await registered(service, family)


async def test_a_refusal_that_comes_late_asks_again_too(service: Service) -> None:
    phone = TelegramPhone(service)
    family = await ready_to_send(phone)
    service.line.cut = True
    await phone.do("kirim")
    service.line.cut = False
    service.line.refusal = {
        "title": "Tidak lengkap",
        "errors": [{"field": "household.rt", "code": "unreadable"}],
    }
    await service.work(timedelta(minutes=1))
    assert "RT dan RW" in await phone.arrived()
    service.line.refusal = None
    await phone.do("4/1")
    await phone.do("ya")
    assert number_in(await phone.do("kirim")) in await registered(service, family)


async def test_what_the_registry_never_takes_is_kept_where_it_can_be_seen(service: Service, redis: Redis) -> None:
    phone = SimulatorPhone(service)
    await ready_to_send(phone)
    service.line.refusal = {"status": 409, "title": "Kunci sudah dipakai", "errors": []}
    assert "sudah kami simpan" in await phone.do("kirim")
    await service.work(timedelta(minutes=10))
    assert [key async for key in redis.scan_iter("*:stuck")]
