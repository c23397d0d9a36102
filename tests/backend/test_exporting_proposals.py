"""Proposals leave as files: in the operators' columns, marked with where they came from, kept for a day."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import text

from backend.clock import WIB, utc_now
from backend.csv_text import harmless
from backend.exports.desk import forget_old
from backend.exports.layout import TITLES
from backend.exports.making import make
from backend.exports.streamed_workbook import StreamedWorkbook
from backend.registrations.status import Status
from backend.seeding.seeding import Wish, seeded
from tests.backend.families import submission
from tests.backend.files import nik, registered, worker, workshop
from tests.office import signed_in, somebody, words

if TYPE_CHECKING:
    from pathlib import Path

    import httpx
    from fastapi import FastAPI

    from backend.settings import Settings
    from tests.backend.conftest import Tables


pytestmark = pytest.mark.usefixtures("empty_queue")


async def ask(browser: Any, **changes: str) -> httpx.Response:
    chosen = {"bulan": "semua", "kecamatan": "", "desa": "", "which": "open", "form": "csv", **changes}
    answer: httpx.Response = await browser.send_form("/console/ekspor", **chosen)
    return answer


async def taken(browser: Any, tables: Tables) -> httpx.Response:
    newest = max(tables.rows("exports"), key=lambda row: row["number"])
    answer: httpx.Response = await browser.get(f"/console/ekspor/{newest['id']}/berkas")
    return answer


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


async def test_proposals_of_a_desa_and_month_leave_in_the_operators_columns(
    app: FastAPI, bot: httpx.AsyncClient, officer: Any, settings: Settings, tables: Tables
) -> None:
    number = await registered(app, bot, 1, Status.CHECKED)
    await registered(app, bot, 2)
    this_month = f"{datetime.now(WIB):%Y-%m}"
    async with worker(settings) as all_done:
        asked = await ask(
            officer, bulan=this_month, kecamatan="35.10.16", desa="35.10.16.1007", which="ready", form="xlsx"
        )
        assert asked.status_code == 303
        await all_done()
    page = await officer.get("/console/ekspor")
    assert "Unduh XLSX, 1 baris" in words(page)
    file = await taken(officer, tables)
    assert f"usulan-E-000001-{this_month}.xlsx" in file.headers["content-disposition"]
    heading, row = load_workbook(io.BytesIO(file.content)).active.iter_rows(values_only=True)
    cells = dict(zip(heading, row, strict=True))
    assert tuple(heading) == TITLES
    assert cells["Nomor Pendaftaran"] == number
    assert (cells["NIK"], cells["Jenis Kelamin"], cells["Disabilitas"]) == (nik(1), "Perempuan", "Ya")
    assert (cells["Kode Desa"], cells["Status Proses"]) == ("35.10.16.1007", "Diperiksa desa")
    assert (cells["Nomor Ekspor"], cells["Diekspor Oleh"]) == ("E-000001", "siti.aminah")
    actions = tables.column("audit", "action")
    assert [each for each in actions if "export" in each] == ["export.asked", "export.made", "seen.export"]


def left_in(folder: Path) -> list[tuple[Path, bytes]]:
    return [(path, path.read_bytes()) for path in folder.rglob("*") if path.is_file()]


async def test_nothing_of_a_workbook_lies_in_clear_on_the_disk_while_it_is_made(
    app: FastAPI, bot: httpx.AsyncClient, officer: Any, settings: Settings, tables: Tables, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    await registered(app, bot, 1)
    await ask(officer, form="xlsx")
    (row,) = tables.column("exports", "id")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    # Whatever is put into the folder for passing things stays there.
    for name in ("remove", "unlink"):
        monkeypatch.setattr(os, name, lambda *_, **__: None)
    await make(workshop(app, settings), row)
    monkeypatch.undo()
    assert nik(1) in str(list(load_workbook(io.BytesIO((await taken(officer, tables)).content)).active.values))
    assert [path for path, content in left_in(tmp_path) if nik(1).encode() in content] == []


@pytest.mark.parametrize("read_only", [True, False])
def test_a_streamed_workbook_is_read_by_spreadsheets(*, read_only: bool) -> None:
    book = StreamedWorkbook("Usulan", ("Nama", "Alamat", "Akhir"), creator="siti", title="E-1")
    rows = [(f'Contoh <{number}> & "Co\x00."', "", "=1+1") for number in range(3_000)]
    packed = b"".join([book.rows(rows[:2_000]), book.rows(rows[2_000:]), book.end()])
    read = load_workbook(io.BytesIO(packed), read_only=read_only)
    heading, *body = read["Usulan"].iter_rows(values_only=True)
    assert heading == ("Nama", "Alamat", "Akhir")
    assert (len(body), body[-1]) == (3_000, ('Contoh <2999> & "Co."', None, "=1+1"))
    assert (read.properties.creator, read.properties.title) == ("siti", "E-1")


async def test_a_file_is_sealed_while_it_is_kept_and_gone_after_a_day(
    app: FastAPI, bot: httpx.AsyncClient, officer: Any, settings: Settings, tables: Tables
) -> None:
    await registered(app, bot, 1)
    async with worker(settings) as all_done:
        await ask(officer)
        await all_done()
    assert nik(1) not in tables.dump()
    assert [row["NIK"] for row in rows_of((await taken(officer, tables)).content)] == [nik(1)]
    async with app.state.sessions.begin() as session:
        await forget_old(session, utc_now() + timedelta(hours=25))
    assert tables.rows("file_parts") == []
    assert (await taken(officer, tables)).status_code == 404
    assert "Sudah dihapus" in words(await officer.get("/console/ekspor"))


async def test_what_there_is_of_an_export_that_no_worker_went_on_with_is_gone_after_a_day(
    app: FastAPI, bot: httpx.AsyncClient, officer: Any, settings: Settings, tables: Tables
) -> None:
    await registered(app, bot, 1)
    await ask(officer)
    (row,) = tables.column("exports", "id")
    with pytest.raises(ConnectionError):
        await make(workshop(app, settings, breaks_off_after=2), row)
    assert len(tables.rows("file_parts")) == 1
    async with app.state.sessions.begin() as session:
        await forget_old(session, utc_now() + timedelta(hours=25))
    assert tables.rows("file_parts") == []
    assert tables.column("jobs", "state") == ["stopped"]
    assert tables.column("exports", "state") == ["gone"]


async def test_an_officer_exports_only_what_lies_in_the_own_area(
    app: FastAPI, bot: httpx.AsyncClient, settings: Settings, tables: Tables
) -> None:
    await registered(app, bot, 1)
    other = submission({"channel": "telegram", "address": "99"}, desa="35.10.16.1001", name="Contoh Zulaikha")
    taken_in = await bot.post("/api/v1/registrations", json=other, headers={"Idempotency-Key": "key-elsewhere"})
    assert taken_in.status_code == 201
    someone = await somebody(app, "pakis", areas=("35.10.16.1001",))
    async with signed_in(app, someone) as browser, worker(settings) as all_done:
        for elsewhere in ({"kecamatan": "35.10.16", "desa": "35.10.16.1007"}, {"kecamatan": "35.10.01"}):
            assert (await ask(browser, **elsewhere)).status_code == 422
        for chosen in ({}, {"kecamatan": "35.10.16"}):
            await ask(browser, **chosen)
            await all_done()
            assert [row["Nama"] for row in rows_of((await taken(browser, tables)).content)] == ["Contoh Zulaikha"]


async def test_an_area_that_was_taken_from_an_officer_takes_the_file_along(
    app: FastAPI, bot: httpx.AsyncClient, settings: Settings, tables: Tables
) -> None:
    someone = await somebody(app, "pindah", areas=("35.10.16",))
    async with signed_in(app, someone) as browser, worker(settings) as all_done:
        await ask(browser)
        await all_done()
        assert (await taken(browser, tables)).status_code == 200
        async with app.state.sessions.begin() as session:
            await session.execute(text("UPDATE officers SET areas = '{35.10.01}'"))
        assert (await taken(browser, tables)).status_code == 404


async def test_an_export_that_was_broken_off_goes_on_and_has_each_row_once(
    app: FastAPI, officer: Any, settings: Settings, tables: Tables
) -> None:
    wish = Wish(1_400, 1, utc_now() - timedelta(minutes=1), forced=True)
    async for _ in seeded(app.state.sessions, app.state.keyring, wish):
        pass
    await ask(officer)
    (asked,) = tables.column("exports", "id")

    with pytest.raises(ConnectionError):
        await make(workshop(app, settings, breaks_off_after=3), asked)
    (job,) = tables.rows("jobs")
    assert (job["done"], job["state"]) == (1_000, "running")
    assert "1.000 dari" in words(await officer.get("/console/ekspor"))
    await make(workshop(app, settings), asked)
    numbers = [row["Nomor Pendaftaran"] for row in rows_of((await taken(officer, tables)).content)]
    expected = [row for row in tables.rows("registrations") if row["status"] not in _NOT_OPEN]
    assert len(numbers) == len(set(numbers)) == len(expected)
    assert tables.column("jobs", "done") == [len(expected)]


_NOT_OPEN = {"done", "withdrawn", "not_eligible", "conflict"}


@pytest.mark.parametrize("cell", ["=1+1", "+62", "-5", "@SUM(A1)", "\tx", "  =1"])
def test_what_a_spreadsheet_would_carry_out_is_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert harmless("Dusun Krajan - Timur") == "Dusun Krajan - Timur"
