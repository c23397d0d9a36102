"""The daily draw: some of what agents registered and no family has confirmed is looked at again, whoever sent it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select

from backend.agents.activity import beginning_of_day
from backend.agents.models import Signal
from backend.agents.signals import list_registration
from backend.registrations.models import Confirmation, Registration

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

DAYS: Final = 7
"""How far back is drawn from: a day that was missed is made up for, and one that was drawn gives the same again."""


async def draw(session: AsyncSession, percent: int, now: datetime) -> int:
    """List so many in a hundred of each day and desa, at least one, of those that are not confirmed; give how many.

    They are drawn from all of the day that agents sent in, by their ids, which are random: whoever confirms only drops
    out, and nobody can tell beforehand which ones are drawn.
    """
    days = [beginning_of_day(now) - timedelta(days=ago) for ago in range(1, DAYS + 1)] if percent else []
    rows = [row for day in days for row in await _drawn(session, percent, day)]
    for row in rows:
        await list_registration(session, row, Signal.SAMPLE, now)
    return len(rows)


async def _drawn(session: AsyncSession, percent: int, day: datetime) -> Sequence[Registration]:
    placed = (
        select(
            Registration.id,
            func.row_number().over(partition_by=Registration.desa, order_by=Registration.id).label("place"),
            func.count().over(partition_by=Registration.desa).label("all"),
        )
        .where(
            Registration.agent_id.is_not(None),
            Registration.received_at >= day,
            Registration.received_at < day + timedelta(days=1),
        )
        .subquery()
    )
    found = await session.scalars(
        select(Registration)
        .join(placed, placed.c.id == Registration.id)
        .where(
            placed.c.place <= func.ceil(placed.c.all * percent / 100.0),
            Registration.confirmation.in_((Confirmation.AWAITED, Confirmation.WITNESSED)),
            Registration.erased_at.is_(None),
        )
    )
    return found.all()
