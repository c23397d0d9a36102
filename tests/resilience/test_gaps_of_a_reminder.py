"""Death in each gap of a reminder: it goes out once at most, and the draft is never harmed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.dialogues.families import new_family
from tests.dialogues.phones import TelegramPhone
from tests.resilience.mortal import When, mortal, script, sending
from tests.resilience.test_gaps_of_a_turn import seams
from tests.resilience.test_waking import NOON, REMINDED

if TYPE_CHECKING:
    from tests.resilience.mortal import Seam
    from tests.world import Service

NOT_YET = {
    "before the job is claimed": script("claim", When.BEFORE),
    "after the job is claimed": script("claim", When.AFTER, nth=32),
    "before the commit": script("commit", When.BEFORE),
    "after the commit, before the push": script("commit", When.AFTER),
    "before the token": script("pace", When.BEFORE),
    "after the token, before the note": script("pace", When.AFTER),
    "before the note is written": script("begin", When.BEFORE),
}
PERHAPS = {
    "after the note, before sending": script("begin", When.AFTER),
    "before the platform hears": sending(When.BEFORE),
}
SENT = {
    "after the platform has it, before we hear": sending(When.AFTER),
    "after we have heard, before the job is finished": script("finish", When.BEFORE),
    "after the job is finished": script("finish", When.AFTER),
}


async def one_to_remind(service: Service) -> TelegramPhone:
    """Give a phone in the middle of a registration, of those that are not held out of reminding."""
    tools = service.parts.tools
    while True:
        phone = TelegramPhone(service)
        for answer in new_family().answers[:6]:
            await phone.do(answer)
        held = await tools.store.read(phone.ref, None, tools.clock())
        if tools.engine.wake(held.session, tools.clock() + timedelta(hours=21)).reply is not None:
            return phone


async def reminders(service: Service, seam: Seam) -> int:
    """Let a worker die of a reminder; give how many the person sees in all, and see that the draft goes on."""
    service.clock.now = NOON
    phone = await one_to_remind(service)
    service.clock.turn(timedelta(hours=21))
    async with mortal(service, seam) as dying:
        await dying.works()
    seen = [await phone.arrived()]
    for _ in range(4):
        await service.work(timedelta(minutes=2))
        seen.append(await phone.arrived())
    assert "siapa nama lengkap" in (await phone.do("ulang")).lower()
    return sum(REMINDED in screen for screen in seen)


@seams(NOT_YET | SENT)
async def test_a_reminder_goes_out_once(service: Service, seam: Seam) -> None:
    assert await reminders(service, seam) == 1


@seams(PERHAPS)
async def test_a_reminder_that_nobody_knows_of_is_not_worth_a_second_one(service: Service, seam: Seam) -> None:
    assert await reminders(service, seam) == 0
