"""Files as the officer who brought them works with them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from backend.audit.chain import Event
from backend.audit.log import append
from backend.auth.areas import AreaScope
from backend.clock import local_date
from backend.database import take_turns
from backend.imports.checking import Checked, Checker, Due, Move
from backend.imports.columns import Kind
from backend.imports.models import NAME_FIELD, Import, ImportState, Payment
from backend.imports.refusals import Refusal, Refused
from backend.imports.sheet import read_sheet
from backend.jobs.ledger import Entry, unheard_of_since
from backend.jobs.models import Job
from backend.jobs.queue import defer
from backend.sealed_files.shelf import clear, put, take
from backend.vault.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Sequence

IMPORT: Final = "registry:import"
"""The task that carries a file out."""
_LISTED: Final = 20
_KEPT: Final = timedelta(hours=24)
_STALLED: Final = "Sehari tidak berlanjut. Tidak ada yang diubah. Berkasnya boleh dibawa lagi."


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would do."""

    checked: Checked[Move] | Checked[Due]
    passed_over: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportDesk:
    """One officer's files, within one transaction. Those of others do not exist here."""

    session: AsyncSession
    vault: Vault
    areas: AreaScope
    actor: str

    async def bring(self, kind: Kind, name: str, content: bytes, at: datetime) -> UUID | Refusal:
        """Keep a file sealed. The same file again is the one that was brought before."""
        sheet = await asyncio.to_thread(read_sheet, kind, content)
        if isinstance(sheet, Refusal):
            return sheet
        digests = self.vault.digests(sha256(content).hexdigest(), purpose="imported file")
        await take_turns(self.session, *digests)
        known = await self._known(kind, digests)
        if known is not None:
            return known
        row = uuid4()
        self.session.add(
            Import(
                id=row,
                kind=kind,
                state=ImportState.CHECKED,
                digest=digests[0],
                name=self.vault.seal(name.encode(), field=NAME_FIELD, row=row),
                rows=len(sheet.lines),
                areas=sorted(self.areas.codes),
                actor=self.actor,
                brought_at=at,
            )
        )
        await self.session.flush()
        await put(self.session, self.vault, row, content)
        await self._note(row, "import.brought", at, kind=kind, rows=len(sheet.lines))
        return row

    async def mine(self) -> Sequence[Import]:
        """List the officer's files, the newest first."""
        query = select(Import).where(Import.actor == self.actor).order_by(Import.brought_at.desc(), Import.id)
        return (await self.session.scalars(query.limit(_LISTED))).all()

    async def find(self, row: UUID) -> Import | None:
        """Find one of the officer's files, as long as it lies within the areas that the officer has today."""
        found = await self.session.get(Import, row)
        if found is None or found.actor != self.actor or not self.areas.includes(AreaScope(frozenset(found.areas))):
            return None
        return found

    def name_of(self, found: Import) -> str | None:
        """Give a file's name, for as long as it is kept."""
        return self.vault.open(found.name, field=NAME_FIELD, row=found.id).decode() if found.name else None

    async def preview(self, found: Import, at: datetime) -> Preview | Refusal:
        """Tell what a file would do today."""
        content = await take(self.session, self.vault, found.id)
        sheet = await asyncio.to_thread(read_sheet, Kind(found.kind), content)
        if isinstance(sheet, Refusal):
            return sheet
        checker = Checker(self.session, self.vault, AreaScope(frozenset(found.areas)), local_date(at))
        results = Kind(found.kind) is Kind.RESULTS
        checked = await (checker.results(sheet.lines) if results else checker.payments(sheet.lines))
        return Preview(checked, sheet.passed_over)

    async def start(self, found: Import, at: datetime) -> Refusal | None:
        """Have a file carried out. Asked twice, it is carried out once."""
        await take_turns(self.session, found.digest)
        await self.session.refresh(found, with_for_update=True)
        if found.state != ImportState.CHECKED:
            return None
        if isinstance(refusal := await self._known(Kind(found.kind), (found.digest,)), Refusal):
            return refusal
        job = await Entry.asked_for(self.session, "import", asked_by=self.actor)
        found.state, found.job_id = ImportState.RUNNING, job.id
        await self.session.flush()
        # Lists of payments go one after the other: the second sees what the first has entered.
        lock = "import-payments" if Kind(found.kind) is Kind.PAYMENTS else f"import-{job.id}"
        await defer(self.session, IMPORT, lock=lock, import_id=found.id)
        await self._note(found.id, "import.started", at, kind=found.kind)
        return None

    async def _known(self, kind: Kind, digests: Sequence[bytes]) -> UUID | Refusal | None:
        query = select(Import).where(Import.kind == kind, Import.digest.in_(digests))
        for each in (await self.session.scalars(query)).all():
            if each.state != ImportState.CHECKED:
                return Refusal(Refused.DONE_BEFORE, found=(each.done_at or each.brought_at).isoformat())
            if each.actor == self.actor and each.areas == sorted(self.areas.codes):
                return each.id
        return None

    async def _note(self, row: UUID, action: str, at: datetime, **details: str | int) -> None:
        await append(self.session, Event(at, self.actor, action, f"import/{row}", details))


async def forget_unused(session: AsyncSession, now: datetime) -> None:
    """Throw away the files of the day before that nobody had carried out, and the names of those that were."""
    await _give_up_stalled(session, now)
    old = Import.state == ImportState.CHECKED, Import.brought_at <= now - _KEPT
    rows = (await session.scalars(select(Import.id).where(*old).with_for_update(skip_locked=True))).all()
    await clear(session, rows)
    await session.execute(delete(Import).where(Import.id.in_(rows)))
    done = Import.state == ImportState.DONE, Import.done_at <= now - _KEPT, Import.name.is_not(None)
    await session.execute(update(Import).where(*done).values(name=None))


async def _give_up_stalled(session: AsyncSession, now: datetime) -> None:
    """Put back what no worker was at for a day: nothing counts of a file that is not done."""
    stalled = (
        select(Import)
        .join(Job, Job.id == Import.job_id)
        .where(Import.state == ImportState.RUNNING, unheard_of_since(now - _KEPT))
        .with_for_update(of=Import, skip_locked=True)
    )
    for found in (await session.scalars(stalled)).all():
        if found.job_id is not None:
            await Entry(found.job_id).stop(session, _STALLED)
        await session.execute(delete(Payment).where(Payment.import_id == found.id))
        found.state = ImportState.CHECKED
    await session.flush()
