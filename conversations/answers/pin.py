"""The agent's PIN: six digits, made for this service alone."""

from __future__ import annotations

import re
from typing import Final, NewType

from conversations.answers.normalise import plain
from conversations.answers.reading import Problem

Pin = NewType("Pin", str)
"""Six digits. Nothing keeps it but the registry, hashed."""

LENGTH: Final = 6
PIN_PROBLEMS: Final[dict[str, tuple[str, ...]]] = {"not-six": ()}
NEW_PIN_PROBLEMS: Final[dict[str, tuple[str, ...]]] = {**PIN_PROBLEMS, "weak": ()}
_SEPARATORS: Final = re.compile(r"[\s.\-]+")
_STRAIGHT: Final = "01234567890"
_FEWEST_DIFFERENT: Final = 3
_DATES: Final = re.compile(r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d|(?:19|20)\d{4}|\d\d(?:19|20)\d\d")


def parse_pin(text: str) -> Pin | Problem:
    """Read a PIN; spaces and dashes inside it do not count."""
    digits = _SEPARATORS.sub("", plain(text))
    return Pin(digits) if re.fullmatch(rf"[0-9]{{{LENGTH}}}", digits) else Problem("not-six")


def parse_new_pin(text: str) -> Pin | Problem:
    """Read a PIN that somebody chooses."""
    read = parse_pin(text)
    return Problem("weak") if not isinstance(read, Problem) and is_weak(read) else read


def is_weak(pin: str) -> bool:
    """Tell whether a PIN is among those tried first: rows, repetitions, few different digits, dates of birth."""
    if len(set(pin)) < _FEWEST_DIFFERENT or pin in _STRAIGHT or pin in _STRAIGHT[::-1]:
        return True
    return pin[:3] == pin[3:] or pin[:2] == pin[2:4] == pin[4:] or _DATES.fullmatch(pin) is not None
