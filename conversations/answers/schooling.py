"""Whether a child is at school, and where, in the words of the family."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from conversations.answers.choices import Schooling
from conversations.answers.normalise import normalise, words
from conversations.answers.number_words import with_digits
from conversations.answers.ordinals import choice_number
from conversations.answers.turns import denies, turns
from conversations.answers.typos import is_slip_of
from conversations.answers.vocabulary import NEGATION

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
_WORKING: Final = re.compile(r"\b(?:sudah|sdh|udah|udh|wis|sampun)\s+(?:be)?kerj[ao]\b|\bmerantau\b")
_FINISHED: Final = ("lulus", "tamat", "lulusan", "tamatan")
_STILL: Final = re.compile(
    r"\b(?:mau|hampir|akan|arep|bade|badhe|belum|blm|durung|dereng|tidak|gak|ora)\s+(?:lulus|tamat)\w*"
)
_WENT_ON: Final = re.compile(r"\b(?:lanjut|melanjutkan|terus|masuk|sekarang|saiki|sakniki)\s+(?:ke\s+)?(?=\w)")
_NOT_YET: Final = ("belum", "blm", "blum", "durung", "dereng", "during")
_NEVER: Final = re.compile(rf"\b(?:{NEGATION}|belum|sing|durung)\s+(?:pernah|tau|nate)\b")
_NO_LONGER: Final = re.compile(
    rf"\b(?:sudah|sdh|udah|udh|wis|sampun|uwis)\s+(?:{NEGATION})\b|\b(?:{NEGATION})\s+(?:lagi|lanjut)\b"
)
# The state's madrasah ibtidaiyah, "MIN 1", and not a way to address whoever writes here.
_MIN: Final = re.compile(r"\bmin\s*\d+\b")
_CLASS: Final = re.compile(r"\b(?:kelas|klas|kls|kl)\s*(?P<number>\d{1,2}|[ivx]+)\b")
_ROMAN: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_LAST_CLASS: Final = {6: Schooling.SD, 9: Schooling.SMP, 12: Schooling.SMA}
_FIRST_CLEAR_CLASS: Final = 4
"""Class 3 may also be the third of SMP or SMA."""
_SHORTEST_SLIP: Final = 6


def read_schooling(text: str) -> Schooling | None:
    """Read "masih sd", "kelas 6", "putus sekolah", "belum"; None where it is not said.

    Who finished a level below SMA and says no more than that has stopped. "Tidak sekolah" may mean that a child
    stopped or never went, so it is asked about.
    """
    said = _MIN.sub("mi", with_digits(normalise(text)))
    chosen = choice_number(said)
    if "?" in text or (chosen is not None and not chosen[1]):
        return None
    tokens = words(said)
    if turns(tokens) and not _has(tokens, _ENDED):
        return None
    if _NEVER.search(said):
        return Schooling.NEVER
    if _has(tokens, _ENDED):
        return None if denies(tokens) else Schooling.LEFT
    return _where(said, tokens)


def _where(said: str, tokens: list[str]) -> Schooling | None:
    level = _level(tokens) or _by_class(said)
    went_on = list(_WENT_ON.finditer(said))
    if went_on and (next_level := _level(words(said[went_on[-1].end() :]))) is not None:
        return next_level
    if _STILL.search(said):
        return level
    if _has(tokens, _FINISHED) and level is not None:
        return Schooling.FINISHED if level in {Schooling.SMA, Schooling.HIGHER} else Schooling.LEFT
    if _WORKING.search(said) or _NO_LONGER.search(said):
        return Schooling.LEFT
    if _has(tokens, _NOT_YET):
        return Schooling.NOT_YET
    return None if denies(tokens) else level


def _level(tokens: Iterable[str]) -> Schooling | None:
    found = {
        _LEVEL_OF.get(token) or next((_LEVEL_OF[word] for word in _LONG_WORDS if is_slip_of(token, word, 1)), None)
        for token in tokens
    } - {None}
    return found.pop() if len(found) == 1 else None


def _by_class(said: str) -> Schooling | None:
    found = _CLASS.search(said)
    if found is None:
        return None
    number = found["number"]
    year = int(number) if number.isdigit() else _ROMAN.index(number) + 1 if number in _ROMAN else 0
    return next((level for last, level in _LAST_CLASS.items() if _FIRST_CLEAR_CLASS <= year <= last), None)


def _has(tokens: Iterable[str], listed: Iterable[str]) -> bool:
    return any(
        token == word or (min(len(word), len(token)) >= _SHORTEST_SLIP and is_slip_of(token, word, 1))
        for token in tokens
        for word in listed
    )
