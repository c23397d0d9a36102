"""Ciphertext as a value and as a column."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sqlalchemy import LargeBinary
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

_FORMAT: Final = 1
_NONCE_BYTES: Final = 12


@dataclass(frozen=True, slots=True)
class Sealed:
    """Something only the vault can read. It is never opened by loading a row, only by asking the vault."""

    key_id: str
    nonce: bytes = field(repr=False)
    ciphertext: bytes = field(repr=False)

    def to_bytes(self) -> bytes:
        """Lay it out for storage: format, length of the key id, key id, nonce, ciphertext."""
        key_id = self.key_id.encode()
        return bytes([_FORMAT, len(key_id)]) + key_id + self.nonce + self.ciphertext

    @classmethod
    def from_bytes(cls, stored: bytes) -> Sealed:
        """Read what `to_bytes` wrote.

        Raises:
            ValueError: the bytes are of another format.
        """
        if len(stored) < 2 or stored[0] != _FORMAT:
            raise ValueError("not sealed in a known format")
        nonce_at = 2 + stored[1]
        ciphertext_at = nonce_at + _NONCE_BYTES
        return cls(stored[2:nonce_at].decode(), stored[nonce_at:ciphertext_at], stored[ciphertext_at:])


class SealedColumn(TypeDecorator[Sealed]):
    """A column of sealed values."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Sealed | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Write a sealed value."""
        return None if value is None else value.to_bytes()

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Sealed | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Read a sealed value, still sealed."""
        return None if value is None else Sealed.from_bytes(value)
