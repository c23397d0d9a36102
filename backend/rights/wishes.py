"""What somebody can ask for, where the request stands, and by when it has to be answered."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Final

ANSWERED_WITHIN: Final = timedelta(hours=3 * 24)
"""From the moment somebody asks (UU 27/2022 articles 30 and 41: 3 x 24 hours)."""


class Wish(StrEnum):
    """What somebody asks for. The values are stored, and are those of the conversation."""

    COPY = "copy"
    FIX = "fix"
    ERASE = "erase"
    WITHDRAW = "withdraw"


class State(StrEnum):
    """Where a request stands. `REFUSED` always has a note that says why."""

    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"
