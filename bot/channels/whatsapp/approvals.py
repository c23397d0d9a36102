"""What WhatsApp decided on the account's content templates (Twilio's ContentAndApprovals resource)."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

import httpx
from twilio.base.exceptions import TwilioException

from bot.channels.approvals import ContentTemplate
from bot.channels.history import NotTold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.channels.whatsapp.channel import WhatsAppChannel

_PAGE: Final = 500
_NOT_ASKED: Final = "unsubmitted"
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]+")
_SLOT: Final = re.compile(r"\{\{\s*([A-Za-z0-9_]{1,16})\s*\}\}")
_LONGEST_BODY: Final = 1600
_LONGEST_SAMPLE: Final = 200
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
                            _body(each.types),
                            _variables(each.types, each.variables),
                        )
                    )
        except (TwilioException, httpx.HTTPError, *_UNREADABLE) as fault:
            raise NotTold(type(fault).__name__) from fault
        return found


def _body(types: Mapping[str, Any] | None) -> str:
    """Give the text of a content; the same one stands in each of its types."""
    bodies = [kind["body"] for kind in (types or {}).values() if isinstance(kind, dict) and kind.get("body")]
    return str(bodies[0]).replace("\0", " ")[:_LONGEST_BODY] if bodies else ""


def _variables(types: Mapping[str, Any] | None, samples: Mapping[str, Any] | None) -> dict[str, str]:
    """Give all that is filled in, wherever it stands, each with its sample."""
    names = sorted(set(_SLOT.findall(json.dumps(types or {}))))
    return {name: _CONTROL.sub(" ", str((samples or {}).get(name) or ""))[:_LONGEST_SAMPLE] for name in names}
