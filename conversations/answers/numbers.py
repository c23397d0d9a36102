"""Counts: how many of something there are in the family."""

from __future__ import annotations

import re
from typing import Final

from conversations.answers.normalise import normalise
from conversations.answers.number_words import with_digits
from conversations.answers.phrases import is_none
from conversations.answers.reading import Problem
from conversations.answers.yes_no import parse_yes_no

COUNT_PROBLEMS: Final[dict[str, tuple[str, ...]]] = {
    "no-number": (),
    "several-numbers": (),
    "too-many": ("most",),
}
"""`too-many` has the `most` that can be."""

_LONGEST = 6
_LONGEST_MESSAGE = 400


def parse_count(text: str, most: int) -> int | Problem:
    """Read a count from 0 to `most`: digits, number words, "3 orang", "tidak ada"."""
    said = with_digits(normalise(text[:_LONGEST_MESSAGE]))
    numbers = set(re.findall(r"\d+", said))
    if not numbers:
        return 0 if is_none(text) or parse_yes_no(text) is False else Problem("no-number")
    if len(numbers) > 1 or re.search(r"\d\s*[^\W\d_].*\d", said):
        return Problem("several-numbers")
    number = numbers.pop().lstrip("0") or "0"
    if len(number) > _LONGEST or int(number) > most:
        return Problem("too-many", {"most": most})
    return int(number)
