"""Which server of a Redis Cluster holds which key."""

from __future__ import annotations

from binascii import crc_hqx
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

SLOTS = 16384

Place = tuple[str, int]
"""Host and port."""


@lru_cache(maxsize=1024)
def _slot_of(tag: str) -> int:
    return crc_hqx(tag.encode(), 0) % SLOTS


def slot_of(key: str) -> int:
    """Give the slot of a key: of the part in braces, where it has one ("Redis Cluster specification")."""
    _, brace, rest = key.partition("{")
    tag, end, _ = rest.partition("}")
    return _slot_of(tag if brace and end and tag else key)


def places_of(shown: Sequence[Any], asked: str) -> list[Place | None]:
    """Read the answer to CLUSTER SLOTS. A server that names no host of its own is at the one that was `asked`."""
    places: list[Place | None] = [None] * SLOTS
    for first, last, (host, port, *_), *_ in shown:
        place = ((host or b"").decode() or asked, int(port))
        places[first : last + 1] = [place] * (last - first + 1)
    return places


def moved_to(error: str, asked: str) -> Place:
    """Read "MOVED 3999 127.0.0.1:6381" or "ASK 3999 127.0.0.1:6381"."""
    host, _, port = error.split()[2].rpartition(":")
    return (host or asked, int(port))
