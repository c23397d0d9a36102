"""Results and payment lists come as files: looked at first, then carried out as a whole."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from backend.clock import utc_now
from backend.imports.carrying_out import carry_out
from backend.imports.desk import forget_unused
from backend.registrations.status import Status
from backend.rotation.lookup import rotate_lookup
from tests.backend.families import ELSEWHERE, submission
from tests.backend.files import PAYMENTS, RESULTS, bring, csv_file, nik, registered, workbook, worker, workshop
from tests.backend.keys import family_of
from tests.office import signed_in, somebody, words

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI

    from backend.settings import Settings
    from tests.backend.conftest import Tables

PAID = ("PKH", "4", "750000", "Balai Desa", "24/11/2026")
FORWARDED = (Status.CHECKED, Status.FORWARDED)


pytestmark = pytest.mark.usefixtures("empty_queue")


async def run(browser: Any, address: str) -> httpx.Response:
    answer: httpx.Response = await browser.send_form(f"{address}/jalankan")
    return answer


async def test_results_are_looked_at_first_and_then_carried_out(
    app: FastAPI, bot: httpx.AsyncClient, officer: Any, settings: Settings, tables: Tables
) -> None:
    await registered(app, bot, 1, *FORWARDED)
    await registered(app, bot, 2, *FORWARDED)
    file = csv_file(
        RESULTS, (nik(1), "Contoh Satu", "Layak", ""), (nik(2), "Contoh Dua", "TIDAK LAYAK", "Desil 7"), by=";"
    )
    brought = await bring(officer, file)
    assert brought.status_code == 303
    page = await officer.get(brought.headers["location"])
    assert "Semua 2 baris dapat dijalankan" in words(page)
    assert "C*** D***" in page.text
    assert nik(1) not in page.text
    assert set(tables.column("registrations", "status")) == {"forwarded"}

    async with worker(settings) as all_done:
        assert (await run(officer, brought.headers["location"])).status_code == 303
        await all_done()
    assert sorted(tables.column("registrations", "status")) == ["eligible", "not_eligible"]
    assert "2 baris tersimpan" in words(await officer.get(brought.headers["location"]))
    assert tables.rows("file_parts") == []
    assert tables.column("audit", "action").count("registration.moved") == 6
    listed = await officer.get("/console/pekerjaan")
    assert "Impor berkas" in words(listed)
    assert "Selesai" in words(listed)


async def test_one_row_that_cannot_be_taken_keeps_all_others_out(
    app: FastAPI, bot: httpx.AsyncClient, officer: Any, tables: Tables
) -> None:
    await registered(app, bot, 1, *FORWARDED)
    await registered(app, bot, 2)
    file = workbook(
        RESULTS,
        (nik(1), "Contoh Satu", "Layak", ""),
        (nik(2), "", "Layak", ""),
        (nik(3), "", "Layak", ""),
        ("3,51007E+15", "", "Layak", ""),
        (3510165708459901, "", "Layak", ""),
        (nik(1), "", "Tidak layak", ""),
        (nik(1), "", "mungkin", ""),
        (nik(1), "", "Layak", ""),
    )
    address = (await bring(officer, file, name="hasil.xlsx")).headers["location"]
    page = await officer.get(address)
    said = words(page)
    assert "7 dari 8 baris perlu diperbaiki" in said
    assert set(re.findall(r"Baris (\d+)</strong></td>", page.text)) == set("3456789")
    for sentence in ("belum diteruskan", "Tidak ada pendaftaran", "Ubah kolom NIK menjadi Teks", "perlu alasannya"):
        assert sentence in said
    assert '<button type="submit">Jalankan</button>' not in page.text
    await run(officer, address)
    assert tables.column("imports", "state") == ["checked"]
    assert sorted(tables.column("registrations", "status")) == ["forwarded", "sent"]
    assert tables.rows("jobs") == []


async def test_what_changed_since_the_preview_stops_all_of_it(
    app: FastAPI, bot: httpx.AsyncClient, officer: Any, settings: Settings, tables: Tables
) -> None:
    numbers = [await registered(app, bot, place, *FORWARDED) for place in (1, 2)]
    assert len(numbers) == 2
    file = csv_file(RESULTS, (nik(1), "", "Layak", ""), (nik(2), "", "Layak", ""))
    address = (await bring(officer, file)).headers["location"]
    await run(officer, address)
    async with app.state.sessions.begin() as session:
        await session.execute(
            text("UPDATE registrations SET status = 'withdrawn' WHERE number = :n"), {"n": numbers[1].replace("-", "")}
        )
    async with worker(settings) as all_done:
        await all_done()
    assert sorted(tables.column("registrations", "status")) == ["forwarded", "withdrawn"]
    said = words(await officer.get(address))
    assert "Tidak ada yang diubah" in said
    assert "1 dari 2 baris perlu diperbaiki" in said


async def test_the_same_file_twice_is_carried_out_once(
    app: FastAPI, bot: httpx.AsyncClient, officer: Any, settings: Settings, tables: Tables
) -> None:
    await registered(app, bot, 1, *FORWARDED)
    file = csv_file(RESULTS, (nik(1), "", "Layak", ""))
    first, again = await bring(officer, file), await bring(officer, file)
    assert first.headers["location"] == again.headers["location"]
    async with worker(settings) as all_done:
        await run(officer, first.headers["location"])
        await run(officer, first.headers["location"])
        await all_done()
    assert len(tables.rows("jobs")) == 1
    refused = await bring(officer, file)
    assert refused.status_code == 422
    assert "sudah diimpor" in words(refused)


async def test_a_payment_list_is_kept_sealed_and_counts_when_all_of_it_is_there(
    app: FastAPI, bot: httpx.AsyncClient, officer: Any, settings: Settings, tables: Tables
) -> None:
    await registered(app, bot, 1)
    file = workbook(
        PAYMENTS,
        (nik(1), "Contoh Satu", "PKH", "Tahap 4", "Rp 750.000", "Kantor Pos Giri", date(2026, 11, 24)),
        (nik(7), "Contoh Tujuh", "Sembako", 4, 600000, "Balai Desa", "24/11/2026"),
    )
    address = (await bring(officer, file, "payments", "salur.xlsx")).headers["location"]
    assert "Rp 750.000" in words(await officer.get(address))
    async with worker(settings) as all_done:
        await run(officer, address)
        await all_done()
    rows = sorted(tables.rows("payments"), key=lambda row: row["row"])
    assert [(row["programme"], row["stage"], row["amount"], row["day"]) for row in rows] == [
        ("PKH", 4, 750_000, date(2026, 11, 24)),
        ("Sembako", 4, 600_000, date(2026, 11, 24)),
    ]
    assert [row["desa"] for row in rows] == ["35.10.16.1007", None]
    dump = tables.dump()
    assert nik(7) not in dump
    assert "Contoh Tujuh" not in dump
    assert "salur.xlsx" not in dump
    again = workbook(PAYMENTS, (nik(1), "", "pkh", "4", "750000", "Kantor Pos", "2026-12-01"))
    other = (await bring(officer, again, "payments")).headers["location"]
    assert "sudah ada di daftar" in words(await officer.get(other))


async def test_a_job_that_was_broken_off_goes_on_with_the_rows_that_are_missing(
    app: FastAPI, officer: Any, settings: Settings, tables: Tables
) -> None:
    rows = [(nik(place), "", "PKH", "4", "750000", "Balai Desa", "24/11/2026") for place in range(1, 1201)]
    address = (await bring(officer, csv_file(PAYMENTS, *rows), "payments")).headers["location"]
    await run(officer, address)
    (brought,) = tables.column("imports", "id")
    # Taking it up, checking it, and two batches.
    with pytest.raises(ConnectionError):
        await carry_out(workshop(app, settings, breaks_off_after=4), brought)
    assert (len(tables.rows("payments")), tables.column("imports", "state")) == (1000, ["running"])
    assert "1.000 dari 1.200 baris" in words(await officer.get(address))
    await carry_out(workshop(app, settings), brought)
    assert (len(tables.rows("payments")), tables.column("imports", "state")) == (1200, ["done"])
    assert (tables.column("jobs", "done"), tables.column("jobs", "total")) == ([1200], [1200])


async def test_payments_are_found_by_a_new_look_up_key(
    app: FastAPI, officer: Any, settings: Settings, tables: Tables
) -> None:
    file = csv_file(PAYMENTS, (nik(1), "", "PKH", "4", "750000", "Balai Desa", "24/11/2026"))
    await run(officer, (await bring(officer, file, "payments")).headers["location"])
    (brought,) = tables.column("imports", "id")
    await carry_out(workshop(app, settings), brought)
    (before,) = tables.rows("payments")
    async for _ in rotate_lookup(app.state.engine, app.state.sessions, app.state.keyring, actor="operator"):
        pass
    (after,) = tables.rows("payments")
    assert (after["nik_hash_a"], before["nik_hash_b"]) == (None, None)
    assert after["nik_hash_b"] not in (None, before["nik_hash_a"])


async def test_an_officer_of_one_desa_imports_nothing_for_another(app: FastAPI, bot: httpx.AsyncClient) -> None:
    await registered(app, bot, 1, *FORWARDED)
    someone = await somebody(app, "tetangga", areas=("35.10.16.1001",))
    async with signed_in(app, someone) as browser:
        results = await bring(browser, csv_file(RESULTS, (nik(1), "", "Layak", "")))
        unknown = await bring(browser, csv_file(RESULTS, (nik(9), "", "Layak", "")))
        pages = [words(await browser.get(each.headers["location"])) for each in (results, unknown)]
        assert all("Tidak ada pendaftaran yang masih berjalan dengan NIK ini" in page for page in pages)
        paid = csv_file(PAYMENTS, (nik(1), "", "PKH", "4", "750000", "Balai Desa", "24/11/2026"))
        page = await browser.get((await bring(browser, paid, "payments")).headers["location"])
        assert "Tidak ada pendaftaran yang masih berjalan" in words(page)


async def test_nobody_else_sees_somebodys_file(app: FastAPI, officer: Any) -> None:
    address = (await bring(officer, csv_file(RESULTS, (nik(1), "", "Layak", "")))).headers["location"]
    async with signed_in(app, await somebody(app, "orang.lain")) as browser:
        assert (await browser.get(address)).status_code == 404
        assert (await run(browser, address)).status_code == 404
        assert "Belum ada berkas" in words(await browser.get("/console/impor"))


def zip_bomb(size: int = 90 * 1024 * 1024) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * size)
    return packed.getvalue()


ROW = (nik(1), "Contoh", "Layak", "")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "belum berisi baris"),
        (csv_file(RESULTS), "belum berisi baris"),
        (csv_file(("NIK", "Nama lengkap"), (nik(1), "Contoh")), "Kolom yang belum ada: Hasil"),
        (csv_file(("NIK", "NIK", "Hasil"), (nik(1), nik(1), "Layak")), "Kolom NIK ada dua kali"),
        (csv_file(RESULTS, (nik(1), '=HYPERLINK("x")', "Layak", "")), "Baris 2 berisi rumus"),
        (workbook(RESULTS, ROW, (nik(2), "=1+1", "Layak", "")), "Baris 3 berisi rumus"),
        (csv_file(RESULTS, ROW, encoding="utf-16"), "CSV UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "bukan Excel dan bukan CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 100, "Excel lama"),
        (b"PK\x03\x04" + b"x" * 100, "tidak dapat dibaca sebagai Excel"),
        (workbook(RESULTS, ROW)[:-40], "tidak dapat dibaca sebagai Excel"),
        (csv_file(RESULTS, ROW, (nik(2), '"Contoh', "Layak", "")), "tanda kutip"),
        (csv_file(RESULTS, *[ROW] * 5_001), "lebih dari 5000 baris"),
    ],
)
async def test_a_file_that_cannot_be_read_is_refused_in_words(
    officer: Any, tables: Tables, content: bytes, said: str
) -> None:
    await refused(officer, tables, content, said)


async def test_a_file_that_unpacks_to_too_much_is_refused_in_words(officer: Any, tables: Tables) -> None:
    await refused(officer, tables, zip_bomb(), "terlalu besar")


async def refused(officer: Any, tables: Tables, content: bytes, said: str) -> None:
    answer = await bring(officer, content)
    assert answer.status_code == 422
    assert said in words(answer)
    assert (tables.rows("imports"), tables.rows("file_parts")) == ([], [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("by", [",", ";", "\t"])
async def test_files_of_all_usual_programs_are_read(
    app: FastAPI, bot: httpx.AsyncClient, officer: Any, encoding: str, by: str
) -> None:
    await registered(app, bot, 1, *FORWARDED)
    file = csv_file(("nomor nik", "NAMA", "hasil"), (nik(1), "Contoh Renée", "layak"), by=by, encoding=encoding)
    page = await officer.get((await bring(officer, file)).headers["location"])
    assert "Semua 1 baris dapat dijalankan" in words(page)


async def test_a_file_of_a_hundred_megabytes_is_refused_on_a_page(officer: Any, tables: Tables) -> None:
    answer = await bring(officer, b"x" * 100_000_000)
    assert answer.status_code == 413
    assert "lebih dari 20 MB" in words(answer)
    assert tables.rows("file_parts") == []


async def test_what_was_not_carried_out_is_thrown_away_after_a_day(app: FastAPI, officer: Any, tables: Tables) -> None:
    await bring(officer, csv_file(RESULTS, (nik(1), "", "Layak", "")))
    for hours, left in ((23, 1), (25, 0)):
        async with app.state.sessions.begin() as session:
            await forget_unused(session, utc_now() + timedelta(hours=hours))
        assert (len(tables.rows("imports")), len(tables.rows("file_parts"))) == (left, left)


async def test_of_a_file_that_was_carried_out_nothing_but_the_fact_is_kept_after_a_day(
    app: FastAPI, bot: httpx.AsyncClient, officer: Any, settings: Settings, tables: Tables
) -> None:
    await registered(app, bot, 1, *FORWARDED)
    brought = await bring(officer, csv_file(RESULTS, (nik(1), "", "Layak", "")), name="Bu Contoh Sumiati.csv")
    await run(officer, brought.headers["location"])
    (row,) = tables.column("imports", "id")
    await carry_out(workshop(app, settings), row)
    assert tables.rows("file_parts") == []
    assert "Bu Contoh Sumiati.csv" in words(await officer.get("/console/impor"))
    for hours, kept in ((23, True), (25, False)):
        async with app.state.sessions.begin() as session:
            await forget_unused(session, utc_now() + timedelta(hours=hours))
        assert [name is not None for name in tables.column("imports", "name")] == [kept]
    assert "nama berkas sudah dihapus" in words(await officer.get("/console/impor"))
    assert "nama berkas sudah dihapus" in words(await officer.get(brought.headers["location"]))


async def test_a_file_that_no_worker_went_on_with_is_given_up_after_a_day(
    app: FastAPI, officer: Any, tables: Tables, settings: Settings
) -> None:
    brought = await bring(officer, csv_file(PAYMENTS, (nik(1), "Contoh", *PAID), (nik(2), "Contoh", *PAID)), "payments")
    await run(officer, brought.headers["location"])
    (row,) = tables.column("imports", "id")
    with pytest.raises(ConnectionError):
        await carry_out(workshop(app, settings, breaks_off_after=3), row)
    async with app.state.sessions.begin() as session:
        await forget_unused(session, utc_now() + timedelta(hours=25))
    assert [tables.rows(name) for name in ("imports", "file_parts", "payments")] == [[], [], []]
    assert tables.column("jobs", "state") == ["stopped"]


async def test_a_payment_is_in_the_desa_of_whoever_registered_and_not_of_who_else_sent_the_nik_in(
    app: FastAPI, bot: httpx.AsyncClient, officer: Any, settings: Settings, tables: Tables
) -> None:
    await registered(app, bot, 1)
    stranger = submission(ELSEWHERE, **family_of(1) | {"kecamatan": "35.10.15", "desa": "35.10.15.2004"})
    answer = await bot.post("/api/v1/registrations", json=stranger, headers={"Idempotency-Key": "key-stranger"})
    assert answer.status_code == 201, answer.text
    own = next(row["desa"] for row in tables.rows("registrations") if row["status"] == "sent")
    brought = await bring(officer, csv_file(PAYMENTS, (nik(1), "Contoh Satu", *PAID)), "payments")
    async with worker(settings) as all_done:
        await run(officer, brought.headers["location"])
        await all_done()
    assert tables.column("payments", "desa") == [own]
