"""What turns and the work after them are made with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING

from bot.channels.channel import Channel
from bot.runtime.jobs import Push
from bot.runtime.registry import Registry
from bot.runtime.store import Pace, Store
from bot.runtime.taken import Rider, Taken
from conversations.engine.engine import Engine

if TYPE_CHECKING:
    from conversations.engine.messages import ChatRef, Inbound, Outbound

FIRST_TRY = timedelta(seconds=10)
"""How long whoever made a job has it to themselves, before a worker takes it up."""


@dataclass(frozen=True, slots=True)
class Tools:
    """The parts of the runtime, put together once by the application."""

    engine: Engine
    store: Store
    registry: Registry
    channels: Mapping[str, Channel]
    paces: Mapping[str, Pace]
    clock: Callable[[], datetime]


def reference(chat: ChatRef, cause: str) -> str:
    """Name a reply after what caused it: the same cause gives the same name, in delivery reports and in jobs."""
    return blake2b(
        f"{chat.channel}\0{chat.address}\0{cause}".encode("utf-8", "replace"), digest_size=12
    ).hexdigest()


def push_of(chat: ChatRef, reply: Outbound | None, cause: str) -> Push | None:
    """Give the job that pushes a reply."""
    return None if reply is None else Push(chat, reply, reference(chat, cause))


def ridden(inbound: Inbound, reply: Outbound | None, ride: Rider, wait_ms: int) -> Taken | None:
    """Put a reply into the webhook's own response, where the platform carries it and the channel's pace allows it."""
    if reply is None or wait_ms > 0:
        return None
    answer = ride(inbound, reply, reference(inbound.chat, inbound.id))
    return None if answer is None else Taken(answer)
