"""Secrets that people read from a screen or a slip of paper and type."""

from __future__ import annotations

import secrets
from typing import Final

ALPHABET: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without 0, 1, i, l and o, which look alike."""
_GROUPS: Final = 4
_IN_A_GROUP: Final = 4


def readable_secret() -> str:
    """Make a secret of 79 bits: `k7mx-9qpt-h3vd-w2rn`."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(_IN_A_GROUP)) for _ in range(_GROUPS))
