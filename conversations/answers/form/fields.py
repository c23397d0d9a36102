"""What a message about a whole family can be about."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Field(StrEnum):
    """An answer of the registration, by the name that it has there."""

    CONSENT = "consent"
    NIK = "nik"
    KK = "kk"
    NAME = "name"
    BIRTH_DATE = "birth_date"
    KECAMATAN = "kecamatan"
    DESA = "desa"
    DUSUN = "dusun"
    RT_RW = "rt_rw"
    PHONE = "phone"
    MEMBERS_COUNT = "members_count"
    MEMBERS = "members"
    SMALL_CHILDREN = "small_children"
    ELDERLY = "elderly"
    PREGNANT = "pregnant"
    SCHOOLING = "schooling"
    DISABILITY = "disability"
    OCCUPATION = "occupation"
    HOUSING = "housing"
    ACTING_REASON = "acting_reason"
    CONSENT_WAY = "consent_way"
    WITNESS = "witness"


class Topic(StrEnum):
    """What a label can announce that is no answer of its own: parts of an address, and what nobody asked.

    PERSONAL is what is told of a member, and not asked of the head: an age, a relation.
    """

    ADDRESS = "address"
    RT = "rt"
    RW = "rw"
    PERSONAL = "personal"
    UNASKED = "unasked"


Label = Field | Topic

OF_A_PERSON: Final = frozenset({Field.NIK, Field.NAME, Field.BIRTH_DATE})
"""What is said of a member as well as of the head of the family."""
