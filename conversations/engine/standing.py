"""What the registry says of the agent in a chat: kept, believed for a while, and dropped when it is over."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from conversations.engine.agent import ACTIVE, BELIEVED_FOR, Agent
from conversations.engine.turn import Found

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from conversations.engine.session import Session


def believed(session: Session, now: datetime) -> Mapping[str, Any] | None:
    """Give the answer that the registry gave a moment ago, as a flow holds it."""
    agent = session.agent
    return {"outcome": ACTIVE, **agent.told()} if agent is not None and now < agent.asked_again else None


def noted(session: Session, found: Found, now: datetime) -> Found:
    """Keep what the registry says of the agent; while it is away, what it last said counts until the PIN is due."""
    agent = session.agent
    if found.outcome == "unavailable":
        return Found(ACTIVE, agent.told()) if agent is not None and now < agent.pin_until else found
    if found.outcome != ACTIVE:
        session.agent = None
        return found
    told = found.data
    session.agent = Agent(
        name=told["name"],
        desa=told["desa"],
        rw=told["rw"],
        rt=told["rt"],
        asked_again=now + BELIEVED_FOR,
        pin_until=now + timedelta(hours=told["pin_hours"]),
    )
    return found
