"""Checking a whole record against the same rules that its answers were read with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from conversations.answers.ages import LONGEST_LIFE, years_between
from conversations.answers.areas.places import desa_with_code, kecamatan_with_code
from conversations.answers.kk import parse_kk
from conversations.answers.names import parse_name
from conversations.answers.nik import parse_nik
from conversations.answers.phone import parse_phone
from conversations.answers.reading import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from conversations.answers.household import Household, Member

MOST_MEMBERS: Final = 30
"""No family card that a person could type is longer than this."""

_RT_RW = re.compile(r"[0-9]{3}")
_LONGEST_DUSUN = 100


def hard_problems(household: Household, today: date) -> dict[str, Problem]:
    """Give what makes a record unusable, by field; a member's fields are called `members.0.nik`.

    Values that a reader would have written differently are `not-canonical`; nothing is corrected here.
    """
    return {field: problem for field, problem in _all(household, today) if problem is not None}


def _all(household: Household, today: date) -> Iterator[tuple[str, Problem | None]]:
    yield "nik", _same(parse_nik(household.nik, today), household.nik)
    yield "kk", _same(parse_kk(household.kk, today, household.nik), household.kk)
    yield "name", _name(household.name)
    yield "birth_date", _born(household.birth_date, today)
    yield from _address(household)
    if household.phone is not None:
        yield "phone", _same(parse_phone(household.phone), household.phone)
    for field in ("small_children", "elderly"):
        count = getattr(household, field)
        yield (
            field,
            None if count is None or 0 <= count <= MOST_MEMBERS else Problem("too-many", {"most": MOST_MEMBERS}),
        )
    yield from _members(household, today)


def _address(household: Household) -> Iterator[tuple[str, Problem | None]]:
    desa = desa_with_code(household.desa)
    yield "kecamatan", None if kecamatan_with_code(household.kecamatan) else Problem("unknown")
    if desa is None:
        yield "desa", Problem("unknown")
    elif desa.kecamatan.code != household.kecamatan:
        yield "desa", Problem("not-in-kecamatan", {"name": desa.name, "kecamatan": desa.kecamatan.name})
    for field, value in (("rt", household.rt), ("rw", household.rw)):
        yield field, None if value is None or _RT_RW.fullmatch(value) else Problem("not-canonical")
    if household.dusun is not None:
        fits = len(household.dusun.strip()) > 0 and len(household.dusun) <= _LONGEST_DUSUN
        yield "dusun", None if fits else Problem("too-long" if household.dusun.strip() else "empty")


def _members(household: Household, today: date) -> Iterator[tuple[str, Problem | None]]:
    if len(household.members) > MOST_MEMBERS:
        yield "members", Problem("too-many", {"most": MOST_MEMBERS})
    for place, member in enumerate(household.members[:MOST_MEMBERS]):
        for field, problem in _member(member, today):
            yield f"members.{place}.{field}", problem
    if any(not 0 <= place < len(household.members) for place in household.schooling):
        yield "schooling", Problem("unknown-member")


def _member(member: Member, today: date) -> Iterator[tuple[str, Problem | None]]:
    yield "name", _name(member.name)
    if member.nik is not None:
        yield "nik", _same(parse_nik(member.nik, today), member.nik)
    if member.birth_date is not None:
        yield "birth_date", _born(member.birth_date, today)
    if member.birth_year is not None:
        fits = today.year - LONGEST_LIFE - 1 <= member.birth_year <= today.year
        yield (
            "birth_year",
            None if fits else Problem("future" if member.birth_year > today.year else "too-old"),
        )


def _name(name: str) -> Problem | None:
    read = parse_name(name)
    return read if isinstance(read, Problem) else None


def _born(born: date, today: date) -> Problem | None:
    if born > today:
        return Problem("future")
    return Problem("too-old") if years_between(born, today) > LONGEST_LIFE else None


def _same(read: str | Problem, value: str) -> Problem | None:
    """Tell what is wrong with a value that should be exactly what its reader gives."""
    if isinstance(read, Problem):
        return read
    return None if read == value else Problem("not-canonical")
