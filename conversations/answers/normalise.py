"""Bringing what people type into one plain form before anything is recognised in it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SAME_SIGN = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u02bc\u02bb\u0060\u00b4\u2032", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        "\U0001f51f": "10",
        # The dotless i and the dotted one both reach us from keyboards set to another language.
        "\u0130": "i",
        "\u0131": "i",
    }
)
# A word made of these alone may be a Roman number ("RT III"), which stretching would change.
_ROMAN = frozenset("ivx")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_DOUBLED = re.compile(r"([^\W\d_])\1+")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SPACES = re.compile(r"\s+")
_BEFORE = "+/#"


@lru_cache(maxsize=64)
def plain(text: str) -> str:
    """Give `text` in lower case and compatibility form, with ASCII digits and single spaces, nothing taken
    away.

    Circled, keycap, full-width and foreign digits become 0-9; invisible characters go.
    """
    if text.isascii():
        # What nearly everybody types needs none of the tables.
        shown = text if text.isprintable() else "".join(map(_sign, text))
        return " ".join(shown.lower().replace("`", "'").split())
    text = "".join(map(_sign, unicodedata.normalize("NFKC", text).translate(_SAME_SIGN)))
    text = unicodedata.normalize("NFKC", text.lower()).translate(_SAME_SIGN)
    return _SPACES.sub(" ", text).strip()


@lru_cache(maxsize=64)
def normalise(text: str) -> str:
    """Give the plain form without stretched letters ("yaaa") and without the punctuation and emoji around it.

    A message that is nothing but signs ("-", "?", a thumb) stays as it is.
    """
    whole = plain(text)
    if not any(character.isalnum() for character in whole):
        return whole
    if not whole.isascii():
        whole = "".join(" " if unicodedata.category(character) == "So" else character for character in whole)
    stretched = _STRETCHED.search(whole) is not None
    calm = " ".join([_calm(word) for word in whole.split()] if stretched else whole.split())
    start, end = 0, len(calm)
    while start < end and not calm[start].isalnum() and calm[start] not in _BEFORE:
        start += 1
    while end > start and not calm[end - 1].isalnum():
        end -= 1
    return calm[start:end]


def squeeze(text: str) -> str:
    """Give `text` with every doubled letter written once, so that "ngga", "nggaa" and "nga" are one word."""
    return _DOUBLED.sub(r"\1", text)


def words(text: str) -> list[str]:
    """Give the words and numbers of a text that is already plain or normalised."""
    return _WORD.findall(text)


def _sign(character: str) -> str:
    if character.isascii():
        return character if character.isprintable() else " "
    if character.isnumeric():
        number = unicodedata.numeric(character)
        return str(int(number)) if number.is_integer() and 0 <= number <= 50 else character
    category = unicodedata.category(character)
    if category in {"Cc", "Zl", "Zp", "Zs"}:
        return " "
    # Cf: zero-width characters. Me: the keycap frame. Mn on its own: variation selectors. Sk: skin tones.
    return "" if category in {"Cf", "Me", "Mn", "Sk", "Cs", "Co", "Cn"} else character


def _calm(word: str) -> str:
    letters = {character for character in word if character.isalpha()}
    return word if letters <= _ROMAN else _STRETCHED.sub(r"\1", word)
