"""How far a word may be from what was meant and still count as a slip of the finger."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

from conversations.answers.normalise import squeeze

_LONGEST = 80
_VOWELS = str.maketrans("", "", "aeiou")
_FEWEST_CONSONANTS = 3


def edits(typed: str, meant: str) -> int:
    """Count the letters added, left out, exchanged or swapped with a neighbour."""
    if abs(len(typed) - len(meant)) > _LONGEST:
        return abs(len(typed) - len(meant))
    return OSA.distance(typed, meant)


def allowed(length: int) -> int:
    """Give the number of slips to forgive in a word of this length: none in short words, at most three."""
    return 0 if length <= 3 else 1 if length <= 5 else 2 if length <= 9 else 3


def is_slip_of(typed: str, meant: str, most: int | None = None) -> bool:
    """Tell whether `typed` is `meant` with a slip. The first letter has to be right."""
    limit = allowed(len(meant)) if most is None else most
    return typed[:1] == meant[:1] and abs(len(typed) - len(meant)) <= limit and edits(typed, meant) <= limit


def is_short_for(typed: str, meant: str) -> bool:
    """Tell whether `typed` is `meant` without some of its vowels: "dftr", "bntuan". Two consonants are anything."""
    if len(typed) >= len(meant) or typed[:1] != meant[:1]:
        return False
    consonants, letters = _consonants(meant), iter(meant)
    return (
        len(consonants) >= _FEWEST_CONSONANTS
        and _consonants(typed) == consonants
        and all(letter in letters for letter in typed)
    )


@lru_cache(maxsize=1024)
def _consonants(word: str) -> str:
    return squeeze(word.translate(_VOWELS))
