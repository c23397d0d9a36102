"""Every table that is searched by look-up hashes, and how a row's hashes follow from what is sealed in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, true

from backend.contacts.book import address_hashes
from backend.contacts.models import ADDRESS_FIELD, Contact
from backend.duplicates.keys import match_keys
from backend.duplicates.models import MatchKeys
from backend.imports.models import Payment
from backend.imports.person import payment_hashes
from backend.registrations.family import open_family
from backend.registrations.hashes import family_hashes
from backend.registrations.models import Registration
from backend.vault.vault import Vault

if TYPE_CHECKING:
    from backend.vault.slots import Slot


@dataclass(frozen=True, slots=True)
class HashedTable:
    """A table with look-up hashes. The first of `columns` is filled in each row that is `there`, in some slot."""

    model: type[Any]
    columns: tuple[str, ...]
    hashes: Callable[[Vault, Any], dict[str, Any]]
    there: ColumnElement[bool] = true()  # noqa: RUF009 - an expression that nobody changes

    def in_slot(self, slot: Slot) -> tuple[str, ...]:
        """Name the columns of a slot."""
        return tuple(f"{column}_{slot}" for column in self.columns)


def _of_registration(vault: Vault, row: Registration) -> dict[str, Any]:
    return family_hashes(vault, open_family(vault, row)).columns()


def _of_match_keys(vault: Vault, row: MatchKeys) -> dict[str, Any]:
    return match_keys(vault, open_family(vault, row.registration))


def _of_contact(vault: Vault, row: Contact) -> dict[str, Any]:
    address = vault.open(row.address, field=ADDRESS_FIELD, row=row.id).decode()
    hashes = address_hashes(vault, row.channel, address)
    return {"address_hash_a": hashes.a, "address_hash_b": hashes.b}


HASHED_TABLES: Final = (
    HashedTable(Contact, ("address_hash",), _of_contact),
    HashedTable(
        Registration, ("nik_hash", "kk_hash", "people_hashes"), _of_registration, Registration.erased_at.is_(None)
    ),
    HashedTable(MatchKeys, ("keys",), _of_match_keys),
    HashedTable(Payment, ("nik_hash",), payment_hashes, Payment.erased_at.is_(None)),
)
