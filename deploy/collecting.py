"""How often Python looks for objects that only refer to each other."""

from __future__ import annotations

import gc

OBJECTS_BETWEEN_COLLECTIONS = 20_000
"""New objects after which cycles are looked for: a few megabytes, and some dozens of messages."""


def collect_seldom() -> None:
    """Look for cycles more rarely than Python does by itself: all that is read at the start stays anyway."""
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
