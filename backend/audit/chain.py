"""The hash chain: each entry's hash covers its content and the hash before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, TypeAlias

BEGINNING: Final = bytes(32)
"""What the first entry has for a previous hash."""

Detail: TypeAlias = "str | int | bool | list[str]"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened and must be provable later."""

    at: datetime
    actor: str
    action: str
    subject: str
    details: Mapping[str, Detail]


def chained_hash(event: Event, previous: bytes) -> bytes:
    """Give the SHA-256 that binds an event to everything before it."""
    content = json.dumps(
        [
            event.at.astimezone(UTC).isoformat(timespec="microseconds"),
            event.actor,
            event.action,
            event.subject,
            dict(event.details),
        ],
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(previous + content.encode()).digest()
