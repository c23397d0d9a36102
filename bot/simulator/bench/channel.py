"""A channel that only the workbench listens to."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.channels.channel import Accepted, HttpAnswer
from conversations.engine.messages import Outbound

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.channels.channel import Outcome
    from bot.simulator.bench.diary import Diary
    from bot.simulator.bench.looks import Look
    from conversations.engine.messages import Inbound

_MOST_CHATS = 200
_MOST_WAITING = 100


@dataclass(frozen=True, slots=True)
class Arrived:
    """A message that came by itself, and when."""

    outbound: Outbound
    at: datetime


class LookChannel:
    """What comes by itself is written into the diary, and waits in memory until the page asks."""

    def __init__(self, look: Look, diary: Diary, clock: Callable[[], datetime]) -> None:
        self.name = look.channel
        self._look = look
        self._diary = diary
        self._clock = clock
        self._waiting: dict[str, deque[Arrived]] = {}

    def answer(self, inbound: Inbound, outbound: Outbound, ref: str) -> HttpAnswer | None:  # noqa: ARG002 - replies ride in the workbench's own answers
        """Push what did not ride in the workbench's answer."""
        return None

    def acknowledge(self) -> HttpAnswer:
        """Say nothing."""
        return HttpAnswer(b"{}", "application/json")

    async def send(self, address: str, outbound: Outbound, ref: str) -> Outcome:
        """Keep the message until the page asks. The oldest of too many is forgotten: these are toy phones."""
        self._diary.of(self._look, address).came(outbound)
        if address not in self._waiting and len(self._waiting) >= _MOST_CHATS:
            self._waiting.pop(next(iter(self._waiting)))
        waiting = self._waiting.setdefault(address, deque(maxlen=_MOST_WAITING))
        waiting.append(Arrived(outbound, self._clock()))
        return Accepted(provider_id=ref)

    def waiting(self, address: str) -> tuple[Arrived, ...]:
        """Take what has been waiting for this phone."""
        return tuple(self._waiting.pop(address, ()))
