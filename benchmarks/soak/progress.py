"""How far a run is, in a line for people."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

_RECENT = 60.0


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a run is. `told` counts those who have their number, of `total` who register."""

    told: int
    begun: int
    total: int
    strikes: int
    redelivered: int
    calm: bool


@dataclass(slots=True)
class Progress:
    """Knows the pace of the last minute, and tells from it when the run ends. Times in seconds since its begin."""

    _seen: deque[tuple[float, int]] = field(default_factory=lambda: deque([(0.0, 0)]))

    def line(self, now: Standing, at: float) -> str:
        """Say how far the run is `at` this time."""
        self._seen.append((at, now.told))
        while at - self._seen[1][0] > _RECENT:
            self._seen.popleft()
        since, told_then = self._seen[0]
        rate = (now.told - told_then) / (at - since) if at > since else 0.0
        state = "calm" if now.calm else f"{now.strikes} strikes"
        return (
            f"{_clock(at)} {now.told} of {now.total} registered, {now.begun} begun, {state}, "
            f"{now.redelivered} redeliveries, {rate:.1f}/s, {_end((now.total - now.told) / rate if rate else None)}"
        )


def _end(seconds: float | None) -> str:
    return "the end not yet in sight" if seconds is None else f"{_clock(seconds)} to go"


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
