"""Files as an office makes them, and a worker that carries out what was asked for."""

from __future__ import annotations

import asyncio
import io
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from sqlalchemy import create_engine, select, text

from backend.clock import utc_now
from backend.console.cookies import proof
from backend.exports.models import Export, ExportState
from backend.imports.models import Import
from backend.jobs.ledger import Entry
from backend.jobs.queue import Workshop
from backend.jobs.worker import working
from backend.registrations.ladder import move
from backend.registrations.number import parse_number
from backend.registrations.repository import by_number
from backend.sealed_files.shelf import put
from tests.backend.keys import family_of, register

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from uuid import UUID

    import httpx
    from fastapi import FastAPI

    from backend.registrations.models import Registration
    from backend.registrations.status import Status
    from backend.settings import Settings
    from tests.office import Someone

RESULTS = ("NIK", "Nama", "Hasil", "Alasan")
PAYMENTS = ("NIK", "Nama", "Program", "Tahap", "Nominal", "Tempat", "Tanggal")


def csv_file(*rows: Sequence[str], by: str = ",", encoding: str = "utf-8") -> bytes:
    return "".join(by.join(row) + "\r\n" for row in rows).encode(encoding)


def workbook(*rows: Sequence[Any]) -> bytes:
    book, packed = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(packed)
    return packed.getvalue()


def nik(place: int) -> str:
    return str(family_of(place)["nik"])


async def bring(
    browser: httpx.AsyncClient, content: bytes, kind: str = "results", name: str = "hasil.csv"
) -> httpx.Response:
    token = browser.cookies.get("bansos", "")
    return await browser.post(
        "/console/impor", data={"csrf": proof(token), "kind": kind}, files={"file": (name, content)}
    )


async def registered(app: FastAPI, bot: httpx.AsyncClient, place: int, *steps: Status) -> str:
    """The number of a family that went up the ladder."""
    answer = await register(bot, place)
    assert answer.status_code == 201, answer.text
    number = parse_number(answer.json()["number"])
    assert number is not None
    async with app.state.sessions.begin() as session:
        found: Registration | None = await by_number(session, number)
        assert found is not None
        for step in steps:
            vault = await app.state.keyring.vault(session)
            await move(session, vault, found.id, step, actor="office", at=utc_now(), reason="sesuai")
    return str(answer.json()["number"])


def workshop(app: FastAPI, settings: Settings, breaks_off_after: int | None = None) -> Workshop:
    """What jobs work with; after so many transactions the database is away."""

    class BreaksOff:
        left = breaks_off_after or 0

        def begin(self) -> Any:
            self.left -= 1
            if self.left < 0:
                raise ConnectionError
            return app.state.sessions.begin()

    sessions: Any = app.state.sessions if breaks_off_after is None else BreaksOff()
    return Workshop(app.state.engine, sessions, app.state.keyring, settings)


async def files_of(app: FastAPI, someone: Someone, browser: httpx.AsyncClient, area: str) -> tuple[UUID, UUID]:
    """A payment list that somebody brought, and a finished export."""
    row = ("3510165708459901", "", "PKH", "4", "1000", "Pakis", "24/11/2026")
    await bring(browser, csv_file(PAYMENTS, row), "payments")
    actor = f"officer/{someone.officer.id}"
    async with app.state.sessions.begin() as session:
        (imported,) = await session.scalars(select(Import.id).where(Import.actor == actor))
        job, now = await Entry.asked_for(session, "export", asked_by=actor), utc_now()
        made = Export(
            state=ExportState.DONE, form="csv", which="open", areas=[area], actor=actor, user_name=someone.user_name,
            asked_at=now, done_at=now, rows=1, size=3, job_id=job.id,
        )  # fmt: skip
        session.add(made)
        await session.flush()
        await job.finish(session)
        await put(session, await app.state.keyring.vault(session), made.id, b"abc")
        return imported, made.id


@asynccontextmanager
async def worker(settings: Settings) -> AsyncIterator[Any]:
    """Jobs are carried out meanwhile; what it gives waits until none is left."""
    engine = create_engine(settings.database_url)

    async def all_done() -> None:
        async with asyncio.timeout(15):
            while True:
                with engine.connect() as connection:
                    query = "SELECT count(*) FROM jobs WHERE state IN ('waiting', 'running')"
                    if not connection.scalar(text(query)):
                        return
                await asyncio.sleep(0.1)

    try:
        async with working(settings):
            yield all_done
    finally:
        with engine.begin() as connection:
            connection.execute(text("TRUNCATE procrastinate.procrastinate_jobs RESTART IDENTITY CASCADE"))
        engine.dispose()
