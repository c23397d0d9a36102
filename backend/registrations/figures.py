"""How the campaign goes, counted for each desa: who came, how, and how long they wait."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, TypeVar

from sqlalchemy import Integer, cast, func, literal, select

from backend.registrations.models import Registration
from backend.registrations.queue import WORK
from backend.registrations.status import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.auth.areas import AreaScope

FRESH_FOR: Final = timedelta(minutes=1)
_DAY_SECONDS: Final = 86_400
T = TypeVar("T")


@dataclass(slots=True)
class DesaFigures:
    """The counts of one desa. `waited` are those that wait for the office, by whole days."""

    by_status: Counter[Status] = field(default_factory=Counter)
    by_way: Counter[tuple[str, str]] = field(default_factory=Counter)
    waited: Counter[int] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)
    oldest: datetime | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """The counts of some desa together. `by_way` is by channel and by who sent it; waits are in whole days."""

    at: datetime
    by_desa: Mapping[str, int]
    by_kecamatan: Mapping[str, int]
    by_status: Mapping[Status, int]
    by_way: Mapping[tuple[str, str], int]
    flags: Mapping[str, int]
    waiting: int
    median_days: int | None
    oldest: datetime | None

    @property
    def all(self) -> int:
        """Count every registration."""
        return sum(self.by_desa.values())


class FigureDesk:
    """Counts all desa at once, at most once a minute, however many officers look; each is given their own desa."""

    def __init__(self) -> None:
        self._counting = asyncio.Lock()
        self._kept: tuple[datetime, dict[str, DesaFigures]] | None = None

    async def figures(self, session: AsyncSession, areas: AreaScope, now: datetime) -> Figures:
        """Give the counts of some areas, a minute old at most."""
        async with self._counting:
            if self._kept is None or not timedelta(0) <= now - self._kept[0] < FRESH_FOR:
                self._kept = now, await _counted(session, now)
            at, desa = self._kept
        return _together(at, {code: each for code, each in desa.items() if areas.covers(code)})


async def _counted(session: AsyncSession, now: datetime) -> dict[str, DesaFigures]:
    of, found = Registration, dict[str, DesaFigures]()
    ways = select(of.desa, of.status, of.channel, of.submitted_by, func.count().label("many")).group_by(
        of.desa, of.status, of.channel, of.submitted_by
    )
    for row in await session.execute(ways):
        desa = found.setdefault(row.desa, DesaFigures())
        desa.by_status[row.status] += row.many
        desa.by_way[row.channel, row.submitted_by] += row.many
    passed = func.extract("epoch", literal(now) - of.status_since) / _DAY_SECONDS
    days = cast(func.floor(passed), Integer).label("days")
    waits = select(of.desa, days, func.count().label("many"), func.min(of.status_since).label("oldest"))
    for waiting in await session.execute(waits.where(of.status.in_(WORK)).group_by(of.desa, days)):
        desa = found.setdefault(waiting.desa, DesaFigures())
        desa.waited[waiting.days] += waiting.many
        desa.oldest = min(desa.oldest or waiting.oldest, waiting.oldest)
    flag = func.unnest(of.flags).label("flag")
    for flagged in await session.execute(select(of.desa, flag, func.count().label("many")).group_by(of.desa, flag)):
        found.setdefault(flagged.desa, DesaFigures()).flags[flagged.flag] += flagged.many
    return found


def _together(at: datetime, desa: Mapping[str, DesaFigures]) -> Figures:
    by_desa = {code: each.by_status.total() for code, each in desa.items()}
    by_kecamatan: Counter[str] = Counter()
    for code, many in by_desa.items():
        by_kecamatan[code[: len("35.10.16")]] += many
    waited = _sum(each.waited for each in desa.values())
    return Figures(
        at=at,
        by_desa=by_desa,
        by_kecamatan=by_kecamatan,
        by_status=_sum(each.by_status for each in desa.values()),
        by_way=_sum(each.by_way for each in desa.values()),
        flags=_sum(each.flags for each in desa.values()),
        waiting=waited.total(),
        median_days=_median(waited),
        oldest=min((each.oldest for each in desa.values() if each.oldest is not None), default=None),
    )


def _sum(counters: Iterable[Counter[T]]) -> Counter[T]:
    together: Counter[T] = Counter()
    for each in counters:
        together.update(each)
    return together


def _median(waited: Counter[int]) -> int | None:
    """Give the days that the one in the middle has waited; the earlier of two."""
    passed = 0
    for days in sorted(waited):
        passed += waited[days]
        if 2 * passed >= waited.total():
            return days
    return None
