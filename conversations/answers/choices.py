"""The closed answers: what a person picks from a list. Values are stored and exported: they never change."""

from __future__ import annotations

from enum import StrEnum


class YesNo(StrEnum):
    """A question that may be declined."""

    YES = "yes"
    NO = "no"
    DECLINED = "declined"


class Relation(StrEnum):
    """A household member's relation to the head of the family (SHDK on the Kartu Keluarga)."""

    SPOUSE = "spouse"
    CHILD = "child"
    PARENT = "parent"
    PARENT_IN_LAW = "parent_in_law"
    GRANDCHILD = "grandchild"
    SIBLING = "sibling"
    HEAD = "head"
    OTHER = "other"


class Schooling(StrEnum):
    """Whether a child is at school, and where. `LEFT` and `NEVER` are the drop-outs (ATS) to refer."""

    NOT_YET = "not_yet"
    SD = "sd"
    SMP = "smp"
    SMA = "sma"
    HIGHER = "higher"
    FINISHED = "finished"
    LEFT = "left"
    NEVER = "never"
    DECLINED = "declined"


class Difficulty(StrEnum):
    """What someone in the household finds very hard or impossible (functional question, not a diagnosis)."""

    NONE = "none"
    SEEING = "seeing"
    HEARING = "hearing"
    WALKING = "walking"
    REMEMBERING = "remembering"
    SELF_CARE = "self_care"
    SPEAKING = "speaking"
    SEVERAL = "several"
    DECLINED = "declined"


class Occupation(StrEnum):
    """The registrant's main work."""

    FARMER = "farmer"
    FARM_LABOURER = "farm_labourer"
    FISHER = "fisher"
    LABOURER = "labourer"
    TRADER = "trader"
    EMPLOYEE = "employee"
    HOMEMAKER = "homemaker"
    NOT_WORKING = "not_working"
    OTHER = "other"


class Housing(StrEnum):
    """Under what title the family lives in its house."""

    OWN = "own"
    RENT = "rent"
    SHARED = "shared"
    OTHER = "other"


class ActingReason(StrEnum):
    """Why an agent registers in a family's place."""

    NO_PHONE = "no_phone"
    ELDERLY = "elderly"
    DISABILITY = "disability"
    OTHER = "other"


class ConsentWay(StrEnum):
    """How a family that an agent registers gave its consent (UU 27/2022 article 22: in writing or recorded)."""

    SPOKEN = "spoken"
    SIGNED = "signed"
    THUMB = "thumb"
    GUARDIAN = "guardian"
