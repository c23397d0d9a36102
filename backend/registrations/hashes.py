"""The look-up hashes of a family's numbers. Every place that looks for a NIK hashes it here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from backend.vault.vault import Vault
    from conversations.answers.household import Household


@dataclass(frozen=True, slots=True)
class FamilyHashes:
    """Under which hashes a family is stored (the first of each) and found (any of them)."""

    nik: tuple[bytes, ...]
    kk: tuple[bytes, ...]
    people: tuple[tuple[bytes, ...], ...]

    def all(self) -> tuple[bytes, ...]:
        """Give everything that another registration could share with this one."""
        return (*self.kk, *(digest for person in self.people for digest in person))


def nik_hashes(vault: Vault, nik: str) -> tuple[bytes, ...]:
    """Hash a NIK for look-up."""
    return vault.digests(nik, purpose="nik")


def family_hashes(vault: Vault, household: Household) -> FamilyHashes:
    """Hash all numbers of a family for look-up. The registrant is one of the people."""
    nik = nik_hashes(vault, household.nik)
    others = (nik_hashes(vault, member.nik) for member in household.members if member.nik is not None)
    return FamilyHashes(nik=nik, kk=vault.digests(household.kk, purpose="kk"), people=(nik, *others))
