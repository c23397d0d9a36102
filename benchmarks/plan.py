"""How long and how often things are measured: in full, or in short for the tests."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """One size of a run. Times are in seconds."""

    crowd: int
    """Residents who write at the same time."""
    rounds: int
    round_seconds: float
    stage_seconds: float
    """How long each of two bots is looked at while it answers."""
    rate: int
    """Messages a second of the measurement of latency, which are spread over as many chats."""
    rate_seconds: float
    rush: int
    """Residents of the measurement of overload."""
    rush_seconds: float
    processes: tuple[int, ...]
    families_stepped: int
    """Families whose messages are sent one by one, to count the round trips of each."""
    sessions: int
    early_chats: int
    late_chats: int
    """After how many chats the memory of a process is read."""
    memory_seconds: float
    """After which the chats that are still missing are left out, and the report says so."""
    starts: int


FULL = Plan(
    crowd=32,
    rounds=6,
    round_seconds=2.5,
    stage_seconds=6,
    rate=300,
    rate_seconds=20,
    rush=1500,
    rush_seconds=8,
    processes=(1, 2, 3),
    families_stepped=3,
    sessions=220,
    early_chats=10_000,
    late_chats=100_000,
    memory_seconds=120,
    starts=5,
)
QUICK = Plan(
    crowd=8,
    rounds=1,
    round_seconds=0.4,
    stage_seconds=0.8,
    rate=20,
    rate_seconds=1,
    rush=64,
    rush_seconds=1,
    processes=(1, 2),
    families_stepped=1,
    sessions=22,
    early_chats=50,
    late_chats=150,
    memory_seconds=10,
    starts=1,
)
