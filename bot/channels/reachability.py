"""Whether a chat can still be written to, as the platform tells it."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.engine.messages import ChatRef


@dataclass(frozen=True, slots=True)
class Reachability:
    """The person blocked the bot, or let it in again."""

    chat: ChatRef
    blocked: bool
