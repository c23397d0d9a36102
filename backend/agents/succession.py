"""In whose place an agent came: who takes over has all that the others before had still to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import any_, func, select
from sqlalchemy.orm import aliased

from backend.agents.models import Agent, AgentChat

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncSession
    from sqlalchemy.orm import InstrumentedAttribute


def is_or_was(
    column: InstrumentedAttribute[UUID] | InstrumentedAttribute[UUID | None], agent: UUID
) -> ColumnElement[bool]:
    """Tell whether a column names an agent, or one of those in whose place this one came, however often that was."""
    line = select(Agent.id).where(Agent.id == agent).cte(recursive=True)
    before = aliased(Agent)
    line = line.union(select(before.id).join(line, before.replaced_by == line.c.id))
    # As an array it is found once, and the index of the column is used also where this is one of two conditions.
    return column == any_(func.array(select(line.c.id).scalar_subquery()))


async def chat_for(session: AsyncSession, agent: UUID) -> UUID | None:
    """Give the contact to which news goes that is an agent's: of this one, or of who came in their place.

    Where no chat is bound just now it is the last one: who binds the next takes it over from there.
    """
    first = select(Agent.id, Agent.replaced_by).where(Agent.id == agent).cte(recursive=True)
    line = first.union(select(Agent.id, Agent.replaced_by).join(first, Agent.id == first.c.replaced_by))
    query = select(AgentChat.contact_id).where(AgentChat.agent_id.in_(select(line.c.id)))
    query = query.order_by(AgentChat.ended_at.is_not(None), AgentChat.bound_at.desc())
    found: UUID | None = await session.scalar(query.limit(1))
    return found
