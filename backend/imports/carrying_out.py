"""Carrying out a file: all of its rows, or none."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

from sqlalchemy import delete, insert, select

from backend.audit.chain import Event
from backend.audit.log import append
from backend.auth.areas import AreaScope
from backend.clock import local_date, utc_now
from backend.imports.checking import Checker, Due
from backend.imports.columns import Kind
from backend.imports.models import Import, ImportState, Payment
from backend.imports.person import Person, seal_person
from backend.imports.refusals import Refusal
from backend.imports.sheet import Sheet, read_sheet
from backend.jobs.ledger import Entry
from backend.jobs.models import Job
from backend.registrations.ladder import NoSuchStep, move
from backend.registrations.models import Registration
from backend.sealed_files.shelf import clear, take

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.jobs.queue import Workshop
    from backend.vault.vault import Vault

_AT_ONCE: Final = 500
_TOLD_EVERY: Final = 50


class _Changed(Exception):
    """Something is no longer as it was when the file was checked."""


@dataclass(frozen=True, slots=True)
class _Work:
    """A file in hand, and how many of its rows were written before it was broken off."""

    import_id: UUID
    kind: Kind
    areas: AreaScope
    actor: str
    job: Entry
    sheet: Sheet
    done: int


async def carry_out(workshop: Workshop, import_id: UUID) -> None:
    """Take over every row of a file, or, where one of them cannot be, none. Broken off, it goes on."""
    work = await _taken_up(workshop, import_id)
    if work is None:
        return
    try:
        await (_results if work.kind is Kind.RESULTS else _payments)(workshop, work)
    except (_Changed, NoSuchStep):
        await _put_back(workshop, work)


async def _taken_up(workshop: Workshop, import_id: UUID) -> _Work | None:
    async with workshop.sessions.begin() as session:
        vault = await workshop.keyring.vault(session)
        found = await session.get(Import, import_id, with_for_update=True)
        if found is None or found.state != ImportState.RUNNING or found.job_id is None:
            return None
        content = await take(session, vault, import_id)
        kind, job = Kind(found.kind), Entry(found.job_id)
        sheet = await asyncio.to_thread(read_sheet, kind, content)
        if isinstance(sheet, Refusal):
            raise TypeError(f"import {import_id} was read before and cannot be read now: {sheet.why}")
        done = (await session.get_one(Job, job.id)).done
        if kind is Kind.RESULTS:
            # Its one transaction did not commit: nothing is done.
            await job.advance(session, -done)
            done = 0
        await job.start(session, len(sheet.lines) - done)
        return _Work(import_id, kind, AreaScope(frozenset(found.areas)), found.actor, job, sheet, done)


async def _results(workshop: Workshop, work: _Work) -> None:
    now = utc_now()
    async with workshop.sessions.begin() as session:
        vault = await workshop.keyring.vault(session)
        checked = await Checker(session, vault, work.areas, local_date(now)).results(work.sheet.lines)
        if checked.problems:
            raise _Changed
        # All rows first, in one order: whoever moves one of them then waits for us, and never we for them while
        # we hold the end of the audit log.
        ids = [each.registration_id for each in checked.good]
        await session.execute(
            select(Registration.id).where(Registration.id.in_(ids)).order_by(Registration.id).with_for_update()
        )
        for number, each in enumerate(checked.good, 1):
            await move(
                session, vault, each.registration_id, each.of.status, actor=work.actor, at=now, reason=each.of.reason
            )
            if number % _TOLD_EVERY == 0:
                await _tell(workshop, work.job, _TOLD_EVERY)
        await work.job.advance(session, len(checked.good) % _TOLD_EVERY)
        await _done(session, work)


async def _payments(workshop: Workshop, work: _Work) -> None:
    async with workshop.sessions.begin() as session:
        vault = await workshop.keyring.vault(session)
        checked = await Checker(session, vault, work.areas, local_date(utc_now())).payments(work.sheet.lines)
    if checked.problems:
        raise _Changed
    for first in range(work.done, len(checked.good), _AT_ONCE):
        async with workshop.sessions.begin() as session:
            vault = await workshop.keyring.vault(session)
            rows = [_written(vault, work.import_id, due) for due in checked.good[first : first + _AT_ONCE]]
            await session.execute(insert(Payment), rows)
            await work.job.advance(session, len(rows))
    async with workshop.sessions.begin() as session:
        await _done(session, work)


def _written(vault: Vault, import_id: UUID, due: Due) -> dict[str, object]:
    row, of = uuid4(), due.of
    hashes = vault.slotted(of.nik, purpose="nik")
    return {
        "id": row,
        "import_id": import_id,
        "row": of.row,
        "nik_hash_a": hashes.a,
        "nik_hash_b": hashes.b,
        "person": seal_person(vault, row, Person(of.nik, of.name)),
        "desa": due.desa,
        "programme": of.programme,
        "stage": of.stage,
        "amount": of.amount,
        "place": of.place,
        "day": of.day,
    }


async def _tell(workshop: Workshop, job: Entry, by: int) -> None:
    # Apart from the work: whoever looks on sees it before all is done.
    async with workshop.sessions.begin() as session:
        await job.advance(session, by)


async def _done(session: AsyncSession, work: _Work) -> None:
    now, rows = utc_now(), len(work.sheet.lines)
    found = await session.get_one(Import, work.import_id)
    found.state, found.done_at = ImportState.DONE, now
    await clear(session, (work.import_id,))
    await work.job.finish(session, f"{rows} baris tersimpan.")
    details = {"kind": work.kind.value, "rows": rows}
    await append(session, Event(now, work.actor, "import.done", f"import/{work.import_id}", details))


async def _put_back(workshop: Workshop, work: _Work) -> None:
    async with workshop.sessions.begin() as session:
        found = await session.get_one(Import, work.import_id)
        found.state = ImportState.CHECKED
        await session.execute(delete(Payment).where(Payment.import_id == work.import_id))
        await work.job.stop(session, "Ada baris yang perlu diperbaiki. Tidak ada yang diubah.")
        event = Event(utc_now(), work.actor, "import.put_back", f"import/{work.import_id}", {"kind": work.kind.value})
        await append(session, event)
