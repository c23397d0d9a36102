"""API keys: one secret per calling program, from the `API_KEYS` setting."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A caller's name and the SHA-256 of its secret."""

    name: str
    digest: bytes = field(repr=False)


def parse_api_keys(text: str) -> tuple[ApiKey, ...]:
    """Read `name:secret,name:secret`.

    Raises:
        ValueError: what is wrong, in one sentence that never repeats a secret.
    """
    keys = tuple(_api_key(entry, place) for place, entry in enumerate(text.split(","), start=1))
    # One name may have two secrets while it changes from one to the other; one secret is one caller's.
    if len({key.digest for key in keys}) < len(keys):
        raise ValueError("two entries have the same secret")
    return keys


def caller_of(secret: str, keys: Sequence[ApiKey]) -> str | None:
    """Name the caller a secret belongs to. Takes the same time whichever key matches, or none."""
    offered = digest_of(secret)
    name = None
    for key in keys:
        if hmac.compare_digest(key.digest, offered):
            name = key.name
    return name


def _api_key(entry: str, place: int) -> ApiKey:
    name, colon, secret = entry.strip().partition(":")
    if not colon or not secret or not _NAME.fullmatch(name):
        raise ValueError(f"entry {place} is not of the form name:secret")
    return ApiKey(name, digest_of(secret))


def digest_of(secret: str) -> bytes:
    """Give the SHA-256 of a secret, the form in which secrets are kept."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
