"""The code that makes a chat an agent's, or hands an unfinished case on: `K7MX-9QPT-3V`.

Ten signs, of which the last two check the others: one wrong sign, two wrong ones, and two that changed places are all
noticed before anybody is asked. Signs that look alike (0 and O, 1, I and L) are not used.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NewType

from conversations.answers.normalise import plain
from conversations.answers.reading import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

Invitation = NewType("Invitation", str)
"""Ten signs without separators, in capitals."""

SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31, a prime number: so every single slip changes the sums below."""
DRAWN: Final = 8
INVITATION_PROBLEMS: Final[dict[str, tuple[str, ...]]] = {"no-code": (), "slip": ()}
_LENGTH: Final = DRAWN + 2
_WORDS: Final = re.compile(r"^/?(?:start\s+agen-|agen\b|kode\b|undangan\b|\W)+", re.IGNORECASE)
_SEPARATORS: Final = re.compile(r"[\s.\-_\u2010-\u2015]+")
_IN_PARTS: Final = re.compile(
    r"(?<![a-z0-9])(?=(?P<code>[2-9a-z]{4}[\s.\-_\u2010-\u2015]{0,3}[2-9a-z]{4}[\s.\-_\u2010-\u2015]{0,3}[2-9a-z]{2})(?![a-z0-9]))"
)
_FOR_AGENTS: Final = re.compile(r"\b(?:agen|undangan)\b")
_CALLED: Final = re.compile(r"/?(?:start\s+agen-|agen\s+(?=\S*\d))")


def new_invitation(draw: Callable[[str], str]) -> Invitation:
    """Make a code of eight signs drawn from `SIGNS`, nearly 40 bits, and two that check them."""
    while True:
        drawn = "".join(draw(SIGNS) for _ in range(DRAWN))
        code = drawn + _checks(drawn)
        if _is_mixed(code):
            return Invitation(code)


def parse_invitation(text: str) -> Invitation | Problem:
    """Read a code as people type it: in small letters, with spaces, with the word AGEN before it.

    `slip` when there is something like a code that does not check.
    """
    signs = _SEPARATORS.sub("", _WORDS.sub("", plain(text))).upper()
    whole = len(signs) == _LENGTH and set(signs) <= set(SIGNS) and _is_mixed(signs)
    if whole and signs[DRAWN:] == _checks(signs[:DRAWN]):
        return Invitation(signs)
    like = 6 <= len(signs) <= 14 and signs.isalnum() and _is_mixed(signs)
    return Problem("slip") if like else Problem("no-code")


def calls_agent(text: str) -> bool:
    """Tell whether a message is meant to bring a code, right or not: a link that was opened, or `AGEN ...`."""
    match parse_invitation(text):
        case Problem(code="slip"):
            return _CALLED.match(plain(text)) is not None
        case Problem():
            return False
        case _:
            return True


def is_bare(text: str) -> bool:
    """Tell whether a message is a code and does not say whose: one for agents looks like any other."""
    return not isinstance(parse_invitation(text), Problem) and _FOR_AGENTS.search(plain(text)) is None


def code_among(text: str) -> tuple[Invitation, str] | None:
    """Find the one code among other words, and give it with those words; a code with a slip is none."""
    spoken = plain(text)
    found = {
        code: f"{spoken[: part.start('code')]} {spoken[part.end('code') :]}"
        for part in _IN_PARTS.finditer(spoken)
        if not isinstance(code := parse_invitation(part["code"]), Problem)
    }
    return next(iter(found.items())) if len(found) == 1 else None


def show_invitation(code: Invitation) -> str:
    """Write a code as people see it: `K7MX-9QPT-3V`."""
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def _is_mixed(signs: str) -> bool:
    """Tell whether there are letters and digits: neither a name nor a number is ever taken for a code."""
    return any(sign.isdigit() for sign in signs) and any(sign.isalpha() for sign in signs)


def _checks(drawn: str) -> str:
    values = [SIGNS.index(sign) for sign in drawn]
    first = sum(values)
    second = sum(place * value for place, value in enumerate(values, 1))
    # Two sums at different weights, as in a Reed-Solomon code of distance three.
    return SIGNS[first % len(SIGNS)] + SIGNS[second % len(SIGNS)]
