"""Making the file of an export, in memory that does not grow with it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

import msgspec

from backend.audit.chain import Event
from backend.audit.log import append
from backend.clock import utc_now
from backend.csv_text import csv_file, csv_rows
from backend.exports.layout import TITLES, mark, proposal
from backend.exports.models import Export, ExportState, Form
from backend.exports.proposals import AT_ONCE, Place, Proposal, piece, total
from backend.exports.streamed_workbook import StreamedWorkbook
from backend.jobs.ledger import Entry
from backend.jobs.models import Job
from backend.registrations.status import Status
from backend.sealed_files.shelf import PART_BYTES, clear, put
from conversations.answers.registration_number import show_registration_number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.jobs.queue import Workshop

_STATUSES: Final = {
    Status.SENT: "Terkirim",
    Status.CHECKED: "Diperiksa desa",
    Status.NEEDS_FIXING: "Perlu perbaikan",
    Status.FORWARDED: "Diteruskan",
    Status.ELIGIBLE: "Layak",
    Status.NOT_ELIGIBLE: "Tidak layak",
    Status.APPEALED: "Sanggah",
}
_BY: Final = {"resident": "Warga", "agent": "Agen"}


async def make(workshop: Workshop, export_id: UUID) -> None:
    """Write an export's file. A CSV file that was broken off goes on where it was; a workbook begins anew."""
    taken = await _taken_up(workshop, export_id)
    if taken is None:
        return
    export, job, done, place = taken
    size, rows = await (_csv if export.form == Form.CSV else _workbook)(workshop, export, job, done, place)
    async with workshop.sessions.begin() as session:
        now = utc_now()
        found = await session.get_one(Export, export_id)
        found.state, found.done_at, found.rows, found.size = ExportState.DONE, now, rows, size
        await job.finish(session, f"{rows} baris.")
        await append(session, Event(now, export.actor, "export.made", f"export/{export_id}", {"rows": rows}))


async def _taken_up(workshop: Workshop, export_id: UUID) -> tuple[Export, Entry, int, Place | None] | None:
    async with workshop.sessions.begin() as session:
        export = await session.get(Export, export_id, with_for_update=True)
        if export is None or export.state != ExportState.WAITING:
            return None
        job, row = Entry(export.job_id), await session.get_one(Job, export.job_id)
        done, place = row.done, msgspec.json.decode(row.place, type=Place) if row.place else None
        if export.form == Form.XLSX:
            await clear(session, (export_id,))
            await job.advance(session, -done)
            done, place = 0, None
        await job.start(session, await total(session, export) - done)
        return export, job, done, place


async def _csv(workshop: Workshop, export: Export, job: Entry, done: int, place: Place | None) -> tuple[int, int]:
    size, rows, more = place.size if place else 0, done, True
    while more:
        async with workshop.sessions.begin() as session:
            vault = await workshop.keyring.vault(session)
            found = await piece(session, vault, export, place)
            content = _as_csv(_cells(export, found), heading=size == 0)
            await put(session, vault, export.id, content)
            size += len(content)
            place = _place(found, place, size)
            await _advance(session, job, found, place)
        rows, more = rows + len(found), len(found) == AT_ONCE
    return size, rows


async def _workbook(workshop: Workshop, export: Export, job: Entry, done: int, place: Place | None) -> tuple[int, int]:
    creator, title = export.user_name, " ".join(mark(export))
    book = StreamedWorkbook("Usulan", TITLES, creator=creator, title=title)
    packed, size, rows, more = bytearray(), 0, done, True
    while more:
        async with workshop.sessions.begin() as session:
            vault = await workshop.keyring.vault(session)
            found = await piece(session, vault, export, place)
            place = _place(found, place, 0)
            await _advance(session, job, found, None)
        packed += await asyncio.to_thread(book.rows, _cells(export, found))
        rows, more = rows + len(found), len(found) == AT_ONCE
        size += await _put_away(workshop, export, packed, whole=False)
    packed += await asyncio.to_thread(book.end)
    return size + await _put_away(workshop, export, packed, whole=True), rows


async def _put_away(workshop: Workshop, export: Export, packed: bytearray, *, whole: bool) -> int:
    """Seal what fills whole parts, or all there is, and give how much that was. The rest waits for more."""
    size = len(packed) if whole else len(packed) // PART_BYTES * PART_BYTES
    if size:
        async with workshop.sessions.begin() as session:
            await put(session, await workshop.keyring.vault(session), export.id, bytes(packed[:size]))
        del packed[:size]
    return size


async def _advance(session: AsyncSession, job: Entry, found: Sequence[Proposal], place: Place | None) -> None:
    await job.advance(session, len(found), msgspec.json.encode(place).decode() if place else None)


def _place(found: Sequence[Proposal], before: Place | None, size: int) -> Place | None:
    if not found:
        return before
    last = found[-1]
    return Place(last.household.desa, last.received_at, last.id, size)


def _cells(export: Export, found: Sequence[Proposal]) -> list[list[str]]:
    origin = mark(export)
    return [
        proposal(
            each.household,
            number=show_registration_number(each.number),
            status=_STATUSES.get(each.status, each.status.value),
            by=_BY.get(each.by, each.by),
            received=each.received_at,
            since=each.since,
            origin=origin,
        )
        for each in found
    ]


def _as_csv(rows: Sequence[Sequence[str]], *, heading: bool) -> bytes:
    return csv_file([TITLES, *rows]) if heading else csv_rows(rows).encode()
