"""Leaving a service alone that does not answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

FAILURES: Final = 5
"""After so many failures in a row nothing is asked."""
REST: Final = timedelta(seconds=60)
"""For so long; then one question is tried."""


@dataclass(slots=True)
class Circuit:
    """Counts failures in a row. It belongs to one process; each finds out for itself."""

    failures: int = 0
    open_until: datetime | None = None

    def lets_through(self, now: datetime) -> bool:
        """Tell whether a question may be asked."""
        return self.open_until is None or now >= self.open_until

    def succeeded(self) -> None:
        """Note that somebody answered."""
        self.failures, self.open_until = 0, None

    def failed(self, now: datetime) -> None:
        """Note that nobody did."""
        self.failures += 1
        if self.failures >= FAILURES:
            self.open_until = now + REST
