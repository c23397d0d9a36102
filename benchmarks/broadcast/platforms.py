"""Telegram and Twilio as fast as a machine can answer, and what each person got of them."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from backend.broadcasts.templates import APPROVED
from benchmarks.broadcast.crowd import CHATS_FROM, PHONES_FROM
from benchmarks.broadcast.office import BODY, TEMPLATE
from benchmarks.connection import Broken
from benchmarks.telegram_api import TelegramApi, response

_TO: Final = re.compile(rb"(?:^|&)To=whatsapp%3A%2B(\d+)")
_TAKEN: Final = (
    b'{"sid":"SM%032x","account_sid":"AC1","api_version":"2010-04-01","body":"","status":"queued","error_code":null,'
    b'"direction":"outbound-api","from":"whatsapp:+1","to":"whatsapp:+%s","num_media":"0","num_segments":"1"}'
)
_SAMPLES: Final = {str(n): "contoh" for n in range(1, 9)}
_CONTENTS: Final = msgspec.json.encode(
    {
        "contents": [
            {
                "sid": TEMPLATE, "friendly_name": "pencairan", "language": "id", "variables": _SAMPLES,
                "types": {"twilio/quick-reply": {"body": BODY, "actions": [{"title": "Menu", "id": "menu"}]}},
                "approval_requests": {"name": "pencairan", "status": APPROVED, "rejection_reason": ""},
            }
        ],
        "meta": {"key": "contents", "page": 0, "page_size": 50, "next_page_url": None},
    }
)  # fmt: skip
_NOTHING_WRITTEN: Final = b'{"messages":[],"page":0,"page_size":50,"next_page_uri":null,"uri":"/"}'


class Platforms(TelegramApi):
    """Both at one address. Whom they do not know they do not take."""

    def __init__(self, people: int) -> None:
        super().__init__()
        self.got = bytearray(people)
        """How many messages each person got, by place."""
        self.taken = 0

    def answer(self, head: bytes, body: bytes) -> bytes:
        """Give the response of whichever platform was asked."""
        asked, _, _ = head.partition(b"\r\n")
        if b"/v1/Content" in asked:
            return response(_CONTENTS)
        if b"/Messages.json" not in asked:
            return super().answer(head, body)
        if head.startswith(b"GET"):
            return response(_NOTHING_WRITTEN)
        to = _TO.search(body)
        if to is None:
            raise Broken(f"a message to nobody was sent: {body[:200]!r}")
        self._count(int(to[1]) - PHONES_FROM)
        return response(_TAKEN % (self.taken, to[1]), b"201 Created")

    def sent_to(self, chat: int) -> None:
        """Count a message on Telegram."""
        self._count(chat - CHATS_FROM)

    def _count(self, place: int) -> None:
        self.got[place] += 1
        self.taken += 1
