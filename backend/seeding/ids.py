"""The ids of made-up rows: the same seed and place give the same id, by which it is known what was written before."""

from __future__ import annotations

from hashlib import blake2b
from uuid import UUID


def id_of(seed: int, what: str, place: int | str) -> UUID:
    """Give the id of something of a family, or of anybody else, in the made-up place of a seed."""
    return UUID(bytes=blake2b(f"{seed} {what} {place}".encode(), digest_size=16).digest(), version=4)
