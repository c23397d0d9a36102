"""Chance that can be drawn again."""

from __future__ import annotations

import random


def chance(*named: object) -> random.Random:
    """Give the stream of chance with this name: the same name gives the same draws, in every run."""
    return random.Random("/".join(map(str, named)))  # noqa: S311 - faults are drawn with it, no secrets
