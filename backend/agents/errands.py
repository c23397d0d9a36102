"""What an agent is sent to a family for, and what is shown of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from backend.broadcasts.text import Due
from backend.registrations.family import open_family
from backend.registrations.status import Status, public
from conversations.answers.masking import mask_name
from conversations.answers.registration_number import show_registration_number

if TYPE_CHECKING:
    from backend.registrations.models import Registration
    from backend.vault.vault import Vault


class Errand(StrEnum):
    """Why an agent goes to a family, or writes to it."""

    FIX = "fix"
    BRING = "bring"
    UNDELIVERED = "undelivered"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class Payment(Due):
    """What somebody is paid, of which no notice reached them. `name` is masked."""

    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One family to see, masked. `place` is its RT and RW, `code` what it confirms with, where that is the errand.

    Who never registered has neither number nor status; `payments`, and what to `bring` to them, are what such a family
    is told.
    """

    id: str
    name: str
    place: str
    number: str | None = None
    status: Status | None = None
    code: str | None = None
    payments: tuple[Payment, ...] = ()
    bring: str = ""


def entry_of(vault: Vault, registration: Registration, code: str | None = None) -> Entry:
    """Show a family that registered; its number is what it is asked for by."""
    family, number = open_family(vault, registration), show_registration_number(registration.number)
    return Entry(
        id=number,
        name=mask_name(family.name),
        place=place_of(family.rt, family.rw),
        number=number,
        status=public(registration.status),
        code=code,
    )


def place_of(rt: str | None, rw: str | None) -> str:
    """Write where somebody lives, as far as it is known: RT 003 RW 002."""
    return " ".join(f"{kind} {told}" for kind, told in (("RT", rt), ("RW", rw)) if told)
