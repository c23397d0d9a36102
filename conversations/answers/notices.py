"""Whether disbursement notices may be sent to a chat: asked apart from every other consent, never bundled."""

from __future__ import annotations

from enum import StrEnum

from conversations.answers.reading import Problem
from conversations.answers.yes_no import Weak, parse_yes_no


class Notices(StrEnum):
    """The answer."""

    WANTED = "wanted"
    UNWANTED = "unwanted"


def parse_notices(text: str) -> Notices | Problem:
    """Read it. A half-hearted yes is one: it can be taken back with a word."""
    match parse_yes_no(text):
        case True | Weak():
            return Notices.WANTED
        case False:
            return Notices.UNWANTED
        case _:
            return Problem("not-offered")
