"""From what was given up to the officers' list and back to the workers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from backend.undelivered.states import Decision, Kind
from bot.runtime.undelivered import KINDS
from tests.dialogues.phones import SimulatorPhone, TelegramPhone
from tests.resilience.officers import decide, entries
from tests.resilience.rows import numbers_of
from tests.resilience.test_gaps_of_a_turn import numbers_in
from tests.resilience.test_submission import ready_to_send
from tests.resilience.test_unknown_sends import number_waits, seen_within

if TYPE_CHECKING:
    from redis.asyncio import Redis

    from tests.world import Service

NEVER = {"status": 409, "title": "Kunci sudah dipakai", "errors": []}


async def stuck(redis: Redis) -> int:
    return sum([await redis.hlen(key) async for key in redis.scan_iter("*:stuck")])


async def refused(service: Service, phone: SimulatorPhone) -> None:
    """Bring a family to where the registry will not take it."""
    await ready_to_send(phone)
    service.line.refusal = NEVER
    assert "sudah kami simpan" in await phone.do("kirim")
    service.line.refusal = None


def test_what_can_be_given_up_is_what_the_list_knows() -> None:
    assert sorted(KINDS) == sorted(Kind)


async def test_what_the_registry_will_not_take_is_listed_with_a_masked_name_and_its_desa(service: Service) -> None:
    phone = SimulatorPhone(service)
    await refused(service, phone)
    await service.work(timedelta(minutes=1))
    [entry] = await entries(service, phone)
    assert (entry.kind, entry.reason, entry.state) == ("registration", "refused", "open")
    assert entry.detail == "409: Kunci sudah dipakai"
    assert entry.person is not None
    assert entry.person.startswith("C*** S***")
    assert entry.desa is not None


async def test_coba_lagi_hands_it_over_the_number_follows_and_the_entry_is_closed(
    service: Service, redis: Redis
) -> None:
    phone = SimulatorPhone(service)
    await refused(service, phone)
    await service.work(timedelta(minutes=1))
    assert await stuck(redis) == 1
    await decide(service, phone, Decision.RETRY)
    told = await seen_within(service, phone, 3)
    assert numbers_in(*told) == await numbers_of(service, phone)
    assert [each.state for each in await entries(service, phone)] == ["closed"]
    assert await stuck(redis) == 0
    await service.work(timedelta(minutes=30))
    assert await phone.arrived() == ""


async def test_coba_lagi_that_does_not_help_opens_the_entry_again(service: Service, redis: Redis) -> None:
    phone = SimulatorPhone(service)
    await refused(service, phone)
    await service.work(timedelta(minutes=1))
    await decide(service, phone, Decision.RETRY)
    service.line.refusal = NEVER
    await service.work(timedelta(minutes=1))
    await service.work(timedelta(minutes=1))
    [entry] = await entries(service, phone)
    assert (entry.state, entry.times) == ("open", 2)
    assert await stuck(redis) == 1


async def test_selesai_ends_it_everywhere(service: Service, redis: Redis) -> None:
    phone = SimulatorPhone(service)
    await refused(service, phone)
    await service.work(timedelta(minutes=1))
    await decide(service, phone, Decision.HANDLED)
    await service.work(timedelta(minutes=1))
    assert await stuck(redis) == 0
    assert [each.state for each in await entries(service, phone)] == ["handled"]
    assert await numbers_of(service, phone) == []


async def test_a_registry_that_is_away_is_told_when_it_is_back(service: Service, redis: Redis) -> None:
    phone = TelegramPhone(service)
    await number_waits(service, phone)
    service.telegram.blocked.add(phone.chat)
    service.clock.turn(timedelta(minutes=1))
    await service.parts.worker.work()
    await service.parts.worker.work()
    service.line.cut = True
    await service.work(timedelta(minutes=3))
    assert await stuck(redis) == 1
    service.line.cut = False
    await service.work(timedelta(minutes=6))
    assert [(each.kind, each.reason) for each in await entries(service, phone)] == [("number", "unreachable")]


async def test_a_decision_whose_carrying_out_the_registry_did_not_hear_of_is_carried_out_once(
    service: Service,
) -> None:
    phone = SimulatorPhone(service)
    await refused(service, phone)
    await service.work(timedelta(minutes=1))
    await decide(service, phone, Decision.RETRY)
    service.line.answer_lost = True
    await service.work(timedelta(minutes=1))
    service.line.answer_lost = False
    told = await seen_within(service, phone, 10)
    assert numbers_in(*told) == await numbers_of(service, phone)
    assert len(numbers_in(*told)) == 1


async def test_somebody_who_lets_the_bot_in_again_gets_the_number_when_an_officer_tries_again(service: Service) -> None:
    phone = TelegramPhone(service)
    await number_waits(service, phone)
    service.telegram.blocked.add(phone.chat)
    assert await seen_within(service, phone, 2) == []
    service.telegram.blocked.clear()
    await decide(service, phone, Decision.RETRY)
    told = await seen_within(service, phone, 2)
    assert numbers_in(*told) == await numbers_of(service, phone)
    assert [each.state for each in await entries(service, phone)] == ["closed"]


async def test_a_reply_that_the_person_was_led_on_from_is_closed_without_being_sent(service: Service) -> None:
    service.parts.tools.paces["telegram"] = service.paces["telegram"].__class__(rate=0.001, burst=0.5)
    phone = TelegramPhone(service)
    assert await phone.do("halo") == ""
    service.parts.tools.paces.update(service.paces)
    service.telegram.blocked.add(phone.chat)
    await service.work(timedelta(hours=1))
    service.telegram.blocked.clear()
    assert "SETUJU" in await phone.do("daftar")
    await decide(service, phone, Decision.RETRY)
    assert await seen_within(service, phone, 2) == []
    assert [(each.state, each.reason) for each in await entries(service, phone)] == [("closed", "overtaken")]


@pytest.mark.parametrize("metric", ['bansos_undelivered_total{kind="registration",reason="refused"}'])
async def test_what_is_given_up_is_counted(service: Service, metric: str) -> None:
    await refused(service, SimulatorPhone(service))
    await service.work(timedelta(minutes=1))
    metrics = (await service.bot.get("/metrics")).text
    assert metric in metrics
    assert "bansos_undelivered_open" in metrics
