"""What one run is to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.soak.resident import Pace


@dataclass(frozen=True, slots=True)
class Strike:
    """A kill to be repeated: so many milliseconds after a resident wrote their so many-th message."""

    part: str
    after: int
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Plan:
    """One run. `places` are the residents, `at_once` how many of them write at the same time; times in seconds.

    With `strikes` only these kills happen, as in a replay; else one part is killed `every` so many seconds.
    """

    seed: int
    places: Sequence[int]
    at_once: int = 60
    every: float = 2.0
    grace: float = 180.0
    """How long after the last fault somebody may still wait before they count as lost."""
    still_under_fire: float = 10.0
    """How long parts are still killed after the last resident began."""
    strength: float = 1.0
    pace: Pace = field(default_factory=Pace)
    strikes: Sequence[Strike] | None = None
    cold: bool = False
    """Whether a process that was killed loads its code anew, or is forked from one that has loaded it."""
