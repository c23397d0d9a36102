"""One key for each purpose, from one secret."""

from __future__ import annotations

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from backend.vault.keys import KEY_BYTES


def derived(secret: bytes, purpose: str) -> bytes:
    """Derive a key by HKDF-SHA256 (RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"registry {purpose}".encode()).derive(secret)
