"""The registrations as PostgreSQL holds them, opened without the product's code.

The layout is written out here a second time, on purpose: a judge that reads with the eyes of the judged sees nothing.
A sealed value is: format (1), length of the key's id, the id, 12 bytes of nonce, AES-256-GCM ciphertext. The key is
derived by HKDF-SHA256 from the data key of that id; the value is bound to key, column and row.
"""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

import psycopg
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from benchmarks.soak.agency import Acting
from benchmarks.soak.oracle import Row

if TYPE_CHECKING:
    from uuid import UUID

_ROWS = """
    SELECT r.id, r.number, r.household, r.acting_reason, r.consent_way, r.witness,
           (SELECT c.given FROM consents c
             WHERE c.registration_id = r.id AND c.purpose = 'broadcasts' ORDER BY c.given_at LIMIT 1)
      FROM registrations r
"""


_LISTED = """
    SELECT c.id, c.address FROM undelivered u JOIN contacts c ON c.id = u.contact_id
     WHERE u.reason <> '' AND u.detail <> ''
"""


def listed(database_url: str, data_keys: str) -> set[str]:
    """Read to whom something could not be delivered, with a reason, as the officers' list has it."""
    keys = _keys(data_keys)
    with psycopg.connect(_plain(database_url)) as connection:
        return {
            _opened(keys, bytes(sealed), "contacts.address", row).decode()
            for row, sealed in connection.execute(_LISTED)
        }


def rows(database_url: str, data_keys: str) -> list[Row]:
    """Read every registration."""
    keys = _keys(data_keys)
    with psycopg.connect(_plain(database_url)) as connection:
        return [
            Row(
                f"{number[:4]}-{number[4:7]}-{number[7:]}",
                json.loads(_opened(keys, bytes(sealed), "registrations.household", row)),
                notices,
                None if reason is None else Acting(reason, way, _witness(keys, witness, row)),
            )
            for row, number, sealed, reason, way, witness, notices in connection.execute(_ROWS)
        ]


def _witness(keys: dict[str, AESGCM], sealed: bytes | None, row: UUID) -> str:
    return "" if sealed is None else _opened(keys, bytes(sealed), "registrations.witness", row).decode()


def _plain(database_url: str) -> str:
    return database_url.replace("postgresql+psycopg://", "postgresql://")


def _keys(data_keys: str) -> dict[str, AESGCM]:
    return {name: _key(secret) for name, _, secret in (entry.partition(":") for entry in data_keys.split(","))}


def _key(secret: str) -> AESGCM:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"registry seal").derive(base64.b64decode(secret))
    return AESGCM(derived)


def _opened(keys: dict[str, AESGCM], sealed: bytes, column: str, row: UUID) -> bytes:
    end = 2 + sealed[1]
    name = sealed[2:end].decode()
    bound_to = f"{name}|{column}|{row}".encode()
    return keys[name].decrypt(sealed[end : end + 12], sealed[end + 12 :], bound_to)
