"""Everything that happened in one chat, as the platform and the person saw it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from enum import StrEnum

from benchmarks.soak.family import Family

FOR_GOOD = "for good"
"""The ref of a TURNED_AWAY that no repetition mends."""


class What(StrEnum):
    """What can happen."""

    SAID = "said"
    """The person wrote or tapped: `message` is the platform's id."""
    TRIED = "tried"
    """A delivery that was not accepted, and why."""
    TAKEN = "taken"
    """A delivery that was accepted with 2xx."""
    LEFT = "left"
    """The platform will not deliver this message any more."""
    ANSWERED = "answered"
    """A reply in the response to a delivery of `message`."""
    PUSHED = "pushed"
    """A message through the API; `ref` where the platform knows one."""
    VANISHED = "vanished"
    """As PUSHED, but the platform lost it: the person never saw it, and the service had no answer."""
    TURNED_AWAY = "turned away"
    """A message through the API that the platform refused, or did not take now."""
    BLOCKED = "blocked"
    """The person blocked the service: nothing can be pushed to them any more."""
    WAITED = "waited"
    """The person lost patience, and writes again."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; `at` in seconds of the machine's steady clock."""

    at: float
    what: What
    text: str = ""
    message: str = ""
    ref: str = ""


@dataclass(slots=True)
class Tale:
    """The events of one chat, in their order."""

    family: Family
    events: list[Event] = field(default_factory=list)
    finished: bool = False
    under_way: set[str] = field(default_factory=set)
    """Messages that the platform has and has not delivered: the person sees a clock beside them."""

    def note(self, what: What, text: str = "", *, message: str = "", ref: str = "") -> None:
        """Write down what happens now."""
        self.events.append(Event(time.monotonic(), what, text, message, ref))

    def of(self, *kinds: What) -> list[Event]:
        """Give the events of these kinds."""
        return [event for event in self.events if event.what in kinds]
