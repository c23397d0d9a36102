"""Whether a child is at school, and where, in the words of the family."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from conversations.answers.choices import Schooling
from conversations.answers.normalise import normalise, words
from conversations.answers.number_words import with_digits
from conversations.answers.ordinals import choice_number
from conversations.answers.typos import is_slip_of
from conversations.answers.vocabulary import NEGATION
from conversations.answers.yes_no import parse_yes_no

if TYPE_CHECKING:
    from collections.abc import Iterable

_LEVELS: Final = {
    Schooling.NOT_YET: "tk paud tka balita playgroup posyandu",
    Schooling.SD: "sd sdn mi sdlb ibtidaiyah",
    Schooling.SMP: "smp smpn mts mtsn sltp tsanawiyah",
    Schooling.SMA: "sma sman smk smkn smu stm slta ma man aliyah",
    Schooling.HIGHER: "kuliah kuliyah mahasiswa mahasiswi universitas univ kampus politeknik d3 s1",
}
_LEVEL_OF: Final = {word: level for level, listed in _LEVELS.items() for word in listed.split()}
_LONG_WORDS: Final = tuple(word for word in _LEVEL_OF if len(word) > 5)
_ENDED: Final = ("berhenti", "putus", "keluar", "mandek", "mandeg", "leren", "protol", "metu")
_FINISHED: Final = ("lulus", "tamat", "lulusan", "tamatan")
_NOT_YET: Final = ("belum", "blm", "blum", "durung", "dereng", "during")
_NEVER: Final = re.compile(rf"\b(?:{NEGATION}|belum|sing|durung)\s+(?:pernah|tau|nate)\b")
_CLASS: Final = re.compile(r"\b(?:kelas|kls|kl)\s*(?P<number>\d{1,2}|[ivx]+)\b")
_ROMAN: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_LONGEST_NO: Final = 2
_LAST_CLASS: Final = {6: Schooling.SD, 9: Schooling.SMP, 12: Schooling.SMA}


def read_schooling(text: str) -> Schooling | None:
    """Read "masih sd", "kelas 6", "putus sekolah", "belum"; None where it is not said.

    Who finished a level below SMA and says no more than that has stopped.
    """
    chosen = choice_number(text)
    if chosen is not None and not chosen[1]:
        return None
    said = with_digits(normalise(text))
    tokens = words(said)
    level = _level(tokens) or _by_class(said)
    if _NEVER.search(said):
        return Schooling.NEVER
    if _has(tokens, _ENDED):
        return Schooling.LEFT
    if _has(tokens, _FINISHED) and level is not None:
        return Schooling.FINISHED if level in {Schooling.SMA, Schooling.HIGHER} else Schooling.LEFT
    if _has(tokens, _NOT_YET):
        return Schooling.NOT_YET
    if level is not None:
        return level
    plainly = len(tokens) <= _LONGEST_NO or _has(tokens, ("sekolah", "lanjut"))
    return Schooling.LEFT if plainly and parse_yes_no(text) is False else None


def _level(tokens: Iterable[str]) -> Schooling | None:
    found = {
        _LEVEL_OF.get(token)
        or next((_LEVEL_OF[word] for word in _LONG_WORDS if is_slip_of(token, word, 1)), None)
        for token in tokens
    } - {None}
    return found.pop() if len(found) == 1 else None


def _by_class(said: str) -> Schooling | None:
    found = _CLASS.search(said)
    if found is None:
        return None
    number = found["number"]
    year = int(number) if number.isdigit() else _ROMAN.index(number) + 1 if number in _ROMAN else 0
    return next((level for last, level in _LAST_CLASS.items() if 0 < year <= last), None)


def _has(tokens: Iterable[str], listed: Iterable[str]) -> bool:
    return any(
        token == word or (len(word) > 4 and is_slip_of(token, word, 1)) for token in tokens for word in listed
    )
