"""Sending broadcasts: each recipient is noted in the registry's ledger before, and settled there afterwards."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Final, assert_never
from uuid import UUID, uuid4

import structlog

from bot.channels.channel import Accepted, Deferred, Outcome, Rejected, Unknown
from bot.runtime import window
from bot.runtime.broadcast_ledger import Told
from bot.runtime.broadcast_reports import reference_of
from bot.runtime.metrics import PUSHES
from bot.runtime.store import Pace
from bot.runtime.taken import StoreUnavailable
from bot.runtime.tools import writes_of
from conversations.engine.messages import ChatRef, Outbound
from conversations.flows.receipt import inquiry_about

if TYPE_CHECKING:
    from bot.runtime.broadcast_ledger import BroadcastLedger, Recipient
    from bot.runtime.broadcast_reports import BroadcastReports
    from bot.runtime.store import Held
    from bot.runtime.tools import Tools

log = structlog.get_logger()
MOST_AT_ONCE: Final = 40
"""Requests under way to one platform: Twilio takes about a hundred at once from an account."""
CLAIMED_AT_ONCE: Final = 100
IDLE: Final = 2.0
"""Seconds between two questions whether there is a broadcast."""
TOGETHER: Final = 0.1
"""Seconds of a channel's pace that are noted in one request."""
_REST: Final = 0.5
"""A wait that is longer than this is none for the pace: the platform asked for it."""
_UNHURRIED: Final = Pace(1000, 1000)
_TOLD_AT_ONCE: Final = 200
_LAST_TRIES: Final = 3


class Skipped(str):
    """Why a message was decided against at the last moment."""

    __slots__ = ()


class Lane:
    """What one process sends on one channel."""

    def __init__(self, tools: Tools, channel: str, ledger: BroadcastLedger) -> None:
        self._tools = tools
        self._channel = channel
        self._ledger = ledger
        self._templated = tools.templated.get(channel)
        self._claimed: dict[UUID, Recipient] = {}
        self._noted: deque[tuple[Recipient, UUID]] = deque()
        self._under_way: set[asyncio.Task[None]] = set()
        self._untold: list[Told] = []

    async def run(self, stop: asyncio.Event) -> None:
        """Send until told to stop. What is under way is finished and told first."""
        while not stop.is_set():
            try:
                wait = await self.round()
            except StoreUnavailable as fault:
                log.warning("store unavailable", fault=str(fault))
                wait = IDLE
            except Exception:
                log.exception("broadcasting failed", channel=self._channel)
                wait = IDLE
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), wait)
        await self.finish()

    async def finish(self) -> None:
        """Wait for what is under way, and tell what became of it."""
        self._put_back()
        if self._under_way:
            await asyncio.wait(self._under_way)
        for _ in range(_LAST_TRIES):
            if await self._tell():
                return

    async def round(self) -> float:
        """Send what may go out now, and give the seconds after which to look again."""
        if not self._noted:
            if not await self._tell():
                # Nothing more goes out that nobody could be told of.
                return IDLE
            wait = await self._note_some()
            if not self._noted:
                return wait
        try:
            given, wait = await self._tokens(len(self._noted))
        except StoreUnavailable:
            self._put_back()
            raise
        for _ in range(given):
            self._begin(*self._noted.popleft())
        if wait > _REST:
            # The platform asked for a rest: what was noted does not wait for its end.
            self._put_back()
        return min(wait, IDLE) if self._noted else 0

    async def _note_some(self) -> float:
        """Note what goes out next, and give how long to wait where there is nothing to note.

        Before the tokens are taken, so that nothing lies between these and the platform. All at once, and no more than
        go out together, so that few are open when a process dies.
        """
        together = min(MOST_AT_ONCE, max(1, int(self._pace.rate * TOGETHER)))
        if len(self._claimed) < together:
            # Some of them may be here already: after a long rest nobody has them any more.
            self._claimed.update({each.id: each for each in await self._ledger.claim(self._channel, CLAIMED_AT_ONCE)})
            if not self._claimed:
                return IDLE if not self._under_way else TOGETHER
        room = min(MOST_AT_ONCE - len(self._under_way), len(self._claimed), together)
        if room == 0:
            # What ends in that time is told together, and makes room for as many.
            await asyncio.wait(self._under_way, timeout=TOGETHER)
            return 0
        _, wait = await self._tokens(0)
        if wait > _REST:
            # Looked at again soon: it may have been a broadcast that was cancelled meanwhile.
            return min(wait, IDLE)
        await self._note([self._claimed.pop(each) for each in list(self._claimed)[:room]])
        return 0

    async def _note(self, recipients: list[Recipient]) -> None:
        intent, ids = uuid4(), [each.id for each in recipients]
        may = await self._ledger.intend(intent, ids)
        if may is None:
            may = await self._ledger.intend(intent, ids)
        if may is None:
            self._untold += [Told(each, intent, "deferred", "not begun", seconds=IDLE) for each in ids]
            return
        if not may:
            # Paused, cancelled or out of hours: what was claimed is claimed again when it goes on.
            self._claimed.clear()
        self._noted.extend((each, intent) for each in recipients if each.id in may)

    def _put_back(self) -> None:
        """Let those wait again that were noted and not begun."""
        self._untold += [Told(each.id, intent, "not_begun") for each, intent in self._noted]
        self._noted.clear()

    def _begin(self, recipient: Recipient, intent: UUID) -> None:
        task = asyncio.create_task(self._send(recipient, intent))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    @property
    def _pace(self) -> Pace:
        return self._tools.paces.get(self._channel, _UNHURRIED)

    async def _tokens(self, most: int) -> tuple[int, float]:
        """Take tokens, and give the seconds until there are more."""
        given, milliseconds = await self._tools.store.take_tokens(self._channel, self._pace, most, self._tools.clock())
        return given, milliseconds / 1000

    async def _send(self, recipient: Recipient, intent: UUID) -> None:
        try:
            outcome = await self._sent(recipient, reference_of(recipient.id, intent))
        except StoreUnavailable as fault:
            outcome = Deferred(str(fault), IDLE)
        except Exception as fault:
            log.exception("broadcast message failed", recipient=str(recipient.id))
            outcome = Unknown(type(fault).__name__)
        if isinstance(outcome, Deferred) and outcome.lane_closed:
            until = self._tools.clock() + timedelta(seconds=outcome.seconds)
            with suppress(StoreUnavailable):
                await self._tools.store.close_lane(self._channel, until)
        kind = "skipped" if isinstance(outcome, Skipped) else type(outcome).__name__.lower()
        PUSHES.labels(self._channel, kind).inc()
        self._untold.append(_told(recipient.id, intent, outcome))

    async def _sent(self, recipient: Recipient, ref: str) -> Outcome | Skipped:
        """Decide how it may be sent now, and send it."""
        tools, address = self._tools, recipient.contact.address
        now, chat = tools.clock(), ChatRef(self._channel, address)
        held = await tools.store.read(chat, None, now)
        if held.session.stopped_notices_at is not None:
            return Skipped("opted_out")
        if self._templated is not None and not window.is_open(held.session, now):
            if recipient.template is None:
                return Skipped("no_template")
            await self._said(held, recipient)
            return await self._templated.send_template(address, recipient.template, recipient.variables, ref)
        return await tools.channels[self._channel].send(address, await self._said(held, recipient), ref)

    async def _said(self, held: Held, recipient: Recipient) -> Outbound:
        """Give the message. A question is noted in the conversation first, so that the answer is understood."""
        if not recipient.asks:
            return Outbound(recipient.text)
        tools, inquiry = self._tools, inquiry_about(recipient.asks, str(recipient.id), recipient.text)
        while True:
            now = tools.clock()
            turn = tools.engine.inquire(held.session, inquiry, now)
            if await tools.store.commit(held, writes_of(tools, turn, []), now) is not None:
                return turn.reply or Outbound(recipient.text)
            held = await tools.store.read(held.session.chat, None, now)

    async def _tell(self) -> bool:
        while self._untold:
            telling = self._untold[:_TOLD_AT_ONCE]
            if not await self._ledger.tell(telling):
                return False
            del self._untold[: len(telling)]
        return True


class Broadcasting:
    """All lanes of one process, and the reports on what went through them."""

    def __init__(
        self,
        tools: Tools,
        ledger: BroadcastLedger,
        reports: BroadcastReports,
    ) -> None:
        self._reports = reports
        self.lanes = {name: Lane(tools, name, ledger) for name in tools.channels}

    async def run(self, stop: asyncio.Event) -> None:
        """Send until told to stop."""
        async with asyncio.TaskGroup() as running:
            running.create_task(self._hand_over(stop))
            for lane in self.lanes.values():
                running.create_task(lane.run(stop))

    async def _hand_over(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                more = await self._reports.hand_over()
            except StoreUnavailable:
                more = False
            except Exception:
                log.exception("reports not handed over")
                more = False
            if not more:
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), IDLE)

    async def work(self) -> None:
        """Do once all that can be done now, and wait until it is told."""
        for lane in self.lanes.values():
            await lane.round()
            await lane.finish()
        while await self._reports.hand_over():
            pass


def _told(recipient: UUID, intent: UUID, outcome: Outcome | Skipped) -> Told:
    match outcome:
        case Skipped():
            return Told(recipient, intent, "skipped", str(outcome))
        case Accepted():
            return Told(recipient, intent, "accepted", provider_id=outcome.provider_id[:64])
        case Rejected():
            return Told(
                recipient,
                intent,
                "rejected",
                outcome.reason[:80],
                unreachable=outcome.unreachable,
                withdrawn=outcome.withdrawn,
            )
        case Deferred():
            return Told(recipient, intent, "deferred", outcome.reason[:80], seconds=min(outcome.seconds, 86_400))
        case Unknown():
            return Told(recipient, intent, "unknown", outcome.reason[:80])
        case _:
            assert_never(outcome)
