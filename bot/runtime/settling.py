"""Handing submissions over, and telling the person what became of them."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.runtime.jobs import About, Fate, Handover, job_id
from bot.runtime.metrics import HANDOVERS
from bot.runtime.registry import DELAYED, Refused
from bot.runtime.repeating import give_again
from bot.runtime.taken import Rider, Taken
from bot.runtime.tools import FIRST_TRY, Tools, push_of, ridden, writes_of
from conversations.engine.settling import UNSETTLED
from conversations.engine.turn import Settled

if TYPE_CHECKING:
    from bot.runtime.store import Held
    from bot.runtime.undelivered import Undelivered
    from conversations.engine.messages import Inbound
    from conversations.engine.turn import Turn

LONGEST_WAIT = timedelta(minutes=5)


class Settling:
    """What happens between KIRIM and the number. `patience` is how many seconds a person waits for it."""

    def __init__(self, tools: Tools, undelivered: Undelivered, *, patience: float = 2.5) -> None:
        self._tools = tools
        self._undelivered = undelivered
        self._patience = patience

    async def now(self, job: Handover, held: Held, inbound: Inbound, ride: Rider) -> Taken:
        """Hand a submission over while the person waits, so that the number comes in the same turn."""
        try:
            async with asyncio.timeout(self._patience):
                settled = await self._hand_over(job)
        except TimeoutError:
            settled = DELAYED
        except Refused as refusal:
            # First the person is answered: were it the other way round, nobody who takes over would find the job.
            told = Settled("refused", {"reason": refusal.reason}) if refusal.reason else DELAYED
            taken = await self._tell(job, told, held, inbound, ride)
            await self._undelivered.give_up(job, Fate.REFUSED, str(refusal))
            return taken
        return await self._tell(job, settled, held, inbound, ride)

    async def later(self, job: Handover) -> None:
        """Hand a submission over for a person who is not waiting any more; try again later if it has to be."""
        try:
            settled = await self._hand_over(job)
        except Refused as refusal:
            await self._undelivered.give_up(job, Fate.REFUSED, str(refusal))
            return
        if settled is not DELAYED:
            await self._tell(job, settled)
            return
        job.attempts += 1
        wait = min(LONGEST_WAIT, timedelta(seconds=2 ** min(job.attempts, 10)))
        await self._tools.store.put_off(job, self._tools.clock() + wait)

    async def _hand_over(self, job: Handover) -> Settled:
        try:
            settled = await self._tools.bringing.hand_over(job)
        except Refused:
            HANDOVERS.labels(job.submission.kind, "refused").inc()
            raise
        HANDOVERS.labels(job.submission.kind, settled.outcome).inc()
        return settled

    async def _tell(
        self,
        job: Handover,
        settled: Settled,
        held: Held | None = None,
        inbound: Inbound | None = None,
        ride: Rider | None = None,
    ) -> Taken:
        """Commit what became of a submission, with the reply or the push that says so, once."""
        tools = self._tools
        is_open = settled.outcome in UNSETTLED
        done = [] if is_open or job.listed else [job_id(job)]
        about = About.REPLY if is_open else About.NEWS
        while True:
            now = tools.clock()
            held = held or await tools.store.read(job.chat, None, now)
            turn = tools.engine.settle(
                held.session, job.submission, settled, now, inbound.id if inbound is not None else None
            )
            if turn.repeated or (is_open and inbound is not None and turn.reply is None):
                return await self._told(job, held, inbound, ride)
            turn = await self._complete(turn)
            taken = ridden(inbound, turn.reply, ride, held.wait_ms) if inbound and ride else None
            cause = inbound.id if inbound else job_id(job)
            push = push_of(turn.session, turn.reply, cause, about) if taken is None else None
            jobs = [] if push is None else [(push, now if inbound is None else now + FIRST_TRY)]
            if await tools.store.commit(held, writes_of(tools, turn, jobs, done), now) is not None:
                if job.listed and not is_open:
                    await self._undelivered.finish(job)
                return taken or Taken(None, push)
            held = None

    async def _complete(self, turn: Turn) -> Turn:
        while turn.need is not None:
            found = await self._tools.registry.look_up(turn.need)
            turn = self._tools.engine.resume(turn, found, None, self._tools.clock())
        return turn

    async def _told(self, job: Handover, held: Held, inbound: Inbound | None, ride: Rider | None) -> Taken:
        """The person has been told already, by whoever was faster."""
        if inbound is None or ride is None:
            await self._undelivered.finish(job)
            return Taken(None)
        return await give_again(self._tools, held, inbound, ride)
