"""A yes or no that nobody has to give."""

from __future__ import annotations

from conversations.answers.choices import YesNo
from conversations.answers.phrases import is_none, is_skip, is_unknown
from conversations.answers.yes_no import parse_yes_no


def parse_declinable(text: str) -> YesNo | None:
    """Read a yes, a no, or that somebody does not want to say or does not know; None where it is none of these."""
    if is_skip(text) or is_unknown(text):
        return YesNo.DECLINED
    match parse_yes_no(text):
        case True:
            return YesNo.YES
        case False:
            return YesNo.NO
        case _:
            return YesNo.NO if is_none(text) else None
