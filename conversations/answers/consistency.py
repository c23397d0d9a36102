"""What a reviewer should look at in a family's registration. None of it refuses anybody."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from conversations.answers.ages import years_between
from conversations.answers.areas.codes import kecamatan_exists
from conversations.answers.areas.places import KABUPATEN
from conversations.answers.choices import Relation, Schooling
from conversations.answers.nik import area_in, birth_dates_in
from conversations.answers.record_problems import hard_problems

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from conversations.answers.household import Household, Member


class Flag(StrEnum):
    """A soft rule that a household breaks. The values are stored, so they never change."""

    BIRTH_DATE_DIFFERS = "birth_date_differs"
    MEMBER_BIRTH_DATE_DIFFERS = "member_birth_date_differs"
    NIK_AREA_UNKNOWN = "nik_area_unknown"
    KK_AREA_UNKNOWN = "kk_area_unknown"
    MOVER = "mover"
    KK_LOOKS_LIKE_NIK = "kk_looks_like_nik"
    SAME_NIK_TWICE = "same_nik_twice"
    HEAD_UNDER_17 = "head_under_17"
    CHILD_OLDER_THAN_PARENT = "child_older_than_parent"
    SCHOOL_AGE = "school_age"


_HEAD_FROM: Final = 17
# Wide on purpose: late starters, repeated years and evening classes (Paket A-C) are normal.
_SCHOOL_AGES: Final = {
    Schooling.NOT_YET: (0, 8),
    Schooling.SD: (5, 16),
    Schooling.SMP: (10, 20),
    Schooling.SMA: (13, 24),
    Schooling.HIGHER: (16, 40),
    Schooling.FINISHED: (15, 120),
}


def flags(household: Household, today: date) -> frozenset[Flag]:
    """Give everything about a household that a reviewer should see."""
    return frozenset(_found(household, today))


def _found(household: Household, today: date) -> Iterator[Flag]:
    yield from _number_flags(household)
    if household.birth_date not in birth_dates_in(household.nik, today):
        yield Flag.BIRTH_DATE_DIFFERS
    for member in household.members:
        if member.nik and member.birth_date and member.birth_date not in birth_dates_in(member.nik, today):
            yield Flag.MEMBER_BIRTH_DATE_DIFFERS
    yield from _family_flags(household, today)
    yield from _school_flags(household, today)


def _number_flags(household: Household) -> Iterator[Flag]:
    niks = [household.nik, *(member.nik for member in household.members if member.nik)]
    if not all(kecamatan_exists(area_in(nik)) for nik in niks):
        yield Flag.NIK_AREA_UNKNOWN
    if not kecamatan_exists(area_in(household.kk)):
        yield Flag.KK_AREA_UNKNOWN
    if not household.nik.startswith(KABUPATEN.replace(".", "")):
        yield Flag.MOVER
    if len(set(niks)) < len(niks):
        yield Flag.SAME_NIK_TWICE
    # A man's NIK has the form of a KK number; the area and date of somebody in the family give it away.
    if any(household.kk[:12] == nik[:12] for nik in niks):
        yield Flag.KK_LOOKS_LIKE_NIK


def _family_flags(household: Household, today: date) -> Iterator[Flag]:
    """Compare ages with the head's: relations are told as seen from the head of the family."""
    heads = [member for member in household.members if member.relation is Relation.HEAD]
    head_year = _birth_year(heads[0]) if heads else household.birth_date.year
    if head_year is None:
        return
    age = _age(heads[0], today) if heads else years_between(household.birth_date, today)
    married = any(member.relation is Relation.SPOUSE for member in household.members)
    if age is not None and age < _HEAD_FROM and not married:
        yield Flag.HEAD_UNDER_17
    for member in household.members:
        year = _birth_year(member)
        if year is None:
            continue
        if member.relation in {Relation.CHILD, Relation.GRANDCHILD} and year <= head_year:
            yield Flag.CHILD_OLDER_THAN_PARENT
        if member.relation is Relation.PARENT and year >= head_year:
            yield Flag.CHILD_OLDER_THAN_PARENT


def _school_flags(household: Household, today: date) -> Iterator[Flag]:
    for place, schooling in household.schooling.items():
        ages = _SCHOOL_AGES.get(schooling)
        age = _age(household.members[place], today) if 0 <= place < len(household.members) else None
        if ages and age is not None and not ages[0] <= age <= ages[1]:
            yield Flag.SCHOOL_AGE


def _birth_year(member: Member) -> int | None:
    return member.birth_date.year if member.birth_date else member.birth_year


def _age(member: Member, today: date) -> int | None:
    if member.birth_date:
        return years_between(member.birth_date, today)
    return today.year - member.birth_year if member.birth_year is not None else None


__all__ = ["Flag", "flags", "hard_problems"]
