"""From an officer's decision to the person's phone, and from their answer back to the officer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from backend.registrations.ladder import move
from backend.registrations.models import Registration
from backend.registrations.status import Status
from bot.channels.whatsapp.late import NEWS
from conversations.answers.fixable import Fixable
from tests.dialogues.phones import PHONES, Phone, SimulatorPhone, TelegramPhone, WhatsAppPhone
from tests.resilience.officers import entries, ledger
from tests.resilience.test_submission import number_in, ready_to_send

if TYPE_CHECKING:
    from tests.world import Service

KK = {Fixable.KK: "Angkanya belum sama dengan kartu."}
NEW_KK = "3510161203109907"


async def registered(phone: Phone) -> str:
    await ready_to_send(phone)
    return number_in(await phone.do("kirim"))


async def decide(service: Service, number: str, *path: Status, marks: dict[Fixable, str] = KK) -> None:
    """Move a registration as an officer does."""
    async with ledger(service) as kept:
        found = select(Registration.id).where(Registration.number == number.replace("-", ""))
        row = (await kept.session.scalars(found)).one()
        for status in path:
            marked = marks if status is Status.NEEDS_FIXING else None
            now = datetime.now(UTC)
            await move(
                kept.session, kept.vault, row, status, actor="office", at=now, reason="Contoh alasan.", marks=marked
            )


async def standing(service: Service, number: str) -> dict[str, Any]:
    detail: dict[str, Any] = (await service.registry.get(f"/api/v1/registrations/{number}")).json()
    return detail


async def arrivals(service: Service, phone: Phone) -> list[str]:
    """Give everything that comes by itself while a worker works for a while."""
    told = []
    for _ in range(4):
        await service.work(timedelta(seconds=6))
        told.append(await phone.arrived())
    return [each for each in told if each]


@pytest.mark.parametrize("kind", PHONES)
async def test_each_step_is_told_once_with_the_number_to_the_chat_that_registered(service: Service, kind: str) -> None:
    phone, other = PHONES[kind](service), PHONES[kind](service)
    await other.do("halo")
    number = await registered(phone)
    await decide(service, number, Status.CHECKED)
    [told] = await arrivals(service, phone)
    assert number in told
    assert "sudah diperiksa petugas" in told
    await decide(service, number, Status.FORWARDED)
    [told] = await arrivals(service, phone)
    assert "diteruskan ke pusat" in told
    assert await arrivals(service, phone) == []
    assert await other.arrived() == ""


@pytest.mark.parametrize("kind", PHONES)
async def test_exactly_the_marked_fields_are_asked_again_and_the_registration_goes_up_again(
    service: Service, kind: str
) -> None:
    phone = PHONES[kind](service)
    number = await registered(phone)
    await decide(service, number, Status.NEEDS_FIXING)
    [told] = await arrivals(service, phone)
    assert number in told
    assert "Nomor KK: Angkanya belum sama dengan kartu." in told
    assert "Nomor Kartu Keluarga" in await phone.do("perbaiki")
    review = await phone.do(NEW_KK)
    assert "1. Nomor KK: 3510********9907" in review
    assert "2. " not in review.replace("2. Ada yang diubah", "")
    assert "KIRIM" in await phone.do("ya")
    assert f"perbaikan pendaftaran {number} sudah kami terima" in await phone.do("kirim")
    detail = await standing(service, number)
    assert (detail["status"], detail["kk"][-4:]) == ("sent", "9907")
    assert "Perbaiki data" not in await phone.do("menu")
    assert await arrivals(service, phone) == []


async def test_who_says_later_finds_it_in_the_menu_and_by_its_word(service: Service) -> None:
    phone = SimulatorPhone(service)
    number = await registered(phone)
    await decide(service, number, Status.NEEDS_FIXING)
    await arrivals(service, phone)
    assert "Perbaiki data" in await phone.do("nanti saja")
    assert "Nomor Kartu Keluarga" in await phone.do("perbaiki")
    await phone.do("menu")
    assert "Nomor Kartu Keluarga" in await phone.do("perbaiki data")


async def test_who_is_in_the_middle_of_something_is_not_led_away_from_it(service: Service) -> None:
    phone = SimulatorPhone(service)
    number = await registered(phone)
    for answer in ("daftar", "setuju", "tidak"):
        asked = await phone.do(answer)
    await decide(service, number, Status.NEEDS_FIXING)
    [told] = await arrivals(service, phone)
    assert "ketik MENU" in told
    assert await phone.do("ulang") == asked
    menu = await phone.do("menu")
    assert "Perbaiki data" in menu
    assert "Lanjutkan pendaftaran" in menu
    assert "Nomor Kartu Keluarga" in await phone.do("perbaiki data")


async def test_going_back_stays_among_the_marked_fields(service: Service) -> None:
    phone = SimulatorPhone(service)
    number = await registered(phone)
    await decide(service, number, Status.NEEDS_FIXING, marks={Fixable.KK: "Belum cocok.", Fixable.NAME: "Belum cocok."})
    await arrivals(service, phone)
    await phone.do("perbaiki")
    await phone.do(NEW_KK)
    assert "1. Nomor KK" in await phone.do("Contoh Baru")
    await phone.do("kembali")
    assert "2. Nama: Contoh Baru" in await phone.do("Contoh Baru")
    await phone.do("ya")
    assert "sudah kami terima" in await phone.do("kirim")
    assert (await standing(service, number))["name"].startswith("C*** B")


async def test_a_registry_that_is_away_gets_the_correction_later(service: Service) -> None:
    phone = SimulatorPhone(service)
    number = await registered(phone)
    await decide(service, number, Status.NEEDS_FIXING)
    await arrivals(service, phone)
    for answer in ("perbaiki", NEW_KK, "ya"):
        await phone.do(answer)
    service.line.cut = True
    assert "sudah kami simpan" in await phone.do("kirim")
    service.line.cut = False
    await service.work(timedelta(minutes=6))
    assert "sudah tercatat" in await phone.arrived()
    assert (await standing(service, number))["status"] == "sent"


async def test_what_the_officer_settled_meanwhile_is_not_needed_any_more(service: Service) -> None:
    phone = SimulatorPhone(service)
    number = await registered(phone)
    await decide(service, number, Status.NEEDS_FIXING)
    await arrivals(service, phone)
    for answer in ("perbaiki", NEW_KK, "ya"):
        await phone.do(answer)
    await decide(service, number, Status.CHECKED)
    assert "tidak perlu diperbaiki lagi" in await phone.do("kirim")
    assert (await standing(service, number))["status"] == "checked"


async def test_a_notice_for_somebody_who_left_is_on_the_officers_list(service: Service) -> None:
    phone = TelegramPhone(service)
    number = await registered(phone)
    service.telegram.blocked.add(phone.chat)
    await decide(service, number, Status.CHECKED)
    assert await arrivals(service, phone) == []
    assert [(each.kind, each.reason) for each in await entries(service, phone)] == [("number", "unreachable")]


async def test_who_has_not_written_for_a_day_is_told_on_whatsapp_by_the_approved_template(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = WhatsAppPhone(service)
    number = await registered(phone)
    whatsapp: Any = service.parts.tools.channels["whatsapp"]
    monkeypatch.setitem(whatsapp.content_sids, NEWS.name, "HX-news")
    monkeypatch.setitem(service.twilio.contents, "HX-news", {"types": NEWS.types()})
    await service.work(timedelta(hours=25))
    await decide(service, number, Status.CHECKED)
    [told] = await arrivals(service, phone)
    assert told.startswith("Kabar tentang pendaftaran bantuan: ")
    assert number in told
    assert told.endswith("Balas pesan ini untuk melanjutkan, atau ketik STATUS.")
    assert number in await phone.do("status")
    await decide(service, number, Status.FORWARDED)
    [told] = await arrivals(service, phone)
    assert not told.startswith("Kabar tentang")
