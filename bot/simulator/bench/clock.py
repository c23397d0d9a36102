"""A clock that can be turned forward."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


class TurnedClock:
    """The time of another clock and what it was turned ahead. It never goes back."""

    def __init__(self, real: Callable[[], datetime]) -> None:
        self._real = real
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        """Tell the time."""
        return self._real() + self._ahead

    def turn(self, by: timedelta) -> None:
        """Let time pass."""
        self._ahead += by
