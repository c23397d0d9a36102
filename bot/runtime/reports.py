"""Delivery reports: what became of messages after the platform took them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from bot.channels.whatsapp.parse import CHANNEL
from bot.channels.whatsapp.status import DeliveryState, Status
from bot.runtime.metrics import DELIVERIES
from bot.runtime.redis import Command
from conversations.engine.messages import ChatRef

if TYPE_CHECKING:
    from bot.channels.reachability import Reachability
    from bot.runtime.broadcast_reports import BroadcastReports
    from bot.runtime.delivery import Delivery
    from bot.runtime.redis import Redis
    from bot.runtime.sending import Sendings

log = structlog.get_logger()
_KEPT = 7 * 86_400
"""How long a report can still be repeated, in seconds."""


class Reports:
    """Notes each step of a delivery once, whatever order the reports come in.

    A report also settles what nobody knew: the platform had the message. And news that it took but will not arrive is
    given to the officers.
    """

    def __init__(self, redis: Redis, sendings: Sendings, delivery: Delivery, broadcasts: BroadcastReports) -> None:
        self._redis = redis
        self._sendings = sendings
        self._delivery = delivery
        self._broadcasts = broadcasts

    async def note_status(self, status: Status) -> None:
        """Note how far a message has come; a repeated or late report changes nothing."""
        key = f"bansos:delivery:{status.provider_id}"
        [known] = await self._redis.run(Command(key, ("GET", key)))
        if not status.supersedes(DeliveryState(known.decode()) if known else None):
            return
        await self._settle(status)
        await self._redis.run(Command(key, ("SET", key, status.state.value, "EX", _KEPT)))
        DELIVERIES.labels("whatsapp", status.state.value).inc()
        if status.error is not None:
            log.warning("not delivered", ref=status.ref, state=status.state.value, error=status.error)

    async def _settle(self, status: Status) -> None:
        if await self._broadcasts.keep(status) or not status.ref or not status.address:
            return
        chat = ChatRef(CHANNEL, status.address)
        fault = f"twilio {status.error or 'failed'}" if status.state is DeliveryState.FAILED else None
        await self._sendings.report(chat, status.ref, status.provider_id, fault)
        if fault is not None:
            await self._delivery.note_failure(chat, status.ref, fault, unreachable=status.unreachable)

    async def note_reachability(self, reachability: Reachability) -> None:
        """Note that a person blocked the bot, or let it in again."""
        DELIVERIES.labels(reachability.chat.channel, "blocked" if reachability.blocked else "unblocked").inc()
