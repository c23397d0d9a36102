"""What is asked of a population register, and what it may answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol


class Field(StrEnum):
    """What is compared beside the NIK. The values are stored, and are those of the contract."""

    NAME = "name"
    BIRTH_DATE = "birth_date"
    KK = "kk"


class Outcome(StrEnum):
    """What came back. UNAVAILABLE says nothing about the person: nobody answered in time, or not as agreed."""

    MATCH = "match"
    NO_MATCH = "no_match"
    NOT_FOUND = "not_found"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom it is asked about. `reference` is the id of our question, by which both sides find it again."""

    reference: str
    nik: str = field(repr=False)
    name: str = field(repr=False)
    birth_date: date = field(repr=False)
    kk: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Answered:
    """The outcome, and for NO_MATCH which fields differ. What stands there instead is never told."""

    outcome: Outcome
    differs: tuple[Field, ...] = ()


UNAVAILABLE = Answered(Outcome.UNAVAILABLE)


class Verifier(Protocol):
    """A population register that compares and tells nothing else."""

    async def ask(self, asked: Asked) -> Answered:
        """Compare a person's data with the register's. Never raises: what goes wrong is UNAVAILABLE."""
