"""The rules of the record at the door: what refuses it, and what a reviewer should look at."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from backend.problems import FieldFault
from conversations.answers.consistency import flags, hard_problems

if TYPE_CHECKING:
    from datetime import date

    from conversations.answers.household import Household


class RegistryFlag(StrEnum):
    """What only the registry can see, because it knows all families. Never told to whoever registered."""

    KK_REGISTERED = "kk_registered"
    PERSON_REGISTERED = "person_registered"


def faults(household: Household, today: date) -> list[FieldFault]:
    """List the hard faults of a family, by field."""
    problems = hard_problems(household, today)
    return [FieldFault(f"household.{field}", problem.code) for field, problem in problems.items()]


def told_flags(household: Household, today: date) -> list[str]:
    """List what in the family's own answers does not fit together. None of it refuses anybody."""
    return sorted(flags(household, today))
