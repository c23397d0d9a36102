"""The faults that a seed draws: what happens to a delivery, and to a call of a platform's API."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from benchmarks.soak.chance import chance
from benchmarks.soak.post import WHOLE, Break


class Mishap(StrEnum):
    """What can happen to a call of a platform's API."""

    NONE = "none"
    TOO_MANY = "429"
    UNAVAILABLE = "5xx, not sent"
    SENT_SILENCE = "time-out after it was sent"
    SENT_CUT = "cut after it was sent"
    LOST = "gateway error, and never sent"


_MISHAPS = (
    # These two close the whole lane of the channel for a while: rare, or nothing else would happen.
    (0.002, Mishap.TOO_MANY),
    (0.002, Mishap.UNAVAILABLE),
    (0.004, Mishap.SENT_SILENCE),
    (0.010, Mishap.SENT_CUT),
    (0.010, Mishap.LOST),
)


@dataclass(slots=True)
class Weather:
    """Draws faults by chat and count, so that a resident who is replayed meets the same. Calm ends all of them."""

    seed: int
    counts: Counter[str]
    calm: bool = False
    strength: float = 1.0
    _calls: dict[str, int] = field(default_factory=dict)

    def delivery(self, address: str, message: str, attempt: int) -> tuple[int, Break]:
        """Draw which of the two bots gets a delivery, and where its connection breaks."""
        draw = chance(self.seed, "delivery", address, message, attempt)
        bot, kind = draw.randrange(2), draw.random() / self.strength
        if self.calm or kind >= 0.06:
            return bot, WHOLE
        if kind < 0.01:
            return bot, self._noted("request cut", Break(asking=draw.randrange(600)))
        if kind < 0.04:
            return bot, self._noted("answer cut", Break(hearing=draw.randrange(1, 400)))
        return bot, self._noted("answer too slow", Break(waiting=draw.uniform(0.002, 0.04)))

    def repeats(self, address: str, message: str) -> bool:
        """Draw whether an accepted delivery comes a second time, because the platform's own note of it was lost."""
        again = chance(self.seed, "repeat", address, message).random() < 0.02 * self.strength
        if again and not self.calm:
            self.counts["accepted, and delivered again"] += 1
        return again and not self.calm

    def call(self, address: str) -> Mishap:
        """Draw what happens to the next call that writes to this address."""
        number = self._calls[address] = self._calls.get(address, 0) + 1
        kind = chance(self.seed, "call", address, number).random() / self.strength
        if self.calm:
            return Mishap.NONE
        for share, mishap in _MISHAPS:
            if kind < share:
                self.counts[mishap] += 1
                return mishap
            kind -= share
        return Mishap.NONE

    def _noted(self, kind: str, breaks: Break) -> Break:
        self.counts[kind] += 1
        return breaks
