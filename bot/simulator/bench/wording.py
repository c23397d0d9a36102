"""What a transcript calls the things that people do, and how it writes a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from conversations.answers.month_names import MONTHS
from conversations.engine.messages import Attachment, Content, SharedContact, Tap, Text
from conversations.engine.moments import WIB

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

_ATTACHMENTS = {"voice": "suara", "sticker": "stiker", "photo": "foto", "location": "lokasi"}
_NOT_TYPED = str.maketrans("[]{}", "()()")
"""A line in brackets is something other than typing, and braces are holes."""


def done(content: Content, taps: Sequence[str], old_taps: Sequence[str]) -> str | None:
    """Write what a person did, with these buttons on the phone and those before; None: no way to."""
    match content:
        case Text(text):
            return " ".join(text.split()).translate(_NOT_TYPED)
        case Tap(payload):
            if payload in taps:
                return f"[tekan {taps.index(payload) + 1}]"
            if old_taps:
                # Every old button is explained in the same words.
                return f"[tekan lama {old_taps.index(payload) + 1 if payload in old_taps else 1}]"
            return None
        case SharedContact(phone):
            return f"[kontak {''.join(phone.split())}]"
        case Attachment(kind):
            return f"[{_ATTACHMENTS.get(kind, 'foto')}]"
        case _:
            assert_never(content)


def moment(at: datetime) -> str:
    """Write a moment as staff reads it: 21 November 2026 09.12 WIB."""
    local = at.astimezone(WIB)
    return f"{local.day} {MONTHS[local.month - 1]} {local.year} {local:%H.%M} WIB"
