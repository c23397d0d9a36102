"""Reading what people say to "is everything right?"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from conversations.answers.normalise import normalise
from conversations.answers.picks import pick
from conversations.answers.vocabulary import ADDRESS, SOFTENERS, bare, said
from conversations.answers.yes_no import parse_consent, parse_yes_no

if TYPE_CHECKING:
    from collections.abc import Sequence

_CHANGE = re.compile(
    r"\b(?:u?bah|rubah|robah|ganti|gnti|perbaiki|prbaiki|koreksi|betulkan|benerin|edit|salah|slh|keliru|kliru|klentu)\b"
)
_NOTHING_TO_CHANGE = re.compile(
    r"\b(?:tidak|tdk|gak|ga|gk|nggak|ngga|enggak|ndak|jangan|jgn|mboten|ora|tak)\b"
    r"(?: (?:ada|onok|ono|usah|perlu|yang|yg|sing))*"
    r" (?:salah|slh|keliru|di(?:u)?bah|u?bah|diganti|ganti)\b"
)
_NUMBER = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
_BARE = re.compile(r"(?:no(?:mor|mer)?)?[ .]*\d{1,2}[.)]?")
_TO_SEND = frozenset({"kirim", "krm", "krim", "kirimkan", "kirimaken"})
_SEND = _TO_SEND | {"lanjut", "lanjutkan", "lnjt", "next", "selesai", "sudah", "sudah benar"}


@dataclass(frozen=True, slots=True)
class Right:
    """Everything is right."""


@dataclass(frozen=True, slots=True)
class Change:
    """Something is to be changed: the line with this position, or one still to be named."""

    position: int | None = None


Verdict: TypeAlias = Right | Change | None


def asks_change(text: str) -> bool:
    """Tell whether a text speaks of changing something."""
    plain = normalise(text)
    return _CHANGE.search(plain) is not None and not _NOTHING_TO_CHANGE.search(plain)


def declares(text: str) -> bool:
    """Tell whether a text says clearly that all is true and may be sent; "nothing to change" and "sudah" do not."""
    return "?" not in text and (_politely(text) in _TO_SEND or parse_consent(text) is True)


def verdict_on(text: str, topics: Sequence[str]) -> Verdict:
    """Read a reply to a review; None when it says neither."""
    plain = normalise(text)
    if _NOTHING_TO_CHANGE.search(plain):
        return Right()
    change = _CHANGE.search(plain) is not None
    number = _NUMBER.search(plain)
    named = pick(_topic(plain), topics) if change and _topic(plain) else None
    if isinstance(named, int):
        return Change(named)
    if number and (change or _BARE.fullmatch(plain)):
        position = int(number.group(1)) - 1
        return Change(position if 0 <= position < len(topics) else None)
    if change:
        return Change()
    if _politely(text) in _SEND or parse_yes_no(text) is True:
        return Right()
    if parse_yes_no(text) is False:
        return Change()
    return None


def _politely(text: str) -> str:
    """Give the words of a text without the politeness around them."""
    return " ".join(bare(said(text), ADDRESS | SOFTENERS))


def _topic(plain: str) -> str:
    """Give what is left of a wish to change something: the words that may name a line."""
    left = _NUMBER.sub(" ", _CHANGE.sub(" ", plain))
    return " ".join(re.sub(r"\b(?:nya|yang|yg|nomor|no|mau|saya|data|tolong)\b|(?<=\w)nya\b", " ", left).split())
