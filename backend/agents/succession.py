"""In whose place an agent came: who takes over has all that the others before had still to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import any_, func, select
from sqlalchemy.orm import aliased

from backend.agents.models import Agent

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy import ColumnElement
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
