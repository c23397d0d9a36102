"""When something is to be done again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime, timedelta


class Rhythm:
    """Due at first, and then every so often. `due` says when next; a clock that is put back holds nothing up."""

    def __init__(self, every: timedelta) -> None:
        self.every = every
        self.due: datetime | None = None

    def is_due(self, now: datetime) -> bool:
        """Tell whether it is to be done now."""
        return self.due is None or not self.due - self.every <= now < self.due

    def beats(self, now: datetime) -> bool:
        """Tell whether it is to be done now; if so, the next time begins."""
        beats = self.is_due(now)
        if beats:
            self.due = now + self.every
        return beats
