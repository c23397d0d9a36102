"""What Twilio still knows of the messages that went through it (the Messages resource, as a list)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import httpx
import structlog
from starlette.datastructures import ImmutableMultiDict
from twilio.base.exceptions import TwilioException

from bot.channels.channel import Malformed
from bot.channels.history import NotTold
from bot.channels.whatsapp.late import late_body
from bot.channels.whatsapp.parse import parse
from bot.channels.whatsapp.render import shown_body

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from bot.channels.whatsapp.channel import WhatsAppChannel
    from conversations.engine.messages import Inbound, Outbound

log = structlog.get_logger()
_PAGE = 1000
_MOST_RECEIVED = 100_000
"""More than a peak hour brings. Beyond that, what is oldest is left out."""
_LAST_SENT = 100
_CLOCKS_DIFFER = timedelta(seconds=5)
_UNREADABLE = (KeyError, TypeError, ValueError, AttributeError)


class TwilioHistory:
    """The messages of our sender, as Twilio lists them: the newest first, in pages."""

    def __init__(self, channel: WhatsAppChannel) -> None:
        self._channel = channel

    async def sent(self, address: str, outbound: Outbound, since: datetime, *, pushed: bool) -> list[str]:
        """Give the SIDs of the messages with these words that Twilio took for this address, at that moment or later.

        Not asked by date: a message that is still queued has no date of sending.
        """
        direction = "outbound-api" if pushed else "outbound-reply"
        bodies = (shown_body(outbound, self._channel.content_sids), late_body(outbound))
        asked = {"to": address, "from_": self._channel.sender, "limit": _LAST_SENT}
        return [
            each.sid
            async for each in self._list(asked)
            if each.direction == direction and each.date_created >= since - _CLOCKS_DIFFER and each.body in bodies
        ]

    async def received(self, since: datetime) -> list[tuple[datetime, Inbound]]:
        """List what was written to our sender since a moment, the oldest first."""
        asked = {"to": self._channel.sender, "date_sent_after": since, "limit": _MOST_RECEIVED, "page_size": _PAGE}
        found: list[tuple[datetime, Inbound]] = []
        async for each in self._list(asked):
            at = each.date_sent or each.date_created
            # Whole days are what Twilio promises to filter by.
            if at < since:
                break
            if each.direction == "inbound" and (inbound := _inbound(each)) is not None:
                found.append((at, inbound))
        if len(found) == _MOST_RECEIVED:
            log.error("too many messages to look at", oldest=found[-1][0].isoformat())
        return found[::-1]

    async def _list(self, asked: dict[str, Any]) -> AsyncIterator[Any]:
        try:
            async for each in await self._channel.client.messages.stream_async(**asked):
                yield each
        except (TwilioException, httpx.HTTPError, *_UNREADABLE) as fault:
            raise NotTold(type(fault).__name__) from fault


def _inbound(listed: Any) -> Inbound | None:  # noqa: ANN401 - twilio ships no types
    """Read a listed message. The list has no taps, places or kinds of media: what it has is read as it can be."""
    fields = {
        "MessageSid": listed.sid or "",
        "From": listed.from_ or "",
        "Body": listed.body or "",
        "NumMedia": str(listed.num_media or "0"),
    }
    try:
        return parse(ImmutableMultiDict(fields))
    except Malformed:
        return None
