"""One turn: read, step, commit, answer."""

from __future__ import annotations

import asyncio
from time import perf_counter
from typing import TYPE_CHECKING

import structlog

from bot.runtime.jobs import Handover, Job, reference
from bot.runtime.metrics import TURN_OUTCOMES, seconds_of, turns_of
from bot.runtime.repeating import give_again
from bot.runtime.taken import Rider, StoreUnavailable, Taken
from bot.runtime.tools import FIRST_TRY, Tools, push_of, ridden, writes_of

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from datetime import datetime

    from bot.runtime.delivery import Delivery
    from bot.runtime.settling import Settling
    from bot.runtime.store import Held
    from conversations.engine.messages import Inbound
    from conversations.engine.turn import Turn

log = structlog.get_logger()
_RACES = 50


class Turns:
    """The one door into the conversation, for every channel. See `TakesTurns`."""

    def __init__(self, tools: Tools, settling: Settling, delivery: Delivery) -> None:
        self._tools = tools
        self._settling = settling
        self._delivery = delivery
        self._background: set[asyncio.Task[None]] = set()
        # An alert sees a rise, and a count that begins with the first fault never rose.
        for channel in tools.channels:
            for outcome in TURN_OUTCOMES:
                turns_of(channel, outcome)

    async def take(self, inbound: Inbound, ride: Rider) -> Taken:
        """Run one whole turn and commit it."""
        begun = perf_counter()
        try:
            taken = await self._take(inbound, ride)
        except StoreUnavailable:
            raise
        except Exception:
            log.exception("turn failed", channel=inbound.chat.channel)
            taken = self._apologise(inbound, ride)
        finally:
            seconds_of(inbound.chat.channel).observe(perf_counter() - begun)
        if taken.push is not None:
            self._soon(self._delivery.push(taken.push, paid=taken.paid))
        return taken

    def _apologise(self, inbound: Inbound, ride: Rider) -> Taken:
        """Answer a message that we cannot take through a fault of ours.

        A 500 would make Telegram repeat it for a day and hold back everything else of this chat; Twilio would drop
        it without a word. So the person is told, the fault is logged and counted, and nothing is committed.
        """
        turns_of(inbound.chat.channel, "failed").inc()
        return Taken(ride(inbound, self._tools.engine.apology(), reference(inbound.chat, inbound.id)))

    async def finish(self) -> None:
        """Wait for what was started in the background."""
        while self._background:
            await asyncio.wait(self._background)

    async def _take(self, inbound: Inbound, ride: Rider) -> Taken:
        tools, channel = self._tools, inbound.chat.channel
        for _ in range(_RACES):
            now = tools.clock()
            held = await tools.store.read(inbound.chat, tools.paces.get(channel), now)
            turn = tools.engine.step(held.session, inbound, now)
            while turn.need is not None:
                turn = tools.engine.resume(turn, await tools.registry.look_up(turn.need), inbound, now)
            if turn.repeated:
                turns_of(channel, "repeated").inc()
                return await self._repeat(held, inbound, ride)
            taken = await self._commit(held, turn, inbound, ride, now)
            if taken is not None:
                turns_of(channel, "taken").inc()
                return taken
        raise StoreUnavailable("too many turns of one chat at the same time")

    async def _commit(self, held: Held, turn: Turn, inbound: Inbound, ride: Rider, now: datetime) -> Taken | None:
        """Commit a turn with the jobs it caused; None when another turn of this chat came first."""
        taken = ridden(inbound, turn.reply, ride, held.wait_ms)
        push = push_of(turn.session, turn.reply, inbound.id) if taken is None else None
        handovers = [Handover(inbound.chat, submission) for submission in turn.submissions]
        jobs: list[Job] = [*handovers, *([] if push is None else [push])]
        writes = writes_of(self._tools, turn, [(job, now + FIRST_TRY) for job in jobs])
        committed = await self._tools.store.commit(held, writes, now)
        if committed is None:
            return None
        for job in handovers:
            if job.submission.run is not None:
                return await self._settling.now(job, committed, inbound, ride)
            self._soon(self._settling.later(job))
        # The read took a token where there was one, whichever way the reply goes.
        return taken or Taken(None, push, paid=held.wait_ms == 0)

    async def _repeat(self, held: Held, inbound: Inbound, ride: Rider) -> Taken:
        """Answer a message that was taken before: with the reply it got, or the one it is still waiting for."""
        if held.session.awaiting and held.session.owes_reply(inbound.id):
            job = await self._tools.store.job(inbound.chat, f"handover:{held.session.awaiting[-1]}")
            if isinstance(job, Handover):
                return await self._settling.now(job, held, inbound, ride)
            # It was settled since the session was read, and whoever did it may have answered nobody.
            channel = inbound.chat.channel
            held = await self._tools.store.read(inbound.chat, self._tools.paces.get(channel), self._tools.clock())
        return await give_again(self._tools, held, inbound, ride)

    def _soon(self, work: Coroutine[None, None, None]) -> None:
        """Do something after the answer. When it does not get done, a worker does it."""
        task = asyncio.create_task(_carefully(work))
        self._background.add(task)
        task.add_done_callback(self._background.discard)


async def _carefully(work: Coroutine[None, None, None]) -> None:
    try:
        await work
    except StoreUnavailable as fault:
        log.warning("left for a worker", fault=str(fault))
