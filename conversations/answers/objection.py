"""Why a family does not agree with its result."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

LONGEST_STORY: Final = 1000
"""Characters of what is told in one's own words."""


class Ground(StrEnum):
    """What an objection (sanggah) is about. The values are stored and never change."""

    WRONG = "wrong"
    CHANGED = "changed"
    NOT_OURS = "not_ours"
    OTHER = "other"
