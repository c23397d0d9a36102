"""The look-up hashes of a family's numbers. Every place that looks for a NIK hashes it here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from backend.vault.slots import Slot, Slotted

if TYPE_CHECKING:
    from backend.vault.slots import Wanted
    from backend.vault.vault import Vault
    from conversations.answers.household import Household


@dataclass(frozen=True, slots=True)
class FamilyHashes:
    """Under which hashes a family is stored, in both columns, and found, in the one that is searched."""

    nik: Slotted
    kk: Slotted
    people: tuple[Slotted, ...]
    slot: Slot

    def all(self) -> tuple[bytes, ...]:
        """Give everything that another registration could share with this one."""
        return tuple(digest for each in (self.kk, *self.people) if (digest := each.at(self.slot)) is not None)

    def columns(self) -> dict[str, Any]:
        """Give the columns of a registration that hold hashes."""
        return {
            "nik_hash_a": self.nik.a,
            "nik_hash_b": self.nik.b,
            "kk_hash_a": self.kk.a,
            "kk_hash_b": self.kk.b,
            "people_hashes_a": [person.a for person in self.people] if self.nik.a is not None else None,
            "people_hashes_b": [person.b for person in self.people] if self.nik.b is not None else None,
        }


def wanted_nik(vault: Vault, nik: str) -> Wanted:
    """Hash a NIK for looking it up."""
    return vault.wanted(nik, purpose="nik")


def family_hashes(vault: Vault, household: Household) -> FamilyHashes:
    """Hash all numbers of a family. The registrant is one of the people."""
    nik = vault.slotted(household.nik, purpose="nik")
    others = (vault.slotted(member.nik, purpose="nik") for member in household.members if member.nik is not None)
    return FamilyHashes(nik, vault.slotted(household.kk, purpose="kk"), (nik, *others), vault.slot)
