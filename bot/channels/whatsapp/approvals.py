"""What WhatsApp decided on the account's content templates (Twilio's ContentAndApprovals resource)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import httpx
from twilio.base.exceptions import TwilioException

from bot.channels.approvals import ContentTemplate
from bot.channels.history import NotTold

if TYPE_CHECKING:
    from bot.channels.whatsapp.channel import WhatsAppChannel

_PAGE: Final = 500
_NOT_ASKED: Final = "unsubmitted"
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]+")
_UNREADABLE: Final = (KeyError, TypeError, ValueError, AttributeError)


class TwilioApprovals:
    """The templates of one account that WhatsApp was asked to approve. All others serve only within its 24 hours."""

    def __init__(self, channel: WhatsAppChannel) -> None:
        self._channel = channel

    async def listed(self) -> list[ContentTemplate]:
        """Give them with WhatsApp's decision. What Twilio calls it is kept as it is.

        Raises:
            NotTold: the list could not be had whole.
        """
        resource = self._channel.client.content.v1.content_and_approvals
        found = []
        try:
            async for each in await resource.stream_async(page_size=_PAGE):
                asked = each.approval_requests or {}
                status = str(asked.get("status") or _NOT_ASKED)
                if status != _NOT_ASKED:
                    found.append(
                        ContentTemplate(
                            each.sid,
                            _CONTROL.sub(" ", each.friendly_name)[:512],
                            str(each.language or "")[:16],
                            status[:40],
                            _CONTROL.sub(" ", str(asked.get("rejection_reason") or ""))[:500],
                        )
                    )
        except (TwilioException, httpx.HTTPError, *_UNREADABLE) as fault:
            raise NotTold(type(fault).__name__) from fault
        return found
