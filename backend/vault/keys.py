"""The data keys, as the `DATA_KEYS` setting gives them."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field
from typing import Final

KEY_BYTES: Final = 32
_KEY_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,32}")


@dataclass(frozen=True, slots=True)
class DataKey:
    """A secret that others are derived from. `id` travels with what it sealed, so that keys can change."""

    id: str
    secret: bytes = field(repr=False)


def parse_data_keys(text: str) -> tuple[DataKey, ...]:
    """Read `id:base64,id:base64`: the first key writes, all of them read.

    Raises:
        ValueError: what is wrong, in one sentence that never repeats a secret.
    """
    keys = tuple(_data_key(entry, place) for place, entry in enumerate(text.split(","), start=1))
    ids = [key.id for key in keys]
    if len(set(ids)) < len(ids):
        raise ValueError("two keys have the same id")
    if len({key.secret for key in keys}) < len(keys):
        raise ValueError("two ids have the same key")
    return keys


def _data_key(entry: str, place: int) -> DataKey:
    key_id, colon, encoded = entry.strip().partition(":")
    if not colon or not _KEY_ID.fullmatch(key_id):
        raise ValueError(f"entry {place} is not of the form id:base64")
    try:
        # The URL-safe alphabet is what secrets.token_urlsafe-minded people paste; both are unambiguous.
        secret = base64.b64decode(encoded.replace("-", "+").replace("_", "/"), validate=True)
    except binascii.Error:
        raise ValueError(f"key {key_id} is not base64") from None
    if len(secret) != KEY_BYTES:
        raise ValueError(f"key {key_id} has {len(secret)} bytes and needs {KEY_BYTES}")
    return DataKey(key_id, secret)
