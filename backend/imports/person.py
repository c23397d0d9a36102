"""The person inside a payment: sealed away, and taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from backend.imports.models import PERSON_FIELD

if TYPE_CHECKING:
    from uuid import UUID

    from backend.imports.models import Payment
    from backend.vault.sealed import Sealed
    from backend.vault.vault import Vault


class Erased(LookupError):
    """The person was erased; only what was paid is left."""


class Person(msgspec.Struct, frozen=True):
    """Whom a payment is for."""

    nik: str
    name: str


def seal_person(vault: Vault, row: UUID, person: Person) -> Sealed:
    """Lock a person away in a payment."""
    return vault.seal(msgspec.json.encode(person), field=PERSON_FIELD, row=row)


def open_person(vault: Vault, payment: Payment) -> Person:
    """Take a person out in clear. Only for use inside; what leaves is masked.

    Raises:
        Erased: nobody is in it any more.
    """
    if payment.person is None:
        raise Erased(str(payment.id))
    return msgspec.json.decode(vault.open(payment.person, field=PERSON_FIELD, row=payment.id), type=Person)


def payment_hashes(vault: Vault, payment: Payment) -> dict[str, bytes | None]:
    """Give the look-up hashes of a payment, as they follow from the person."""
    hashes = vault.slotted(open_person(vault, payment).nik, purpose="nik")
    return {"nik_hash_a": hashes.a, "nik_hash_b": hashes.b}
