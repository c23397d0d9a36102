"""Processes as the tests see them from outside."""

from __future__ import annotations

import os
import select


def ends(pid: int, seconds: float = 20.0) -> bool:
    """Wait until the process is gone; False when it still runs after `seconds`."""
    try:
        watched = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([watched], [], [], seconds)[0])
    finally:
        os.close(watched)
