"""What came of reading a message about a whole family."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final, TypeAlias

from conversations.answers.choices import Schooling
from conversations.answers.form.fields import Field, Label
from conversations.answers.household import Member
from conversations.answers.reading import Problem

FORM_PROBLEMS: Final = (
    "said-twice",
    "which-number",
    "swapped",
    "which-place",
    "not-offered",
    "members-differ",
    "unclear",
)
"""What can be the matter with a field beside the problems of its own reader."""

Names: TypeAlias = Mapping[Field, Mapping[str, tuple[str, ...]]]
"""What people call the options of the fields that are picked from a list: by option, its label and other words."""


class Sign(StrEnum):
    """That a message is not what it should be: `HALF` ends in a label without its value."""

    TWO_FAMILIES = "two_families"
    OTHER_FAMILY = "other_family"
    HALF = "half"


@dataclass(frozen=True, slots=True)
class Odd:
    """A field that was told and cannot be used: what was `said` of it, and what is the matter."""

    field: Field
    said: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a family beyond its answers, until the rest of it comes.

    A birth date that differs from the NIK; half of RT and RW; members that were read while others (`waiting`, as
    said) were not; how many there should be; schooling of some of the children, by their names.
    """

    birth_date: date | None = None
    rt: str | None = None
    rw: str | None = None
    members: tuple[Member, ...] = ()
    waiting: tuple[str, ...] = ()
    count: int | None = None
    schooling: Mapping[str, Schooling] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """A family as far as a message tells it.

    `answers` have the types of the registration's answers. `unread` was not understood, `unasked` was understood and is
    not kept because nobody asks for it. With `TWO_FAMILIES` or `OTHER_FAMILY` nothing of the message is taken.
    """

    answers: Mapping[Field, Any] = field(default_factory=dict)
    odd: tuple[Odd, ...] = ()
    unread: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()
    signs: frozenset[Sign] = frozenset()
    kept: Kept = Kept()
    labels: frozenset[Label] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether the message told nothing of a family at all."""
        return not (self.answers or self.odd or self.labels or self.signs)
