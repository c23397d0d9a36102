"""Delivery reports about broadcasts, kept until the registry has them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from bot.channels.whatsapp.errors import TOO_FAST, WITHDRAWN
from bot.channels.whatsapp.parse import CHANNEL
from bot.channels.whatsapp.status import DeliveryState
from bot.runtime.broadcast_ledger import Reported
from bot.runtime.redis import Command

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.channels.whatsapp.status import Status
    from bot.runtime.broadcast_ledger import BroadcastLedger
    from bot.runtime.redis import Redis
    from bot.runtime.store import Store

_KEY = "bansos:broadcasts:reports"
_PREFIX = "kabar-"
_AT_ONCE = 200
_TOO_FAST = timedelta(seconds=15)
"""How long the channel rests when Twilio says afterwards that a message was one too many."""


def reference_of(recipient: UUID, intent: UUID) -> str:
    """Give what the platform's reports on a message carry: whom it is for, and which sending it was."""
    return f"{_PREFIX}{_named(recipient, intent)}"


class BroadcastReports:
    """The way from the platform's reports to the registry. Each is a field of its own: handed on twice, it is one."""

    def __init__(self, redis: Redis, store: Store, ledger: BroadcastLedger, clock: Callable[[], datetime]) -> None:
        self._redis = redis
        self._store = store
        self._ledger = ledger
        self._clock = clock

    async def keep(self, status: Status) -> bool:
        """Keep a report that is about a broadcast; tell whether it is."""
        about = _about(status.ref.removeprefix(_PREFIX)) if status.ref.startswith(_PREFIX) else None
        if about is None:
            return False
        if status.too_fast:
            await self._store.close_lane(CHANNEL, self._clock() + _TOO_FAST)
        if status.state is not DeliveryState.QUEUED:
            told = f"{int(status.unreachable)}{'' if status.error is None else _fault(status.error)}"
            await self._redis.run(Command(_KEY, ("HSET", _KEY, f"{_named(*about)} {status.state.value}", told)))
        return True

    async def hand_over(self) -> bool:
        """Hand some reports to the registry; tell whether there may be more."""
        [found] = await self._redis.run(Command(_KEY, ("HRANDFIELD", _KEY, _AT_ONCE, "WITHVALUES")))
        # Pairs in one list, or a list of pairs: it depends on the protocol that is spoken.
        flat = [each for pair in found for each in pair] if found and isinstance(found[0], list) else list(found)
        fields = [bytes(each) for each in flat[::2]]
        if not fields:
            return False
        reports = [
            _report(field.decode(), bytes(told).decode()) for field, told in zip(fields, flat[1::2], strict=True)
        ]
        if not await self._ledger.report(reports):
            return False
        await self._redis.run(Command(_KEY, ("HDEL", _KEY, *fields)))
        return len(fields) == _AT_ONCE


def _fault(code: int) -> str:
    return f"twilio {code}"


_TOO_FAST_FAULTS = frozenset(map(_fault, TOO_FAST))
_WITHDRAWN_FAULTS = {_fault(code): standing for code, standing in WITHDRAWN.items()}


def _named(recipient: UUID, intent: UUID | None) -> str:
    return recipient.hex if intent is None else f"{recipient.hex}-{intent.hex}"


def _about(named: str) -> tuple[UUID, UUID | None] | None:
    recipient, _, intent = named.partition("-")
    try:
        return UUID(recipient), UUID(intent) if intent else None
    except ValueError:
        return None


def _report(field: str, told: str) -> Reported:
    named, _, state = field.partition(" ")
    recipient, _, intent = named.partition("-")
    fault = told[1:]
    return Reported(
        UUID(recipient),
        state,
        fault or None,
        unreachable=told[0] == "1",
        intent=UUID(intent) if intent else None,
        too_fast=fault in _TOO_FAST_FAULTS,
        withdrawn=_WITHDRAWN_FAULTS.get(fault),
    )
