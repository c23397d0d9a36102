"""What turns and the work after them are made with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.channels.channel import Channel, Templated
from bot.channels.history import History
from bot.runtime.aside import Aside
from bot.runtime.bringing import Bringing
from bot.runtime.jobs import About, Job, Push, Wake, job_id, reference
from bot.runtime.registry import Registry
from bot.runtime.sending import Sendings
from bot.runtime.store import Pace, Store, Writes
from bot.runtime.taken import Rider, Taken
from conversations.engine.engine import Engine

if TYPE_CHECKING:
    from conversations.engine.messages import Inbound, Outbound
    from conversations.engine.session import Session
    from conversations.engine.turn import Turn

FIRST_TRY = timedelta(seconds=10)
"""How long whoever made a job has it to themselves, before a worker takes it up."""


@dataclass(frozen=True, slots=True)
class Tools:
    """The parts of the runtime, put together once by the application."""

    engine: Engine
    store: Store
    sendings: Sendings
    aside: Aside
    registry: Registry
    bringing: Bringing
    channels: Mapping[str, Channel]
    templated: Mapping[str, Templated]
    histories: Mapping[str, History]
    paces: Mapping[str, Pace]
    clock: Callable[[], datetime]


def writes_of(tools: Tools, turn: Turn, jobs: Sequence[tuple[Job, datetime]], done: Sequence[str] = ()) -> Writes:
    """Give what a turn writes, with the look at the chat that is due if nothing more is heard."""
    look = Wake(turn.session.chat)
    due = tools.engine.wake_at(turn.session)
    if due is None:
        return Writes(turn.session, jobs, [*done, job_id(look)], turn.events)
    return Writes(turn.session, [*jobs, (look, due)], done, turn.events)


def push_of(session: Session, reply: Outbound | None, cause: str, about: About = About.REPLY) -> Push | None:
    """Give the job that pushes a reply."""
    if reply is None:
        return None
    return Push(session.chat, reply, reference(session.chat, cause), about=about, turn=session.turn)


def ridden(inbound: Inbound, reply: Outbound | None, ride: Rider, wait_ms: int) -> Taken | None:
    """Put a reply into the webhook's own response, where the platform carries it and the channel's pace allows it."""
    if reply is None or wait_ms > 0:
        return None
    answer = ride(inbound, reply, reference(inbound.chat, inbound.id))
    return None if answer is None else Taken(answer)
