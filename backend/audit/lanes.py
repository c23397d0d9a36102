"""The audit log's lanes: chains of their own, so that who looks does not wait for who writes."""

from __future__ import annotations

from typing import Final
from zlib import crc32

CHANGES: Final = 0
"""The lane of everything that changes something."""

LOOKERS: Final = 8
"""The lanes of what was seen."""


def lane_of(actor: str) -> int:
    """Give the lane in which it is noted what somebody saw. One person's looks follow each other in one lane."""
    return 1 + crc32(actor.encode()) % LOOKERS
