"""How the campaign goes in some areas: who came, how, and how long they wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import case, func, select

from backend.clock import local_date
from backend.registrations.desa_figures import Counted, DesaFigure
from backend.registrations.status import Status
from backend.registrations.targets import targets_of

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.auth.areas import AreaScope


@dataclass(frozen=True, slots=True)
class Figures:
    """The counts of some desa together. `by_way` is by channel and by who sent it; waits are in days of the calendar.

    `targets` has the desa that have one.
    """

    at: datetime
    by_desa: Mapping[str, int]
    targets: Mapping[str, int]
    by_status: Mapping[Status, int]
    by_way: Mapping[tuple[str, str], int]
    flags: Mapping[str, int]
    waited: Mapping[int, int]

    @property
    def all(self) -> int:
        """Count every registration."""
        return sum(self.by_desa.values())

    @property
    def waiting(self) -> int:
        """Count those that wait for the office."""
        return sum(self.waited.values())

    @property
    def median_days(self) -> int | None:
        """Give the days that the one in the middle has waited; the earlier of two."""
        passed = 0
        for days in sorted(self.waited):
            passed += self.waited[days]
            if 2 * passed >= self.waiting:
                return days
        return None

    @property
    def longest_days(self) -> int | None:
        """Give the days that the first in the queue has waited."""
        return max(self.waited, default=None)


async def figures(session: AsyncSession, areas: AreaScope, now: datetime) -> Figures:
    """Give the counts of some areas as they are now."""
    of, by_desa, by_status = DesaFigure, Counter[str](), Counter[Status]()
    by_way, flags, waited = Counter[tuple[str, str]](), Counter[str](), Counter[int]()
    today, many = local_date(now), func.sum(of.many).label("many")
    # Only how many there are is told of each desa.
    desa = case((of.what == Counted.WAY, of.desa), else_="").label("desa")
    query = select(desa, of.what, of.value, many).where(areas.desa_condition(of.desa))
    for row in await session.execute(query.group_by(desa, of.what, of.value).having(many != 0)):
        # The sum of whole numbers is no whole number to PostgreSQL.
        count = int(row.many)
        match Counted(row.what):
            case Counted.WAY:
                status, channel, sender = row.value.split("/")
                by_desa[row.desa] += count
                by_status[Status(status)] += count
                by_way[channel, sender] += count
            case Counted.FLAG:
                flags[row.value] += count
            case Counted.SINCE:
                waited[max((today - date.fromisoformat(row.value)).days, 0)] += count
    return Figures(now, by_desa, await targets_of(session, areas), by_status, by_way, flags, waited)
