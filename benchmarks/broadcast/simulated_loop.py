"""An event loop in which time passes only while nobody works: ten minutes take as long as the work in them."""

from __future__ import annotations

import asyncio
import selectors
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from selectors import SelectorKey

_A_WHILE = 0.1


class SimulatedLoop(asyncio.SelectorEventLoop):
    """Its time jumps to whatever is due next, unless something outside is waited for: that takes no time at all."""

    def __init__(self) -> None:
        self._now = 0.0
        self._waited_for = 0
        super().__init__(_Jumping(self))

    def time(self) -> float:
        """Give the seconds that have passed."""
        return self._now

    @contextmanager
    def outside(self) -> Iterator[None]:
        """Wait for a server, of which time knows nothing."""
        self._waited_for += 1
        try:
            yield
        finally:
            self._waited_for -= 1

    def jump(self, by: float | None) -> float | None:
        """Let time pass, and give how long to wait really."""
        if by is not None and by <= 0:
            return 0
        if self._waited_for or by is None:
            return _A_WHILE
        self._now += by
        return 0


class _Jumping(selectors.DefaultSelector):
    def __init__(self, loop: SimulatedLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[SelectorKey, int]]:
        found = super().select(0)
        return found or super().select(self._loop.jump(timeout))
