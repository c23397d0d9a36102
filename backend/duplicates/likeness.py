"""Comparing two families: is the person who registered the same one?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein

from backend.duplicates.sound import sound_of
from conversations.answers.normalise import normalise

if TYPE_CHECKING:
    from datetime import date

    from conversations.answers.household import Household


class Compared(StrEnum):
    """What is compared of two families. The values are stored."""

    NIK = "nik"
    NAME = "name"
    BIRTH_DATE = "birth_date"
    ADDRESS = "address"
    KK = "kk"


class Likeness(StrEnum):
    """How much of a field agrees."""

    SAME = "same"
    SIMILAR = "similar"
    DIFFERENT = "different"


CERTAIN: Final = 100
"""The score of two registrations under one NIK."""
SUSPECTED: Final = 78
"""From this score on a pair is shown: the full name and birth date with one kecamatan, or one of them nearly and a
nearer address. Name and birth date alone are not enough; thousands share them."""
_NAME: Final = 45
_ALIKE: Final = 82.0
_SOUNDS_ALIKE: Final = 95.0
_LEFT_OUT: Final = 85.0
_POINTS: Final[Mapping[Compared, Mapping[Likeness, int]]] = {
    Compared.BIRTH_DATE: {Likeness.SAME: 30, Likeness.SIMILAR: 18, Likeness.DIFFERENT: 0},
    Compared.ADDRESS: {Likeness.SAME: 15, Likeness.SIMILAR: 9, Likeness.DIFFERENT: 0},
    Compared.KK: {Likeness.SAME: 10, Likeness.SIMILAR: 7, Likeness.DIFFERENT: 0},
}
_SAME_KECAMATAN: Final = 4
_MOST_WRONG_DIGITS: Final = 2


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two families are, from 0 to 100, and field by field."""

    score: int
    fields: Mapping[Compared, Likeness]


def compare(one: Household, other: Household) -> Comparison:
    """Compare whom two registrations are about. It decides nothing: an officer looks at what is alike."""
    name = _name_ratio(one.name, other.name)
    fields = {
        Compared.NIK: _number(one.nik, other.nik),
        Compared.NAME: _name(name),
        Compared.BIRTH_DATE: _day(one.birth_date, other.birth_date),
        Compared.ADDRESS: _address(one, other),
        Compared.KK: _number(one.kk, other.kk),
    }
    if fields[Compared.NIK] is Likeness.SAME:
        return Comparison(CERTAIN, fields)
    if fields[Compared.NAME] is Likeness.DIFFERENT or fields[Compared.BIRTH_DATE] is Likeness.DIFFERENT:
        # Neighbours and brothers share all the rest.
        return Comparison(0, fields)
    score = round(_NAME * name / 100) + sum(points[fields[field]] for field, points in _POINTS.items())
    if fields[Compared.ADDRESS] is Likeness.DIFFERENT and one.kecamatan == other.kecamatan:
        score += _SAME_KECAMATAN
    return Comparison(min(score, CERTAIN - 1), fields)


def _name_ratio(one: str, other: str) -> float:
    ratio = fuzz.token_sort_ratio(normalise(one), normalise(other))
    if sound_of(one) == sound_of(other):
        return max(_SOUNDS_ALIKE, ratio)
    words, others = set(normalise(one).split()), set(normalise(other).split())
    if words <= others or others <= words:
        return max(_LEFT_OUT, ratio)
    # A word that both have says little about the one that differs.
    own, theirs = (" ".join(sorted(each)) for each in (words - others, others - words))
    return (ratio + fuzz.ratio(own, theirs)) / 2


def _name(ratio: float) -> Likeness:
    if ratio == 100.0:
        return Likeness.SAME
    return Likeness.SIMILAR if ratio >= _ALIKE else Likeness.DIFFERENT


def _number(one: str, other: str) -> Likeness:
    if one == other:
        return Likeness.SAME
    wrong = DamerauLevenshtein.distance(one, other, score_cutoff=_MOST_WRONG_DIGITS)
    return Likeness.SIMILAR if wrong <= _MOST_WRONG_DIGITS else Likeness.DIFFERENT


def _day(one: date, other: date) -> Likeness:
    if one == other:
        return Likeness.SAME
    swapped = (one.year, one.month, one.day) == (other.year, other.day, other.month)
    apart = sum(getattr(one, part) != getattr(other, part) for part in ("year", "month", "day"))
    return Likeness.SIMILAR if swapped or apart == 1 else Likeness.DIFFERENT


def _address(one: Household, other: Household) -> Likeness:
    if one.desa != other.desa:
        return Likeness.DIFFERENT
    houses = [(each.rt, each.rw) for each in (one, other)]
    same_house = houses[0] == houses[1] and all(houses[0])
    hamlets = [normalise(each.dusun or "") for each in (one, other)]
    return Likeness.SAME if same_house and fuzz.ratio(*hamlets) >= _ALIKE else Likeness.SIMILAR
