"""Seals personal data, opens it again, and finds it without opening it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from backend.vault.derived import derived
from backend.vault.sealed import Sealed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from backend.vault.keys import DataKey
    from backend.vault.lookup import LookupRing
    from backend.vault.slots import Slot, Slotted, Wanted

_NONCE_BYTES: Final = 12


class CannotOpen(Exception):
    """The data was sealed with a key we do not hold, or it was changed or moved to another row."""


class Ciphers:
    """AES-256-GCM under keys derived from the data keys (HKDF-SHA256), by key id."""

    def __init__(self, keys: Sequence[DataKey]) -> None:
        self._by_id: Mapping[str, AESGCM] = {key.id: AESGCM(derived(key.secret, "seal")) for key in keys}

    def seal(self, key_id: str, plain: bytes, *, field: str, row: UUID) -> Sealed:
        """Encrypt with one of the keys."""
        nonce = os.urandom(_NONCE_BYTES)
        bound_to = _bound_to(key_id, field, row)
        return Sealed(key_id, nonce, self._by_id[key_id].encrypt(nonce, plain, bound_to))

    def open(self, sealed: Sealed, *, field: str, row: UUID) -> bytes:
        """Decrypt.

        Raises:
            CannotOpen: unknown key, other field or row, or changed bytes.
        """
        cipher = self._by_id.get(sealed.key_id)
        if cipher is None:
            raise CannotOpen(f"no data key with id {sealed.key_id}")
        try:
            return cipher.decrypt(sealed.nonce, sealed.ciphertext, _bound_to(sealed.key_id, field, row))
        except InvalidTag:
            raise CannotOpen(f"{field} of row {row} was changed or moved") from None


class Vault:
    """The keys as they stand within one transaction. `Keyring.vault` gives it; it is not kept longer.

    A field is named after its table and column (`registrations.household`), and bound to the row's own id.
    """

    def __init__(self, ciphers: Ciphers, sealing: str, lookup: LookupRing) -> None:
        self._ciphers = ciphers
        self.sealing = sealing
        self.lookup = lookup

    def seal(self, plain: bytes, *, field: str, row: UUID) -> Sealed:
        """Encrypt with the key that seals now. The result opens only for the same field of the same row."""
        return self._ciphers.seal(self.sealing, plain, field=field, row=row)

    def open(self, sealed: Sealed, *, field: str, row: UUID) -> bytes:
        """Decrypt.

        Raises:
            CannotOpen: unknown key, other field or row, or changed bytes.
        """
        return self._ciphers.open(sealed, field=field, row=row)

    @property
    def slot(self) -> Slot:
        """The column in which look-up hashes are searched."""
        return self.lookup.slot

    def slotted(self, value: str, *, purpose: str) -> Slotted:
        """Give the look-up hashes of a value for both of its columns."""
        return self.lookup.slotted(value, purpose)

    def wanted(self, value: str, *, purpose: str) -> Wanted:
        """Give the look-up hash of a value, and the column to search."""
        return self.lookup.wanted(value, purpose)

    def digests(self, value: str, *, purpose: str) -> tuple[bytes, ...]:
        """Give the look-up hashes of something that is only noted for a while: write the first, look for any.

        `purpose` keeps equal values of different kinds apart, so that columns cannot be joined.
        """
        return self.lookup.digests(value, purpose)


def _bound_to(key_id: str, field: str, row: UUID) -> bytes:
    return f"{key_id}|{field}|{row}".encode()
