"""Finding a NIK or a Nomor KK in a message: sixteen digits, however they are spaced, misread or announced."""

from __future__ import annotations

import re

from conversations.answers.normalise import plain

LENGTH = 16
# Read from a card and typed by hand, O stands for 0, and l or I for 1.
_ALIKE = str.maketrans({"o": "0", "i": "1", "l": "1", "|": "1"})
_LETTER = r"[^\W\d_]"
_RUN = re.compile(
    rf"(?:(?<!{_LETTER})[oil|]+(?=\d))?\d(?:[oil|\s.,\-_/:'()]*\d)*(?:[oil|]+(?!{_LETTER}))?",
)
_TAKEN_BACK = re.compile(r"\b(?:bukan|bkn|salah|dudu|sanes)\b")
_REST = re.compile(r"[^\d]+")


def find(text: str, *, after: str, other_than: str | None = None) -> str | None:
    """Give the sixteen digits in `text`, or else the longest row of digits, or None where there are none.

    Of several numbers of sixteen digits it is the one behind the word `after`, and not `other_than` if that
    can be.
    """
    text = plain(text)
    runs = [(found.start(), _candidates(found.group())) for found in _RUN.finditer(text)]
    fitting = [(start, row) for start, rows in runs for row in rows if len(row) == LENGTH]
    if not fitting:
        return max((rows[0] for _, rows in runs), key=len, default=None)
    others = [(start, row) for start, row in fitting if row != other_than] or fitting
    word = re.search(rf"\b{after}\b", text)
    behind = [row for start, row in others if word and start >= word.end()]
    return behind[0] if behind else others[0][1]


def is_called(text: str, name: str, *, not_: str) -> bool:
    """Tell whether a message announces its number as `name` ("kk 3510...") and never as `not_`."""
    said = plain(text)
    announced, other = (re.search(rf"\b(?:no)?(?:{word})(?![^\W\d_])", said) for word in (name, not_))
    return announced is not None and other is None and not _TAKEN_BACK.search(said)


def _candidates(run: str) -> list[str]:
    parts = [_digits(part) for part in run.split()]
    return [_digits(run), *parts] if len(parts) > 1 else parts


def _digits(part: str) -> str:
    return _REST.sub("", part.translate(_ALIKE))
