"""What an officer may ask a family to look at again."""

from __future__ import annotations

from enum import StrEnum


class Fixable(StrEnum):
    """A part of a registration that is asked again as a whole. The values are stored and never change."""

    NIK = "nik"
    KK = "kk"
    NAME = "name"
    BIRTH_DATE = "birth_date"
    ADDRESS = "address"
    PHONE = "phone"
    MEMBERS = "members"
    PREGNANT = "pregnant"
    DISABILITY = "disability"
    OCCUPATION = "occupation"
    HOUSING = "housing"
