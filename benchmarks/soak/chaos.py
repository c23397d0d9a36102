"""Who is killed when."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Protocol

from benchmarks.soak.chance import chance
from benchmarks.soak.parts import Part, Service
from benchmarks.soak.plan import Plan, Strike
from benchmarks.soak.tale import Tale, What

DISK_FULL = "disk of Redis full"
DISK_FULL_SECONDS = 1.5


@dataclass(frozen=True, slots=True)
class Blow:
    """A kill that happened, or a disk that filled up; `at` on the machine's steady clock."""

    at: float
    part: str


class Chaos(Protocol):
    """Something that kills."""

    blows: list[Blow]

    def look(self) -> None:
        """Kill whatever is due now."""

    def end(self) -> None:
        """Undo what does not mend by itself."""


@dataclass(slots=True)
class InTurn:
    """Kills each part in turn, in an order that the seed shuffles anew in each round, and fills Redis's disk.

    A part that has not served a while, or whose twin is not up, lets the next one go first.
    """

    plan: Plan
    service: Service
    blows: list[Blow] = field(default_factory=list)
    _next: float = field(default_factory=time.monotonic)
    _waiting: list[str] = field(default_factory=list)
    _full_until: float = 0.0
    _round: int = 0

    def look(self) -> None:
        """Kill the next part when its time has come."""
        now = time.monotonic()
        if self._full_until and now > self._full_until:
            self.end()
        if now < self._next + self.plan.every:
            return
        if not self._waiting:
            self._round += 1
            self._waiting = [*Part, DISK_FULL]
            chance(self.plan.seed, "round", self._round).shuffle(self._waiting)
        due = next(
            (each for each in self._waiting if each == DISK_FULL or self.service.may_be_killed(Part(each))), None
        )
        if due is not None:
            self._next = now
            self._waiting.remove(due)
            self._strike(due)

    def end(self) -> None:
        """Give Redis its disk back."""
        if self._full_until:
            self.service.redis.clear_disk()
            self._full_until = 0.0

    def _strike(self, part: str) -> None:
        self.blows.append(Blow(time.monotonic(), part))
        if part == DISK_FULL:
            self.service.counts[DISK_FULL] += 1
            self.service.redis.fill_disk()
            self._full_until = time.monotonic() + DISK_FULL_SECONDS
        else:
            self.service.kill(Part(part))


@dataclass(slots=True)
class AsBefore:
    """Kills what was killed during one conversation, at the same places of it."""

    service: Service
    strikes: list[Strike]
    tale: Tale
    blows: list[Blow] = field(default_factory=list)
    _full_until: float = float("inf")

    def look(self) -> None:
        """Kill what is due at this place of the conversation."""
        said = self.tale.of(What.SAID)
        now = time.monotonic()
        if now > self._full_until:
            self.end()
        for strike in [each for each in self.strikes if _due(each, [event.at for event in said], now)]:
            self.strikes.remove(strike)
            self.blows.append(Blow(now, strike.part))
            if strike.part == DISK_FULL:
                self.service.redis.fill_disk()
                self._full_until = now + DISK_FULL_SECONDS
            else:
                self.service.kill(Part(strike.part))

    def end(self) -> None:
        """Give Redis its disk back."""
        self.service.redis.clear_disk()
        self._full_until = float("inf")


def _due(strike: Strike, said: list[float], now: float) -> bool:
    if len(said) < strike.after:
        return False
    return now >= said[strike.after - 1] + strike.milliseconds / 1000
