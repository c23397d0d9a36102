"""A message as lines, without what a chat puts around them: bold signs, pictures, who forwarded it, list marks."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from conversations.answers.normalise import normalise
from conversations.answers.phrases import is_greeting, is_thanks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST: Final = 4096
"""Characters of a message that are read: what one message of a platform can hold."""
_KEYCAP: Final = re.compile("[0-9#*]\ufe0f?\u20e3|[\u2460-\u2473]")
_HEADER: Final = re.compile(
    r"^\s*\[?\s*\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?,?\s+\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?:\s*[ap]m)?\s*\]?\s*(?:-\s*)?[^:\n]{1,40}:\s*",
    re.IGNORECASE,
)
_FORWARDED: Final = re.compile(
    r"(?:pesan\s+)?(?:di)?terus?kan(?:\s+(?:berkali-kali|dari|pesan).*)?|"
    r"forwarded(?:\s+(?:message|many times|from).*)?|"
    r"-+\s*forwarded.*|(?:cepat|form(?:ulir)?(?:\s+\w+){0,3}|data\s+(?:keluarga|warga)(?:\s+\w+)?|pendaftaran(?:\s+\w+){0,2})",
)
_MARK: Final = re.compile(
    r"^\s*(?:[-\u2022\u25aa\u25cf\u2013>+\u00b7\u2713\u2714]+\s*|\(?\d{1,2}[.)]\s+|[a-z][.)]\s+)(?=\S)"
)
_SPELLED: Final = re.compile(r"(?<![^\W_])(?:tanda )?se?trip(?:nya)?(?: (?:saja|aja|ae))?(?![^\W_])", re.IGNORECASE)
_DASH: Final = re.compile(rf"\s*(?:[-\u2010-\u2015]|{_SPELLED.pattern})[\s.]*", re.IGNORECASE)
_DECORATION: Final = re.compile(r"[*~`]+|_{2,}|(?<![^\W_])_|_(?![^\W_])|\.{3,}|\u2026")


def lines_of(text: str) -> list[str]:
    """Give the lines that tell something. Greetings, thanks and headings tell nothing of a family."""
    return list(tidied(text[:LONGEST].splitlines()))


def tidied(lines: Iterable[str]) -> Iterator[str]:
    """Give those of some lines that tell something. A dash alone: there is none of what the line before asks."""
    before = ""
    for line in lines:
        tidy = _tidy(_HEADER.sub("", line))
        if not tidy and before.endswith((":", "=")) and _DASH.fullmatch(line):
            tidy = "-"
        if tidy and not _is_around(tidy):
            yield tidy
            before = tidy


def _is_around(line: str) -> bool:
    said = normalise(line)
    return bool(_FORWARDED.fullmatch(said)) or is_greeting(line) or is_thanks(line)


def _tidy(line: str) -> str:
    seen = unicodedata.normalize("NFKC", _KEYCAP.sub(" ", line))
    shown = "".join(_sign(character) for character in seen)
    plain = _SPELLED.sub("-", _DECORATION.sub(" ", shown))
    alone = re.fullmatch(r"\W*", plain) is not None
    return "" if alone else _MARK.sub("", plain).strip()


def _sign(character: str) -> str:
    category = unicodedata.category(character)
    if category in {"So", "Sk", "Cs", "Co", "Cn"}:
        return " "
    if category in {"Cf", "Mn", "Me"}:
        return ""
    return " " if category in {"Cc", "Zs", "Zl", "Zp"} and character != "\t" else character
