"""Messages that a platform has and we have not: found in its list, and taken after all, once.

A platform that gives up delivering loses a message for us, not for itself. Each is run through the same turn as any
other, unless it came too late for that: what a person wrote before our last answer may be for another question than
the one that is open now, and is never taken for an answer to it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias

import structlog

from bot.channels.history import NotTold
from bot.runtime.jobs import Push, reference
from bot.runtime.metrics import RECONCILED
from bot.runtime.redis import Command
from bot.runtime.rhythm import Rhythm
from bot.runtime.taken import KeyUnknown
from bot.runtime.tools import push_of, writes_of
from conversations.engine.session import SEEN
from conversations.engine.turn import Turn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.channels.history import History
    from bot.runtime.redis import Redis
    from bot.runtime.store import Held
    from bot.runtime.taken import TakesTurns
    from bot.runtime.tools import Tools
    from conversations.engine.messages import ChatRef, Inbound

log = structlog.get_logger()
GRACE = timedelta(minutes=2)
"""What is younger may still be on its way to us: Twilio tries for a minute."""
OVERLAP = timedelta(minutes=5)
FIRST = timedelta(hours=1)
"""How far back is looked when nobody has looked before."""
LONGEST = timedelta(hours=24)
"""Later than that WhatsApp lets nobody answer."""
LEASE = timedelta(minutes=10)
MOST_LOOK_UPS = 200
_RACES = 10

Received: TypeAlias = "tuple[datetime, Inbound]"


@dataclass(frozen=True, slots=True)
class Window:
    """What one round looks at: messages after `seen_until` are new to it, those after `now - GRACE` not yet its own."""

    seen_until: datetime
    now: datetime

    def is_due(self, at: datetime) -> bool:
        """Tell whether a message of that moment would have arrived by now."""
        return at <= self.now - GRACE


class Reconciliation:
    """Compares a platform's list with the sessions. One worker at a time does it."""

    def __init__(
        self, tools: Tools, turns: TakesTurns, redis: Redis, channel: str, history: History, *, every: timedelta
    ) -> None:
        self._tools = tools
        self._turns = turns
        self._redis = redis
        self._channel = channel
        self._history = history
        self._rhythm = Rhythm(every)
        self._until_key = f"bansos:reconciled:{channel}"
        self._round_key = f"bansos:reconciled-at:{channel}"
        self._lease_key = f"bansos:reconciling:{channel}"
        self._look_ups = 0

    async def run_if_due(self) -> None:
        """Do a round when one is due: when the process has started, and then every so often."""
        now, rhythm = self._tools.clock(), self._rhythm
        if not rhythm.is_due(now):
            return
        [noted] = await self._redis.run(Command(self._round_key, ("GET", self._round_key)))
        since_last = now - _moment(noted) if noted else rhythm.every
        waits = min(rhythm.every, timedelta(minutes=1)) if rhythm.due is None else rhythm.every
        if since_last < waits:
            # Another worker has just done it.
            rhythm.due = now + waits - since_last
            return
        rhythm.due = now + rhythm.every
        lease = ("SET", self._lease_key, "1", "NX", "PX", int(LEASE.total_seconds() * 1000))
        [mine] = await self._redis.run(Command(self._lease_key, lease))
        if mine is None:
            return
        try:
            await self.reconcile()
        except NotTold as fault:
            log.warning("platform does not list its messages", channel=self._channel, fault=str(fault))
        finally:
            await self._redis.run(Command(self._lease_key, ("DEL", self._lease_key)))

    async def reconcile(self) -> None:
        """Look at what came since the last round, and take what was missed.

        Raises:
            NotTold: the platform does not give its list; the next round looks further back.
        """
        now = self._tools.clock()
        [noted] = await self._redis.run(Command(self._until_key, ("GET", self._until_key)))
        window = Window(max(_moment(noted) if noted else now - FIRST, now - LONGEST), now)
        by_chat: dict[ChatRef, list[Received]] = defaultdict(list)
        for at, inbound in await self._history.received(window.seen_until - OVERLAP):
            by_chat[inbound.chat].append((at, inbound))
        self._look_ups = 0
        left = [await self._caught_up(chat, received, window) for chat, received in by_chat.items()]
        # What was left of a chat begins the next round: none of it may be older than what that one asks for.
        until = _ms(min([now - GRACE, *filter(None, left)]))
        await self._redis.run(
            Command(self._until_key, ("SET", self._until_key, until)),
            Command(self._round_key, ("SET", self._round_key, _ms(now))),
        )

    async def _caught_up(self, chat: ChatRef, received: Sequence[Received], window: Window) -> datetime | None:
        try:
            return await self._catch_up(chat, received, window)
        except KeyUnknown as fault:
            log.error("chat unreadable here, left", channel=self._channel, fault=str(fault))  # noqa: TRY400
            return received[0][0]

    async def _catch_up(self, chat: ChatRef, received: Sequence[Received], window: Window) -> datetime | None:
        """Do what is to be done for one chat; gives the moment of the first message that is left for the next round."""
        missed: list[Received] = []
        for _ in range(_RACES):
            held = await self._tools.store.read(chat, None, self._tools.clock())
            missed = [
                (at, inbound)
                for later, (at, inbound) in zip(range(len(received) - 1, -1, -1), received, strict=True)
                # Of more messages than a session remembers nobody can say which are missing.
                if later < SEEN and not held.session.has_seen(inbound.id)
            ]
            if not missed:
                return await self._answer_again(held, received[-1], window)
            if not all(window.is_due(at) for at, _ in missed):
                # Something of this chat is still on its way: the next round sees how it ended.
                return missed[0][0]
            if await self._take(held, received, missed):
                return None
        log.warning("left for the next round", channel=self._channel)
        return missed[0][0]

    async def _take(self, held: Held, received: Sequence[Received], missed: Sequence[Received]) -> bool:
        """Take what was missed in one chat; False when the chat has moved meanwhile."""
        session, newest = held.session, missed[-1][1]
        said_again = [each for each in missed if _is_said_again(each, received)]
        left = [each for each in missed if each not in said_again]
        if session.run is None:
            # Whatever somebody says first gets the same answer.
            left, said_again = [missed[-1]], list(missed[:-1])
        if len(left) > 1 or (left and _has_moved_on(held, received, left[0][0])):
            turn = self._tools.engine.excuse(session, [inbound.id for _, inbound in missed], self._tools.clock())
            done = await self._commit(held, turn, push_of(turn.session, turn.reply, f"late/{newest.id}"))
            self._count("excused", done * len(missed))
            return done
        if said_again:
            known = session.clone()
            for _, inbound in said_again:
                known.remember(inbound.id, None)
            if not await self._commit(held, Turn(known, None, None)):
                return False
            self._count("said-again", len(said_again))
        for _, inbound in left:
            await self._turns.take(inbound, lambda *_: None)
            self._count("taken", 1)
        return True

    async def _answer_again(self, held: Held, newest: Received, window: Window) -> datetime | None:
        """Push the reply to somebody's last message, when the platform never had it.

        Gives the moment of the message where the platform was asked about too many already to ask about this one.
        """
        at, inbound = newest
        reply = held.session.reply_to(inbound.id)
        if reply is None or not window.is_due(at) or at <= window.seen_until - GRACE:
            return None
        tools, ref = self._tools, reference(inbound.chat, inbound.id)
        if await tools.sendings.look(inbound.chat, ref) is not None:
            return None
        if await tools.store.job(inbound.chat, f"push:{ref}") is not None:
            return None
        if self._look_ups >= MOST_LOOK_UPS:
            return at
        self._look_ups += 1
        for each in await self._history.sent(inbound.chat.address, reply, at, pushed=False):
            if await tools.sendings.claim(inbound.chat, ref, each):
                # Known from now on, as if the platform had told of it: it is not asked about again.
                await tools.sendings.report(inbound.chat, ref, each, None)
                return None
        push = Push(inbound.chat, reply, ref, turn=held.session.turn)
        if await self._commit(held, Turn(held.session, None, None), push):
            self._count("answered-again", 1)
        return None

    async def _commit(self, held: Held, turn: Turn, push: Push | None = None) -> bool:
        tools, now = self._tools, self._tools.clock()
        jobs = [] if push is None else [(push, now)]
        return await tools.store.commit(held, writes_of(tools, turn, jobs), now) is not None

    def _count(self, outcome: str, many: int) -> None:
        if many:
            RECONCILED.labels(self._channel, outcome).inc(many)
            log.warning("messages had not reached us", channel=self._channel, outcome=outcome, count=many)


def _is_said_again(missed: Received, received: Sequence[Received]) -> bool:
    """Tell whether the person has said the same again by themselves."""
    place = received.index(missed)
    return any(later.content == missed[1].content for _, later in received[place + 1 :])


def _has_moved_on(held: Held, received: Sequence[Received], at: datetime) -> bool:
    """Tell whether we have answered something in this chat since that moment, by the platform's clock or by ours."""
    session = held.session
    seen = any(other >= at for other, inbound in received if session.has_seen(inbound.id))
    return seen or (session.heard_at is not None and session.heard_at > at)


def _moment(ms: bytes) -> datetime:
    return datetime.fromtimestamp(int(ms) / 1000, UTC)


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
