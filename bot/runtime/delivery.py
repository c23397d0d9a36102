"""Pushing messages, at the pace that each channel allows."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.channels.channel import Accepted, Deferred, Rejected, Unknown
from bot.runtime.metrics import PUSHES

if TYPE_CHECKING:
    from bot.runtime.jobs import Push
    from bot.runtime.tools import Tools

log = structlog.get_logger()
MOST_ATTEMPTS = 20


class Delivery:
    """Carries out pushes. What a platform will not take is put off, given up or counted; it is never dropped unseen."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    async def push(self, job: Push) -> None:
        """Send one message and note what became of it."""
        tools, name = self._tools, job.chat.channel
        now = tools.clock()
        pace = tools.paces.get(name)
        wait = await tools.store.take_token(name, pace, now) if pace is not None else 0
        if wait > 0:
            await tools.store.put_off(job, now + timedelta(milliseconds=wait))
            return
        outcome = await tools.channels[name].send(job.chat.address, job.outbound, job.ref)
        PUSHES.labels(name, type(outcome).__name__.lower()).inc()
        match outcome:
            case Accepted():
                await tools.store.finish(job)
            case Deferred():
                await self._put_off(job, outcome)
            case Rejected(unreachable=True) | Unknown():
                log.warning("push not delivered", job=job.ref, channel=name, reason=outcome.reason)
                await tools.store.finish(job)
            case Rejected():
                await tools.store.give_up(job, outcome.reason)

    async def _put_off(self, job: Push, outcome: Deferred) -> None:
        tools = self._tools
        until = tools.clock() + timedelta(seconds=outcome.seconds)
        if outcome.lane_closed:
            await tools.store.close_lane(job.chat.channel, until)
        job.attempts += 1
        if job.attempts >= MOST_ATTEMPTS:
            await tools.store.give_up(job, outcome.reason)
        else:
            await tools.store.put_off(job, until)
