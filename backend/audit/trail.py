"""Looking through the audit log: who did or saw what, and whether what is shown is as it was written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import Uuid as UuidType
from sqlalchemy import case, cast, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from backend.audit.chain import Event, chained_hash
from backend.audit.lanes import CHANGES
from backend.audit.models import AuditEntry, AuditHead, AuditRoot
from backend.audit.roots import FIRST, root_of
from backend.auth.areas import AreaScope
from backend.clock import WIB
from backend.registrations.models import Registration

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from sqlalchemy import ColumnElement, Select

    from conversations.answers.registration_number import RegistrationNumber

SUBJECT: Final = "registration/"
_ROOTS: Final = 14
_UUID_LENGTH: Final = 36


@dataclass(frozen=True, slots=True)
class Looked:
    """What is looked for. None and False mean all; `seen` is True for looks only, False for changes only."""

    actor: str | None = None
    subject: str | None = None
    day: date | None = None
    seen: bool | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One entry. `whole` tells whether its content still fits its hash."""

    id: int
    at: datetime
    actor: str
    action: str
    subject: str
    details: dict[str, object]
    number: str | None
    whole: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """A page of entries; `next` is the id after which the next page begins."""

    lines: list[Line]
    next: int | None


@dataclass(frozen=True, slots=True)
class Root:
    """A day's root, and whether it is what its content and the root before make it."""

    day: date
    root: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What can be told of the log at a glance; `bansos audit verify` goes through every entry."""

    entries: int
    ends_meet: bool
    roots: list[Root]


@dataclass(frozen=True, slots=True)
class Trail:
    """The log for somebody of some areas, within one transaction.

    Whoever works for a part of the kabupaten sees what was done to its registrations, and nothing else.
    """

    session: AsyncSession
    areas: AreaScope

    async def page(self, looked: Looked, after: int | None, most: int) -> Lines:
        """List entries, the newest first, beginning after a given one."""
        query = self._query(looked).limit(most + 1)
        last = await self.session.get(AuditEntry, after) if after is not None else None
        if last is not None:
            query = query.where(tuple_(AuditEntry.at, AuditEntry.id) < tuple_(last.at, last.id))
        found = (await self.session.execute(query)).all()
        lines = [_line(entry, number) for entry, number in found[:most]]
        return Lines(lines, lines[-1].id if len(found) > most else None)

    async def standing(self) -> Standing:
        """Tell how far the log goes, whether its ends are where they should be, and the last days' roots."""
        heads = (await self.session.scalars(select(AuditHead))).all()
        ends = select(AuditEntry.lane, AuditEntry.id, AuditEntry.hash).where(
            AuditEntry.id.in_([head.last_id for head in heads])
        )
        there = {row.lane: (row.id, row.hash) for row in await self.session.execute(ends)}
        query = select(AuditRoot).order_by(AuditRoot.day.desc()).limit(_ROOTS + 1)
        roots = (await self.session.scalars(query)).all()
        return Standing(
            entries=sum(head.entries for head in heads),
            ends_meet=all(there.get(head.lane) == (head.last_id, head.hash) for head in heads if head.entries),
            roots=_checked(roots)[:_ROOTS],
        )

    def _query(self, looked: Looked) -> Select[AuditEntry, RegistrationNumber]:
        query = (
            select(AuditEntry, Registration.number)
            .outerjoin(Registration, Registration.id == _registration_id())
            .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
        )
        return query.where(*self._conditions(looked))

    def _conditions(self, looked: Looked) -> list[ColumnElement[bool]]:
        conditions: list[ColumnElement[bool]] = []
        if not self.areas.is_whole:
            conditions.append(self.areas.condition(Registration.kecamatan, Registration.desa))
        if looked.actor is not None:
            conditions.append(AuditEntry.actor == looked.actor)
        if looked.subject is not None:
            conditions.append(AuditEntry.subject == looked.subject)
        if looked.day is not None:
            begin = datetime.combine(looked.day, time(), WIB)
            conditions += [AuditEntry.at >= begin, AuditEntry.at < begin + timedelta(days=1)]
        if looked.seen is not None:
            conditions.append((AuditEntry.lane != CHANGES) if looked.seen else (AuditEntry.lane == CHANGES))
        return conditions


def _registration_id() -> ColumnElement[UUID]:
    # Other subjects are no uuid, and must not be read as one.
    is_one = AuditEntry.subject.startswith(SUBJECT) & (func.length(AuditEntry.subject) == len(SUBJECT) + _UUID_LENGTH)
    return case((is_one, cast(func.substr(AuditEntry.subject, len(SUBJECT) + 1), UuidType)))


def _line(entry: AuditEntry, number: str | None) -> Line:
    event = Event(entry.at, entry.actor, entry.action, entry.subject, entry.details)
    whole = chained_hash(event, entry.previous_hash) == entry.hash
    return Line(entry.id, entry.at, entry.actor, entry.action, entry.subject, entry.details, number, whole)


def _checked(roots: Sequence[AuditRoot]) -> list[Root]:
    if not roots:
        return []
    before = [*(root.root for root in roots[1:]), FIRST]
    # The oldest that was read follows one that was not.
    follows = [root.previous_root == previous for root, previous in zip(roots, before, strict=True)]
    if len(roots) > _ROOTS:
        follows[-1] = True
    return [
        Root(root.day, root.root.hex(), fits and root.root == root_of(root.day, root.heads, root.previous_root))
        for root, fits in zip(roots, follows, strict=True)
    ]
