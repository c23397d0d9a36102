"""What Twilio reports about a message it took."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.channels.channel import Malformed
from bot.channels.whatsapp.errors import TOO_FAST, UNREACHABLE

if TYPE_CHECKING:
    from bot.channels.whatsapp.form import Form

_SID = re.compile(r"[A-Za-z0-9]{1,64}", re.ASCII)
_LONGEST_REF = 200


class DeliveryState(StrEnum):
    """How far a message has come (Twilio, "Outbound message status")."""

    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"


_RANK = {state: rank for rank, state in enumerate(DeliveryState)}

_STATES = {
    "accepted": DeliveryState.QUEUED,
    "scheduled": DeliveryState.QUEUED,
    "queued": DeliveryState.QUEUED,
    "sending": DeliveryState.QUEUED,
    "sent": DeliveryState.SENT,
    "partially_delivered": DeliveryState.SENT,
    "delivered": DeliveryState.DELIVERED,
    "read": DeliveryState.READ,
    "undelivered": DeliveryState.FAILED,
    "failed": DeliveryState.FAILED,
    "canceled": DeliveryState.FAILED,
}


@dataclass(frozen=True, slots=True)
class Status:
    """One report. `ref` is what the message was sent with, empty if it had none; `error` Twilio's code.

    `address` is whom the message was for.
    """

    provider_id: str
    ref: str
    state: DeliveryState
    error: int | None = None
    address: str = ""

    @property
    def unreachable(self) -> bool:
        """Whether no message to this person will arrive."""
        return self.state is DeliveryState.FAILED and self.error in UNREACHABLE

    @property
    def too_fast(self) -> bool:
        """Whether it was one message too many."""
        return self.state is DeliveryState.FAILED and self.error in TOO_FAST

    def supersedes(self, known: DeliveryState | None) -> bool:
        """Tell whether this report is news. Reports come repeated and out of order; none ever goes back."""
        return known is None or _RANK[self.state] > _RANK[known]


def parse_status(form: Form, ref: str) -> Status | None:
    """Read one report, None for a state that is not about delivery.

    Raises:
        Malformed: it names no message.
    """
    sid = form.get("MessageSid") or form.get("SmsSid") or ""
    if not _SID.fullmatch(sid):
        raise Malformed("no MessageSid")
    state = _STATES.get((form.get("MessageStatus") or form.get("SmsStatus") or "").lower())
    if state is None:
        return None
    code = form.get("ErrorCode", "")
    error = int(code) if code.isascii() and code.isdigit() and len(code) <= len("99999") + 1 else None
    return Status(provider_id=sid, ref=ref[:_LONGEST_REF], state=state, error=error, address=form.get("To", ""))
