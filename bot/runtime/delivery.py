"""Pushing messages, at the pace that each channel allows."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, assert_never

import structlog

from bot.channels.channel import Accepted, Deferred, Outcome, Rejected, Unknown
from bot.channels.history import NotTold
from bot.runtime import window
from bot.runtime.jobs import About, Fate, Push
from bot.runtime.metrics import PUSHES
from bot.runtime.sending import ANSWERED_WITHIN, Gone, Reported, Sent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.runtime.tools import Tools
    from bot.runtime.undelivered import Undelivered
    from conversations.engine.messages import ChatRef, Outbound

log = structlog.get_logger()
MOST_ATTEMPTS = 20
FIRST_LOOK = timedelta(seconds=10)
"""When it is first looked up whether a message arrived that nobody knows of."""
SECOND_LOOK = timedelta(seconds=30)
LATER_LOOK = timedelta(minutes=2)
MOST_LOOKS = 30
"""How often a platform is asked that cannot tell: for an hour."""
SURE_LOOKS = 2
"""A platform that twice knows nothing of a message did not have it: its list may be a moment late, not minutes."""
REPORTED_WITHIN = timedelta(hours=24)
"""How long news that a platform took may still turn out not to arrive."""


class Delivery:
    """Carries out pushes. Each is noted before it is sent, so that none is sent twice without a decision."""

    def __init__(self, tools: Tools, undelivered: Undelivered) -> None:
        self._tools = tools
        self._undelivered = undelivered

    async def push(self, job: Push, *, paid: bool = False) -> None:
        """Send one message and note what became of it. `paid` when a token was taken for it already."""
        tools = self._tools
        if job.chat.channel not in tools.channels:
            await self._put_off(job, Deferred("no such channel here", LATER_LOOK.total_seconds()))
        elif job.taken:
            # Nobody complained.
            await self._undelivered.finish(job)
        elif job.looks:
            await self._look(job)
        elif job.listed and await self._is_overtaken(job):
            await self._leave(job)
        else:
            await self._send(job, paid=paid)

    async def note_failure(self, chat: ChatRef, ref: str, fault: str, *, unreachable: bool) -> None:
        """Hear from a platform that a message which it took will not arrive."""
        job = await self._tools.store.job(chat, f"push:{ref}")
        if isinstance(job, Push) and job.taken:
            job.taken = False
            await self._reject(job, Rejected(fault, unreachable=unreachable))

    async def _send(self, job: Push, *, paid: bool = False) -> None:
        tools, name = self._tools, job.chat.channel
        now = tools.clock()
        pace = tools.paces.get(name)
        wait = await tools.store.take_token(name, pace, now) if pace is not None and not paid else 0
        if wait > 0:
            await tools.store.put_off(job, now + timedelta(milliseconds=wait))
            return
        match await tools.sendings.begin(job, now):
            case None:
                outcome = await self._sent(job, now)
                PUSHES.labels(name, type(outcome).__name__.lower()).inc()
                await self._settle(job, outcome)
            case Sent(since) if now < since + ANSWERED_WITHIN:
                # Somebody is sending it right now.
                return
            case Sent() | Reported():
                # Whoever was sending it is dead.
                job.looks = 1
                await self._look(job)
            case Gone():
                return

    async def _sent(self, job: Push, now: datetime) -> Outcome:
        """Send it as it may be sent now. Replies follow at once on what was written; news may come days later."""
        tools, said = self._tools, await self._said(job)
        templated = tools.templated.get(job.chat.channel)
        if templated is not None and job.about is About.NEWS:
            held = await tools.store.read(job.chat, None, now)
            if not window.is_open(held.session, now):
                return await templated.send_late(job.chat.address, said, job.ref)
        return await tools.channels[job.chat.channel].send(job.chat.address, said, job.ref)

    async def _settle(self, job: Push, outcome: Outcome) -> None:
        tools = self._tools
        match outcome:
            case Accepted(provider_id):
                await self._is_ours(job, [provider_id])
                await self._accept(job)
            case Deferred():
                await tools.sendings.forget(job)
                await self._put_off(job, outcome)
            case Rejected():
                await self._reject(job, outcome)
            case Unknown():
                log.warning("not known whether a push arrived", job=job.ref, reason=outcome.reason)
                job.looks = 1
                await tools.store.put_off(job, tools.clock() + FIRST_LOOK)
            case _:
                assert_never(outcome)

    async def _accept(self, job: Push) -> None:
        """Finish, unless it is news on a channel that may still report that it will not arrive."""
        tools = self._tools
        if job.about is not About.NEWS or job.chat.channel not in tools.histories:
            await self._undelivered.finish(job)
            return
        match await tools.sendings.look(job.chat, job.ref):
            case Reported(fault=str(fault)):
                await self._reject(job, Rejected(fault))
            case _:
                job.taken = True
                await tools.store.put_off(job, tools.clock() + REPORTED_WITHIN)

    async def _reject(self, job: Push, outcome: Rejected) -> None:
        """Have it listed. A reminder for somebody who is not there is nobody's loss."""
        if job.about is About.REMINDER and outcome.unreachable:
            await self._undelivered.finish(job)
        else:
            fate = Fate.UNREACHABLE if outcome.unreachable else Fate.REJECTED
            await self._undelivered.give_up(job, fate, outcome.reason)

    async def _look(self, job: Push) -> None:
        """Find out whether a message arrived, and decide what to do when nobody knows."""
        noted = await self._tools.sendings.look(job.chat, job.ref)
        match noted:
            case Reported(fault=None):
                await self._accept(job)
            case Reported(fault=str(fault)):
                await self._reject(job, Rejected(fault))
            case Sent(since):
                await self._look_up(job, since)
            case Gone() | None:
                # The note is too old to be there.
                await self._undelivered.give_up(job, Fate.UNKNOWN, "nothing is noted any more")

    async def _look_up(self, job: Push, since: datetime) -> None:
        tools = self._tools
        history = tools.histories.get(job.chat.channel)
        if history is None:
            await self._decide(job)
            return
        try:
            alike = await history.sent(job.chat.address, await self._said(job), since, pushed=True)
        except NotTold as fault:
            log.warning("cannot look up whether a push arrived", job=job.ref, fault=str(fault))
            await self._look_again(job, LATER_LOOK, MOST_LOOKS)
            return
        if await self._is_ours(job, alike):
            await self._accept(job)
        elif job.looks < SURE_LOOKS:
            await self._look_again(job, SECOND_LOOK, SURE_LOOKS)
        elif job.about is About.REMINDER and await self._is_overtaken(job):
            await self._leave(job)
        else:
            # Between later messages it would look like the question that is open now.
            job.again = job.again or await self._is_overtaken(job)
            await self._send_anew(job)

    async def _is_ours(self, job: Push, provider_ids: Sequence[str]) -> bool:
        """Tell whether one of these messages is this one, and keep it, where the platform may be asked about others."""
        tools = self._tools
        if job.chat.channel not in tools.histories:
            return True
        return any([await tools.sendings.claim(job.chat, job.ref, each) for each in provider_ids])

    async def _look_again(self, job: Push, after: timedelta, most: int) -> None:
        tools = self._tools
        job.looks += 1
        if job.looks > most:
            await self._undelivered.give_up(job, Fate.UNKNOWN, "the platform does not tell")
        else:
            await tools.store.put_off(job, tools.clock() + after)

    async def _decide(self, job: Push) -> None:
        """Decide about a message on a platform that tells nothing: it goes out once more, saying so, where it counts.

        A question that is asked twice does no harm, and one that is never seen ends the conversation. A reminder is not
        worth a second one.
        """
        if job.about is About.REMINDER:
            await self._undelivered.finish(job)
        elif job.again:
            await self._undelivered.give_up(job, Fate.UNKNOWN, "sent twice, never confirmed")
        else:
            job.again = True
            await self._send_anew(job)

    async def _send_anew(self, job: Push) -> None:
        tools = self._tools
        job.looks = 0
        # First the job, then the note: whoever finds the job without it sends, whoever finds the note asks.
        await tools.store.put_off(job, tools.clock() + ANSWERED_WITHIN)
        await tools.sendings.forget(job)
        await self._send(job)

    async def _said(self, job: Push) -> Outbound:
        """Give what is sent: with a word about it when it may be the second time."""
        if not job.again:
            return job.outbound
        held = await self._tools.store.read(job.chat, None, self._tools.clock())
        return self._tools.engine.said_again(held.session, job.outbound)

    async def _is_overtaken(self, job: Push) -> bool:
        """Tell whether the person has written since a reply was made, and so has had another one."""
        if job.about is About.NEWS:
            return False
        held = await self._tools.store.read(job.chat, None, self._tools.clock())
        return held.session.turn > job.turn

    async def _leave(self, job: Push) -> None:
        """Finish a reply that the person has been led on from, and say so: nothing is dropped without a word."""
        log.info("push overtaken", job=job.ref)
        PUSHES.labels(job.chat.channel, "overtaken").inc()
        await self._undelivered.finish(job, Fate.OVERTAKEN)

    async def _put_off(self, job: Push, outcome: Deferred) -> None:
        tools = self._tools
        until = tools.clock() + timedelta(seconds=outcome.seconds)
        if outcome.lane_closed:
            await tools.store.close_lane(job.chat.channel, until)
        job.attempts += 1
        if job.attempts >= MOST_ATTEMPTS:
            await self._undelivered.give_up(job, Fate.EXHAUSTED, outcome.reason)
        else:
            await tools.store.put_off(job, until)
