"""The phone of a resident: what arrived, and what can be pressed."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Bubble:
    """A message on the screen. `buttons` are label and what pressing it sends; `message` what it answers, if known."""

    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    message: str = ""

    def pressing(self, label: str) -> str | None:
        """Give what the button with this label sends; the number in front of a label counts as no part of it."""
        return next((data for shown, data in self.buttons if shown.partition(". ")[2] == label or shown == label), None)


@dataclass(slots=True)
class Phone:
    """A screen on which messages appear."""

    _arrived: list[Bubble] = field(default_factory=list)
    _answered: set[str] = field(default_factory=set)
    _change: asyncio.Event = field(default_factory=asyncio.Event)

    def show(self, bubble: Bubble) -> None:
        """Let a message appear. The very same bubble a second time is seen, and not answered again."""
        if bubble.message:
            if bubble.message in self._answered:
                return
            self._answered.add(bubble.message)
        self._arrived.append(bubble)
        self._change.set()

    async def read(self, wanted: int, patience: float, glance: float = 0.05) -> list[Bubble]:
        """Wait for so many new messages, at most `patience` seconds, and take all that are there after a glance."""
        try:
            async with asyncio.timeout(patience):
                while len(self._arrived) < wanted:
                    self._change.clear()
                    await self._change.wait()
        except TimeoutError:
            pass
        else:
            await asyncio.sleep(glance)
        taken, self._arrived = self._arrived, []
        return taken
