"""One message as the page is given it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

import msgspec

from bot.simulator.bench.looks import shown

if TYPE_CHECKING:
    from bot.simulator.bench.looks import Look
    from conversations.engine.messages import Outbound


class Reply(msgspec.Struct, frozen=True):
    """What the app shows, and when it came. `answers` is the message it replies to, None of one by itself."""

    text: str
    markup: dict[str, Any] | None
    at: datetime
    answers: str | None

    @classmethod
    def of(cls, look: Look, outbound: Outbound, at: datetime, answers: str | None = None) -> Self:
        """Draw a message."""
        screen = shown(look, outbound)
        return cls(screen.text, screen.markup, at, answers)
