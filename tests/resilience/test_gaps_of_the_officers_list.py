"""Death of a worker in each gap on the way to the officers' list and back: listed once, carried out once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from backend.undelivered.states import Decision
from tests.dialogues.phones import TelegramPhone
from tests.resilience.mortal import Seam, When, mortal, script
from tests.resilience.officers import decide, entries
from tests.resilience.test_gaps_of_a_turn import numbers_in, seams
from tests.resilience.test_unknown_sends import number_waits, seen_within

if TYPE_CHECKING:
    from tests.world import Service


def telling(method: bytes, when: When, end: bytes = b"") -> Seam:
    """The moment of a request about what could not be delivered."""
    start = b"/api/v1/undelivered/"
    return Seam(
        "registry", lambda words: words[0] == method and words[1].startswith(start) and words[1].endswith(end), when
    )


LISTING = {
    "before the job is set aside": script("set_aside", When.BEFORE),
    "after the job is set aside, before it is listed": script("set_aside", When.AFTER),
    "before the registry hears of it": telling(b"PUT", When.BEFORE),
    "after the registry has listed it": telling(b"PUT", When.AFTER),
}
CARRYING_OUT = {
    "before the decision is heard": telling(b"GET", When.AFTER),
    "before the job is taken back": script("take_back", When.BEFORE),
    "after the job is taken back, before the registry hears": script("take_back", When.AFTER),
    "after the registry has heard that it was carried out": telling(b"POST", When.AFTER, b"/taken"),
}


async def blocked(service: Service) -> TelegramPhone:
    """Give a phone on its way to a number that it cannot get."""
    phone = TelegramPhone(service)
    await number_waits(service, phone)
    service.telegram.blocked.add(phone.chat)
    service.clock.turn(timedelta(minutes=1))
    return phone


@seams(LISTING)
async def test_what_is_given_up_is_listed_once(service: Service, seam: Seam) -> None:
    phone = await blocked(service)
    async with mortal(service, seam) as dying:
        await dying.works()
    for _ in range(10):
        await service.work(timedelta(minutes=1))
    [entry] = await entries(service, phone)
    assert (entry.kind, entry.reason, entry.state) == ("number", "unreachable", "open")


@seams(CARRYING_OUT)
async def test_a_decision_is_carried_out_once(service: Service, seam: Seam) -> None:
    phone = await blocked(service)
    await service.work()
    service.telegram.blocked.clear()
    await decide(service, phone, Decision.RETRY)
    service.clock.turn(timedelta(minutes=1))
    async with mortal(service, seam) as dying:
        await dying.works()
    told = await seen_within(service, phone, 10)
    assert len(numbers_in(*told)) == 1
    assert [each.state for each in await entries(service, phone)] == ["closed"]
