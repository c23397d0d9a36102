"""What agents did lately, as the office sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select

from backend.agents.models import AgentChat, BackCheck
from backend.clock import WIB, local_date
from backend.registrations.models import Confirmation, Registration

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from sqlalchemy.ext.asyncio import AsyncSession

DAYS: Final = 7
_TOLD: Final = (Confirmation.CONFIRMED, Confirmation.WITNESSED, Confirmation.DENIED)


@dataclass(frozen=True, slots=True)
class Activity:
    """How many families an agent registered, when something was last heard, and what is to be looked at again.

    Of those of the week, `confirmed` said themselves that it is right and `denied` that it was not them; `witnessed`
    have no phone. `signals` are those that nobody has looked at yet.
    """

    today: int = 0
    week: int = 0
    confirmed: int = 0
    witnessed: int = 0
    denied: int = 0
    seen_at: datetime | None = None
    channels: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()

    @property
    def to_check(self) -> int:
        """Count what nobody has looked at yet."""
        return len(self.signals)


def beginning_of_day(now: datetime) -> datetime:
    """Give the last midnight in Banyuwangi."""
    return datetime.combine(local_date(now), time(), WIB)


async def activity_of(session: AsyncSession, agents: Sequence[UUID], now: datetime) -> dict[UUID, Activity]:
    """Sum up what some agents did."""
    midnight = beginning_of_day(now)
    of = Registration
    counted = await session.execute(
        select(
            of.agent_id,
            func.count().filter(of.received_at >= midnight).label("today"),
            func.count().label("week"),
            *(func.count().filter(of.confirmation == each).label(each) for each in _TOLD),
        )
        .where(of.agent_id.in_(agents), of.received_at >= midnight - timedelta(days=DAYS - 1))
        .group_by(of.agent_id)
    )
    registered = {row.pop("agent_id"): row for row in map(dict, counted.mappings())}
    heard = await session.execute(
        select(
            AgentChat.agent_id,
            func.max(func.coalesce(AgentChat.seen_at, AgentChat.bound_at)).label("seen_at"),
            func.array_agg(AgentChat.channel).filter(AgentChat.ended_at.is_(None)).label("channels"),
        )
        .where(AgentChat.agent_id.in_(agents))
        .group_by(AgentChat.agent_id)
    )
    chats = {row.agent_id: {"seen_at": row.seen_at, "channels": tuple(sorted(row.channels or ()))} for row in heard}
    waiting = await session.execute(
        select(BackCheck.agent_id, func.array_agg(BackCheck.signal).label("signals"))
        .where(BackCheck.agent_id.in_(agents), BackCheck.found.is_(None))
        .group_by(BackCheck.agent_id)
    )
    signals = {row.agent_id: tuple(sorted(row.signals)) for row in waiting}
    return {
        agent: Activity(
            **registered.get(agent, {}),
            **chats.get(agent, {}),
            signals=signals.get(agent, ()),
        )
        for agent in agents
    }
