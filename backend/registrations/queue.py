"""What waits for somebody in the office: the oldest first, and how much of it there is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from uuid import UUID

from sqlalchemy import String, and_, cast, exists, func, select, text, true, tuple_, union_all
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from backend.auth.areas import AreaScope
from backend.auth.permissions import Permission
from backend.registrations.family import masked_family
from backend.registrations.masked_row import masked_row
from backend.registrations.models import BY_AGENT, CAME_BACK, DOUBTED, UNCONFIRMED, Registration, StatusChange
from backend.registrations.schemas import Row
from backend.registrations.status import Status
from backend.vault.vault import Vault
from conversations.answers.registration_number import show_registration_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, FromClause, ScalarSelect, Select, TableValuedAlias, TextClause
    from sqlalchemy.orm import InstrumentedAttribute

MOST_COUNTED: Final = 1_000
OVERDUE_AFTER: Final = timedelta(days=3)
WORK: Final = {
    Status.SENT: Permission.REGISTRATIONS_CHECK,
    Status.CONFLICT: Permission.DUPLICATES_DECIDE,
    Status.CHECKED: Permission.REGISTRATIONS_FORWARD,
    Status.APPEALED: Permission.REGISTRATIONS_FORWARD,
}
"""The statuses in which a registration waits for the office, and whom it waits for."""


class View(StrEnum):
    """A part of the queue. FIXED is what came back after the family was asked to put something right.

    UNCONFIRMED is what an agent registered and the family has not said to be right; DOUBTED is where somebody looked
    again and found it wrong, wherever it stands, until the office decides.
    """

    ALL = "semua"
    OVERDUE = "terlambat"
    NEW = "baru"
    FIXED = "diperbaiki"
    CHECKED = "diperiksa"
    CONFLICT = "ganda"
    APPEALED = "sanggah"
    BY_AGENT = "agen"
    UNCONFIRMED = "belum-pasti"
    DOUBTED = "tidak-sesuai"


_OF: Final = {
    View.NEW: Status.SENT,
    View.FIXED: Status.SENT,
    View.CHECKED: Status.CHECKED,
    View.CONFLICT: Status.CONFLICT,
    View.APPEALED: Status.APPEALED,
}
_WHERE: Final = {
    View.BY_AGENT: text(BY_AGENT),
    View.UNCONFIRMED: text(UNCONFIRMED),
    View.DOUBTED: text(DOUBTED),
}
_DOUBTFUL: Final = (Status.NEEDS_FIXING, Status.FORWARDED, Status.ELIGIBLE)
"""Where a registration waits for the office only when looking again found it wrong, also after a good result."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of the queue begins: after what stands there since that moment."""

    since: datetime
    id: UUID

    def as_text(self) -> str:
        """Write it for an address."""
        return f"{int(self.since.timestamp() * 1_000_000)}.{self.id}"

    @classmethod
    def read(cls, text: str) -> Place | None:
        """Read what `as_text` wrote; None for anything else."""
        moment, _, row = text.partition(".")
        if not (moment.isascii() and moment.isdigit() and len(moment) < len("12345678901234567")):
            return None
        try:
            return cls(datetime.fromtimestamp(0, UTC) + timedelta(microseconds=int(moment)), UUID(row))
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A page of the queue. `fixed` are the numbers of those that came back; `next` is where the next page begins."""

    rows: list[Row]
    fixed: frozenset[str]
    next: str | None


@dataclass(frozen=True, slots=True)
class Queue:
    """The queue of somebody who may do some things in some areas, within one transaction."""

    session: AsyncSession
    vault: Vault
    areas: AreaScope
    permissions: frozenset[Permission]

    def views(self) -> list[View]:
        """List the parts that are for this officer."""
        mine = self._statuses(View.ALL)
        return [View.ALL, View.OVERDUE, *(view for view, status in _OF.items() if status in mine), *_WHERE]

    async def page(self, view: View, after: Place | None, most: int, now: datetime) -> Waiting:
        """List what waits, the oldest first."""
        query = self._oldest(view, after, most + 1, now)
        found = (await self.session.execute(query)).all()
        ids = [row.id for row in found[:most]]
        by_id = {
            each.id: each for each in await self.session.scalars(select(Registration).where(Registration.id.in_(ids)))
        }
        shown = [by_id[row] for row in ids]
        fixed = set(
            await self.session.scalars(
                select(StatusChange.registration_id).where(
                    StatusChange.registration_id.in_([each.id for each in shown if each.status is Status.SENT]),
                    StatusChange.status == Status.NEEDS_FIXING,
                )
            )
        )
        return Waiting(
            rows=[masked_row(each, masked_family(self.vault, each)) for each in shown],
            fixed=frozenset(show_registration_number(each.number) for each in shown if each.id in fixed),
            next=Place(shown[-1].status_since, shown[-1].id).as_text() if len(found) > most else None,
        )

    async def counts(self, now: datetime) -> dict[View, int]:
        """Count each part, as far as `MOST_COUNTED` and one more: how many thousand wait helps nobody to begin."""
        views = self.views()
        query = select(*(self._count(view, now).label(view.value) for view in views))
        return dict(zip(views, (await self.session.execute(query)).one(), strict=True))

    def _statuses(self, view: View) -> list[Status]:
        mine = [status for status, permission in WORK.items() if permission in self.permissions]
        if view is View.DOUBTED and Permission.REGISTRATIONS_FORWARD in self.permissions:
            mine += _DOUBTFUL
        return [status for status in mine if view not in _OF or _OF[view] is status]

    def _oldest(self, view: View, after: Place | None, most: int, now: datetime) -> Select[tuple[UUID, datetime]]:
        conditions: list[ColumnElement[bool] | TextClause] = []
        if view is View.OVERDUE:
            conditions.append(Registration.status_since < now - OVERDUE_AFTER)
        elif view is View.FIXED:
            conditions.append(_came_back())
        elif view is View.NEW:
            conditions.append(~_came_back())
        elif view in _WHERE:
            conditions.append(_WHERE[view])
        if after is not None:
            conditions.append(tuple_(Registration.status_since, Registration.id) > tuple_(after.since, after.id))
        statuses = self._statuses(view)
        # Each place and status has its own few oldest, read from an index in order; what is left is to merge them.
        parts = [
            _oldest_of_each(column, codes, statuses, conditions, most)
            for column, codes in (
                (Registration.kecamatan, self.areas.kecamatan_codes()),
                (Registration.desa, self.areas.desa_codes()),
            )
            if codes
        ]
        if self.areas.is_whole:
            parts = [_oldest_of_each(None, [], statuses, conditions, most)]
        merged = union_all(*(parts or [_oldest_of_each(None, [], [], conditions, most)])).subquery()
        return select(merged.c.id, merged.c.status_since).order_by(merged.c.status_since, merged.c.id).limit(most)

    def _count(self, view: View, now: datetime) -> ScalarSelect[int]:
        oldest = self._oldest(view, None, MOST_COUNTED + 1, now).subquery()
        return select(func.count()).select_from(oldest).scalar_subquery()


def _came_back() -> ColumnElement[bool]:
    asked = exists().where(StatusChange.registration_id == Registration.id, StatusChange.status == Status.NEEDS_FIXING)
    return and_(text(CAME_BACK), asked.correlate(Registration))


def _oldest_of_each(
    column: InstrumentedAttribute[str] | None,
    codes: Sequence[str],
    statuses: Sequence[Status],
    conditions: Sequence[ColumnElement[bool] | TextClause],
    most: int,
) -> Select[tuple[UUID, datetime]]:
    states = _each([status.value for status in statuses], "state")
    query = select(Registration.id, Registration.status_since).where(
        cast(Registration.status, String) == states.c.state, *conditions
    )
    source: FromClause = states
    if column is not None:
        places = _each(codes, "place")
        query, source = query.where(column == places.c.place), states.join(places, true())
    first = query.order_by(Registration.status_since, Registration.id).limit(most).lateral()
    return select(first.c.id, first.c.status_since).select_from(source.join(first, true()))


def _each(values: Sequence[str], name: str) -> TableValuedAlias:
    return func.unnest(cast(list(values), ARRAY(String))).table_valued(name, name=f"each_{name}").render_derived()
