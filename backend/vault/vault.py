"""Seals personal data, opens it again, and finds it without opening it."""

from __future__ import annotations

import hmac
import os
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from backend.vault.keys import KEY_BYTES, DataKey
from backend.vault.sealed import Sealed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

_NONCE_BYTES: Final = 12


class CannotOpen(Exception):
    """The data was sealed with a key we do not hold, or it was changed or moved to another row."""


class Vault:
    """AES-256-GCM under keys derived from the data keys (HKDF-SHA256, one derived key per purpose)."""

    def __init__(self, keys: Sequence[DataKey]) -> None:
        self._keys = tuple(keys)
        self._ciphers = {key.id: AESGCM(_derive(key, "seal")) for key in self._keys}

    def seal(self, plain: bytes, *, field: str, row: UUID) -> Sealed:
        """Encrypt with the active key. The result opens only for the same field of the same row."""
        active = self._keys[0]
        nonce = os.urandom(_NONCE_BYTES)
        bound_to = _bound_to(active.id, field, row)
        return Sealed(active.id, nonce, self._ciphers[active.id].encrypt(nonce, plain, bound_to))

    def open(self, sealed: Sealed, *, field: str, row: UUID) -> bytes:
        """Decrypt.

        Raises:
            CannotOpen: unknown key, other field or row, or changed bytes.
        """
        cipher = self._ciphers.get(sealed.key_id)
        if cipher is None:
            raise CannotOpen(f"no data key with id {sealed.key_id}")
        try:
            return cipher.decrypt(sealed.nonce, sealed.ciphertext, _bound_to(sealed.key_id, field, row))
        except InvalidTag:
            raise CannotOpen(f"{field} of row {row} was changed or moved") from None

    def digests(self, value: str, *, purpose: str) -> tuple[bytes, ...]:
        """Give the keyed hashes under which a value may be stored: write the first, look for any of them.

        `purpose` keeps equal values of different kinds apart, so that columns cannot be joined.
        """
        return tuple(
            hmac.digest(_derive(key, f"look-up {purpose}"), value.encode("utf-8", "surrogatepass"), "sha256")
            for key in self._keys
        )


def _derive(key: DataKey, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"registry {purpose}".encode()).derive(key.secret)


def _bound_to(key_id: str, field: str, row: UUID) -> bytes:
    return f"{key_id}|{field}|{row}".encode()
