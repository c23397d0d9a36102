"""How many deliveries are let in at the same time, so that whoever is let in is answered soon."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

MOST: Final = 256
"""Deliveries at the same time, when they are quick."""
FIRST: Final = 64
"""Deliveries at the same time before anything is known."""
FEWEST: Final = 8
"""Deliveries at the same time that are let in however slow they are."""
SOON_SECONDS: Final = 0.4
"""How long the quickest delivery of a while may take before there are too many."""
_WHILE_SECONDS: Final = 0.1
_MORE: Final = 4
_LESS: Final = 0.7


class Crowd:
    """Finds out how many deliveries at once this process can answer soon, and lets in no more.

    What is waited for is the quickest of a while, as in CoDel (RFC 8289): one that waits for the registry is slow
    by itself, but when even the quickest is slow then there are too many. The number falls by a share and rises by
    steps, so that it settles where the waiting is bearable.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._inside = 0
        self._most = float(FIRST)
        self._since = clock()
        self._quickest: float | None = None

    @property
    def is_full(self) -> bool:
        """Whether the next one is to be told to come again."""
        return self._inside >= self._most

    def enter(self) -> float:
        """Let one in; gives when, for `leave`."""
        self._inside += 1
        return self._clock()

    def leave(self, entered: float) -> None:
        """Let one out that is answered."""
        now = self._clock()
        self._inside -= 1
        took = now - entered
        self._quickest = took if self._quickest is None else min(took, self._quickest)
        # What was changed last has to be felt before anything is changed again.
        if now - self._since >= max(_WHILE_SECONDS, self._quickest):
            self._judge(self._quickest)
            self._since, self._quickest = now, None

    def _judge(self, quickest: float) -> None:
        if quickest > SOON_SECONDS:
            self._most = max(FEWEST, self._most * _LESS)
        else:
            self._most = min(MOST, self._most + _MORE)
