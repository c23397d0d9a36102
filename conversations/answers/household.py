"""The family as it was told: the record that a registration produces and that the registry takes in."""

from __future__ import annotations

from datetime import date

import msgspec

from conversations.answers.choices import (
    Difficulty,
    Housing,
    Occupation,
    Relation,
    Schooling,
    YesNo,
)


class Member(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person on the same Kartu Keluarga.

    `birth_year` is approximate, for people who know an age only; `birth_date` wins where both could be known.
    """

    name: str
    relation: Relation
    birth_date: date | None = None
    birth_year: int | None = None
    nik: str | None = None


class Household(msgspec.Struct, frozen=True, omit_defaults=True):
    """One family's registration, complete. None and DECLINED both mean "asked, and not told".

    `desa` and `kecamatan` are Kemendagri codes (35.10.16.1007, 35.10.16); `rt` and `rw` three digits;
    `phone` E.164. `members` are all others on the KK; `schooling` has one entry per child asked about,
    by its place in `members`.
    """

    nik: str
    kk: str
    name: str
    birth_date: date
    kecamatan: str
    desa: str
    members: tuple[Member, ...]
    pregnant: YesNo
    disability: Difficulty
    occupation: Occupation
    housing: Housing
    dusun: str | None = None
    rt: str | None = None
    rw: str | None = None
    phone: str | None = None
    small_children: int | None = None
    elderly: int | None = None
    schooling: dict[int, Schooling] = {}
