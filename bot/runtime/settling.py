"""Handing submissions over, and telling the person what became of them."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.runtime.jobs import Handover, job_id
from bot.runtime.metrics import HANDOVERS
from bot.runtime.registry import DELAYED, Refused
from bot.runtime.taken import Rider, Taken
from bot.runtime.tools import FIRST_TRY, Tools, push_of, ridden, writes_of

if TYPE_CHECKING:
    from bot.runtime.store import Held
    from conversations.engine.messages import Inbound
    from conversations.engine.turn import Settled, Turn

LONGEST_WAIT = timedelta(minutes=5)


class Settling:
    """What happens between KIRIM and the number. `patience` is how many seconds a person waits for it."""

    def __init__(self, tools: Tools, *, patience: float = 2.5) -> None:
        self._tools = tools
        self._patience = patience

    async def now(self, job: Handover, held: Held, inbound: Inbound, ride: Rider) -> Taken:
        """Hand a submission over while the person waits, so that the number comes in the same turn."""
        try:
            async with asyncio.timeout(self._patience):
                settled = await self._hand_over(job)
        except TimeoutError:
            settled = DELAYED
        return await self._tell(job, settled, held, inbound, ride)

    async def later(self, job: Handover) -> None:
        """Hand a submission over for a person who is not waiting any more; try again later if it has to be."""
        settled = await self._hand_over(job)
        tools = self._tools
        if settled is not DELAYED:
            await self._tell(job, settled)
            return
        job.attempts += 1
        wait = min(LONGEST_WAIT, timedelta(seconds=2 ** min(job.attempts, 10)))
        if await tools.store.job(job.chat, job_id(job)) is not None:
            await tools.store.put_off(job, tools.clock() + wait)

    async def _hand_over(self, job: Handover) -> Settled:
        try:
            settled = await self._tools.registry.submit(job.submission)
        except Refused as refusal:
            await self._tools.store.give_up(job, str(refusal))
            settled = DELAYED
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
        done = [] if settled is DELAYED else [job_id(job)]
        while True:
            now = tools.clock()
            held = held or await tools.store.read(job.chat, None, now)
            turn = tools.engine.settle(
                held.session, job.submission, settled, now, inbound.id if inbound is not None else None
            )
            if turn.repeated:
                return await self._told(job, held, inbound, ride)
            turn = await self._complete(turn)
            taken = ridden(inbound, turn.reply, ride, held.wait_ms) if inbound and ride else None
            push = push_of(job.chat, turn.reply, inbound.id if inbound else job_id(job)) if taken is None else None
            jobs = [] if push is None else [(push, now if inbound is None else now + FIRST_TRY)]
            if await tools.store.commit(held, writes_of(tools, turn, jobs, done), now) is not None:
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
            await self._tools.store.finish(job)
            return Taken(None)
        return ridden(inbound, held.session.reply_to(inbound.id), ride, held.wait_ms) or Taken(None)
