"""How a name sounds, roughly: what different hands write for one name comes out the same."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from conversations.answers.normalise import normalise

# Spelling before 1972, Arabic and Dutch letters, and pairs that many people do not tell apart.
_WRITTEN: Final = (
    ("oe", "u"), ("hj", "h"), ("dj", "j"), ("tj", "c"), ("sj", "s"), ("sy", "s"), ("ch", "h"), ("kh", "h"), ("dh", "d"),
    ("th", "t"), ("ph", "p"), ("f", "p"), ("v", "p"), ("z", "j"), ("q", "k"), ("x", "ks"),
)  # fmt: skip
_SILENT: Final = re.compile(r"[aeiouyhw']")
_TWICE: Final = re.compile(r"(.)\1+")
_MUHAMMAD: Final = re.compile(r"m(?:d|hd|oh|uh|uch|och)?|m[uo]c?ham+[ae]d")
_WORD: Final = re.compile(r"[a-z']+")
_TITLES: Final = frozenset({"h", "hj", "kh", "drs", "dra", "ir", "dr", "bin", "binti"})


def sound_of(name: str) -> str:
    """Give the key that names alike in sound have in common: consonants only, the words in order of the alphabet."""
    spoken = (_word(word) for word in _WORD.findall(normalise(name)) if word not in _TITLES)
    return " ".join(sorted(filter(None, spoken)))


# Many people share few names.
@lru_cache(maxsize=10_000)
def _word(word: str) -> str:
    if _MUHAMMAD.fullmatch(word):
        return "m"
    for written, meant in _WRITTEN:
        word = word.replace(written, meant)
    first = "" if not word or word[0] in "h'" else word[0]
    return first + _TWICE.sub(r"\1", _SILENT.sub("", word[len(first) :]))
