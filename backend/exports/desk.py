"""Exports as the officer who asked for them works with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.audit.chain import Event
from backend.audit.log import append
from backend.audit.seen import Seen, note_seen
from backend.auth.areas import AreaScope
from backend.exports.models import Export, ExportState, Form, Which
from backend.jobs.ledger import Entry, unheard_of_since
from backend.jobs.models import Job
from backend.jobs.queue import defer
from backend.sealed_files.shelf import clear

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backend.audit.chain import Detail

EXPORT: Final = "registry:export"
"""The task that makes the file."""
KEPT: Final = timedelta(hours=24)
"""How long a file is kept."""
_LISTED: Final = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an export is to have. `month` is YYYY-MM, or None for all."""

    areas: AreaScope
    month: str | None
    which: Which
    form: Form


@dataclass(frozen=True, slots=True)
class ExportDesk:
    """One officer's exports, within one transaction. Those of others do not exist here."""

    session: AsyncSession
    areas: AreaScope
    actor: str

    async def ask(self, wanted: Wanted, user_name: str, at: datetime) -> UUID:
        """Have a file made. `wanted.areas` lie within those of the officer."""
        if not self.areas.includes(wanted.areas):
            raise ValueError("an export beyond the officer's areas")
        row, job = uuid4(), await Entry.asked_for(self.session, "export", asked_by=self.actor)
        self.session.add(
            Export(
                id=row,
                state=ExportState.WAITING,
                form=wanted.form,
                which=wanted.which,
                areas=sorted(wanted.areas.codes),
                month=wanted.month,
                actor=self.actor,
                user_name=user_name,
                asked_at=at,
                job_id=job.id,
            )
        )
        await self.session.flush()
        await defer(self.session, EXPORT, lock=f"export-{row}", export_id=row)
        details: dict[str, Detail] = {
            "areas": sorted(wanted.areas.codes),
            "month": wanted.month or "",
            "which": wanted.which.value,
        }
        await append(self.session, Event(at, self.actor, "export.asked", f"export/{row}", details))
        return row

    async def mine(self) -> Sequence[Export]:
        """List the officer's exports, the newest first."""
        query = select(Export).where(Export.actor == self.actor).order_by(Export.asked_at.desc(), Export.id)
        return (await self.session.scalars(query.limit(_LISTED))).all()

    async def find(self, row: UUID) -> Export | None:
        """Find one of the officer's exports, as long as it lies within the areas that the officer has today."""
        found = await self.session.get(Export, row)
        if found is None or found.actor != self.actor or not self.areas.includes(AreaScope(frozenset(found.areas))):
            return None
        return found

    async def note_taken(self, export: Export, at: datetime) -> None:
        """Note who is given the file. Called last in the transaction."""
        rows = export.rows or 0
        await note_seen(
            self.session, Seen.EXPORT, f"export/{export.id}", actor=self.actor, at=at, details={"rows": rows}
        )


async def forget_old(session: AsyncSession, now: datetime) -> None:
    """Throw away the files of the day before, also what there is of one that nobody went on with."""
    made = and_(Export.state == ExportState.DONE, Export.done_at <= now - KEPT)
    stalled = and_(Export.state == ExportState.WAITING, unheard_of_since(now - KEPT))
    old = select(Export).join(Job, Job.id == Export.job_id).where(or_(made, stalled))
    found = (await session.scalars(old.with_for_update(of=Export, skip_locked=True))).all()
    await clear(session, [export.id for export in found])
    for export in found:
        if export.state == ExportState.WAITING:
            await Entry(export.job_id).stop(session, "Sehari tidak berlanjut. Silakan diminta lagi.")
    for export in found:
        export.state = ExportState.GONE
    await session.flush()
