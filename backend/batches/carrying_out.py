"""Going through a batch: each row on its own, so that what is right is in, whatever is the matter with the rest."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import UUID

from sqlalchemy import select

from backend.agents.acting import Refusal
from backend.audit.chain import Event
from backend.audit.log import append
from backend.batches.entering import Entering, doubted
from backend.batches.families import Told, families_told
from backend.batches.models import Batch, BatchRow, BatchState, RowOutcome
from backend.batches.row import Faulty, Good, read_row
from backend.batches.telling import tell
from backend.clock import local_date, utc_now
from backend.imports.refusals import Refusal as Unreadable
from backend.jobs.ledger import Entry
from backend.sealed_files.shelf import clear, take
from conversations.answers.form import Field, Lack, shown

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.jobs.queue import Workshop

_NO_AGENT: Final = "Agen ini sedang tidak bertugas. Baris sisanya belum diperiksa."


@dataclass(frozen=True, slots=True)
class _Work:
    """A batch in hand: its families, which of them were done before it was broken off, and which are repeated."""

    batch_id: UUID
    job: Entry
    told: tuple[Told, ...]
    done: frozenset[int]
    doubted_before: frozenset[int]


async def carry_out(workshop: Workshop, batch_id: UUID) -> None:
    """Enter every family that is right, and note what the others lack. Broken off, it goes on at the next row."""
    work = await _taken_up(workshop, batch_id)
    if work is None:
        return
    today, first_at = local_date(utc_now()), dict[str, int]()
    for told in work.told:
        row = read_row(told, today, again=told.number in work.doubted_before)
        row = _once(row, first_at)
        if told.number not in work.done and await _entered(workshop, work, row) is not None:
            await _stop(workshop, work)
            return
    await _finish(workshop, work)


def _once(row: Good | Faulty, first_at: dict[str, int]) -> Good | Faulty:
    """Let a NIK count where it is told first."""
    if isinstance(row, Faulty):
        return row
    nik = row.whole.household.nik
    first = first_at.setdefault(nik, row.number)
    if first == row.number:
        return row
    return Faulty(row.number, row.text, (Lack(Field.NIK, "row-twice", shown(nik), row=str(first)),))


async def _taken_up(workshop: Workshop, batch_id: UUID) -> _Work | None:
    async with workshop.sessions.begin() as session:
        vault = await workshop.keyring.vault(session)
        found = await session.get(Batch, batch_id, with_for_update=True)
        if found is None or found.state != BatchState.RUNNING:
            return None
        families = await asyncio.to_thread(families_told, await take(session, vault, batch_id))
        if isinstance(families, Unreadable):
            raise TypeError(f"batch {batch_id} was read before and cannot be read now: {families.why}")
        done = frozenset(await session.scalars(select(BatchRow.row).where(BatchRow.batch_id == batch_id)))
        marks = {told.number: doubted(vault, told.text) for told in families.told}
        known = set(
            await session.scalars(
                select(BatchRow.doubted).where(
                    BatchRow.doubted.in_([digest for digests in marks.values() for digest in digests]),
                    BatchRow.batch_id != batch_id,
                )
            )
        )
        job = Entry(found.job_id)
        await job.start(session, len(families.told) - len(done))
        again = frozenset(number for number, digests in marks.items() if not known.isdisjoint(digests))
        return _Work(batch_id, job, families.told, done, again)


async def _entered(workshop: Workshop, work: _Work, row: Good | Faulty) -> Refusal | None:
    for asks in (True, False):
        async with workshop.sessions.begin() as session:
            vault = await workshop.keyring.vault(session)
            batch = await session.get_one(Batch, work.batch_id)
            entered = await Entering(session, vault, batch, utc_now()).enter(row, asks=asks)
            if entered is True:
                await work.job.advance(session, 1)
        if entered is not False:
            return entered if isinstance(entered, Refusal) else None
    raise RuntimeError(f"row {row.number} of batch {work.batch_id} was not entered")


async def _finish(workshop: Workshop, work: _Work) -> None:
    async with workshop.sessions.begin() as session:
        vault = await workshop.keyring.vault(session)
        batch, now = await session.get_one(Batch, work.batch_id, with_for_update=True), utc_now()
        batch.state, batch.done_at = BatchState.DONE, now
        await clear(session, (batch.id,))
        counts = await tell(session, vault, batch, now)
        good = counts[RowOutcome.REGISTERED] + counts[RowOutcome.ALREADY]
        await work.job.finish(session, f"{good} keluarga tercatat, {counts[RowOutcome.FAULTY]} perlu diperbaiki.")
        await _note(session, batch, "batch.done", **{outcome.value: counts[outcome] for outcome in RowOutcome})


async def _stop(workshop: Workshop, work: _Work) -> None:
    """Leave the rest until the agent may act again, and brings it again."""
    async with workshop.sessions.begin() as session:
        batch = await session.get_one(Batch, work.batch_id, with_for_update=True)
        batch.state = BatchState.STOPPED
        await work.job.stop(session, _NO_AGENT)
        await _note(session, batch, "batch.stopped")


async def _note(session: AsyncSession, batch: Batch, action: str, **details: int) -> None:
    await append(session, Event(utc_now(), batch.actor, action, f"batch/{batch.id}", details))
