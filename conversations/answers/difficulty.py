"""What someone in the household finds very hard or cannot do, in the words of the family.

"Gak bisa jalan" says that there is a difficulty, although it begins with a no.
"""

from __future__ import annotations

import re
from typing import Final

from conversations.answers.choices import Difficulty
from conversations.answers.normalise import normalise, words
from conversations.answers.phrases import is_none, is_skip, is_unknown
from conversations.answers.typos import is_slip_of
from conversations.answers.vocabulary import NEGATION
from conversations.answers.yes_no import parse_yes_no

_WORDS: Final = {
    Difficulty.SEEING: (
        "melihat lihat liat ngliat ndelok ndeleng buta rabun netra tunanetra penglihatan picek wuta mata"
    ),
    Difficulty.HEARING: (
        "mendengar dengar denger krungu tuli budek budeg tunarungu rungu pendengaran congek kuping telinga"
    ),
    Difficulty.WALKING: (
        "berjalan jalan mlaku mlampah lumpuh pincang stroke strok tunadaksa daksa kaki kursi gringsingen"
    ),
    Difficulty.REMEMBERING: "mengingat ingat inget pikun pikunan linglung odgj gila konsentrasi eling",
    Difficulty.SELF_CARE: "mengurus ngurus urus mandi berpakaian",
    Difficulty.SPEAKING: "berbicara bicara ngomong bisu tunawicara wicara gagap omong",
}
_OF_WORD: Final = {word: kind for kind, listed in _WORDS.items() for word in listed.split()}
_NOBODY: Final = re.compile(
    rf"\b(?:{NEGATION}|sing|belum)\s*(?:ada|ono|onok|wonten|ana|enek)\b|\b(?:sehat|normal|waras|sae|aman)\b"
)
_CANNOT: Final = re.compile(
    rf"\b(?:{NEGATION}|sing)\s*(?:bisa|iso|saged|mampu|kuat)\s+\w|\b(?:susah|sulit|angel)\b"
)
_SHORTEST_SLIP: Final = 6


def read_difficulty(text: str) -> Difficulty | None:
    """Read what is hard, none of it, or that it is not told; None where none of that is said."""
    if is_skip(text) or is_unknown(text):
        return Difficulty.DECLINED
    said = normalise(text)
    if is_none(text) or _NOBODY.search(said):
        return Difficulty.NONE
    kinds = {kind for word in words(said) if (kind := _kind(word))}
    if kinds:
        return kinds.pop() if len(kinds) == 1 else Difficulty.SEVERAL
    if _CANNOT.search(said):
        return None
    return Difficulty.NONE if parse_yes_no(text) is False else None


def _kind(word: str) -> Difficulty | None:
    if word in _OF_WORD:
        return _OF_WORD[word]
    if len(word) < _SHORTEST_SLIP:
        return None
    return next(
        (
            kind
            for known, kind in _OF_WORD.items()
            if len(known) >= _SHORTEST_SLIP and is_slip_of(word, known, 1)
        ),
        None,
    )
