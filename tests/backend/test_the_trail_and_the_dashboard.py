"""What an auditor sees of who did and saw what, and how the campaign goes."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import httpx
import pytest
from asgi_lifespan import LifespanManager
from pydantic import SecretStr
from sqlalchemy import create_engine, text

from backend.app import create_app
from backend.audit.roots import root
from backend.auth.permissions import Role
from backend.clock import local_date
from backend.seed import seed
from tests.backend.families import submission
from tests.backend.keys import register
from tests.office import signed_in, somebody, vault_of, words

if TYPE_CHECKING:
    from fastapi import FastAPI

    from backend.settings import Settings
    from tests.backend.conftest import Tables

REASON = "Menelepon keluarga untuk mencocokkan data"


async def registered(bot: httpx.AsyncClient) -> str:
    answer = await bot.post("/api/v1/registrations", json=submission(), headers={"Idempotency-Key": "key-trail"})
    number: str = answer.json()["number"]
    return number


async def test_an_auditor_sees_who_opened_which_field(app: FastAPI, bot: httpx.AsyncClient) -> None:
    number = await registered(bot)
    siti = await somebody(app, "siti.aminah", Role.OFFICER, name="Contoh Siti Aminah")
    async with signed_in(app, siti) as browser:
        await browser.send_form(f"/console/registrations/{number}/buka", field="nik", reason=REASON)
    async with signed_in(app, await somebody(app, "auditor", Role.AUDITOR)) as browser:
        page = await browser.get("/console/catatan", params={"pelaku": "siti.aminah", "jenis": "dilihat"})
        assert "Contoh Siti Aminah Membuka data , NIK " + number in words(page)
        today = local_date(datetime.now(UTC))
        filters = [{"nomor": number}, {"hari": today.isoformat()}, {"hari": "x", "jenis": "x", "mulai": "x"}]
        for chosen in filters:
            assert "Membuka data" in words(await browser.get("/console/catatan", params=chosen))
        others = [{"nomor": "1234-567-890"}, {"hari": (today - timedelta(days=1)).isoformat()}, {"pelaku": "lain"}]
        for chosen in [*others, {"jenis": "diubah"}]:
            assert "Membuka data" not in words(await browser.get("/console/catatan", params=chosen))


async def test_an_entry_that_was_edited_and_a_root_are_told(
    app: FastAPI, bot: httpx.AsyncClient, tables: Tables
) -> None:
    await registered(bot)
    async with app.state.sessions.begin() as session:
        await root(session, local_date(datetime.now(UTC)), datetime.now(UTC) + timedelta(days=1))
    async with signed_in(app, await somebody(app, "auditor", Role.AUDITOR)) as browser:
        page = words(await browser.get("/console/catatan"))
        assert ("Tidak cocok" in page, "Ujung setiap rantai ada di tempatnya" in page) == (False, True)
        assert tables.rows("audit_roots")[0]["root"].hex() in page
        engine = create_engine(tables.url)
        with engine.begin() as connection:
            connection.execute(text("SET session_replication_role = replica"))
            connection.execute(text("UPDATE audit SET actor = 'office' WHERE lane = 0"))
        engine.dispose()
        assert "Tidak cocok" in words(await browser.get("/console/catatan"))


@pytest.mark.parametrize(("area", "there"), [("35.10.16", True), ("35.10.01", False)])
async def test_who_audits_a_part_sees_what_was_done_there(
    app: FastAPI, bot: httpx.AsyncClient, area: str, there: bool
) -> None:
    number = await registered(bot)
    async with signed_in(app, await somebody(app, "auditor", Role.AUDITOR, areas=(area,))) as browser:
        page = words(await browser.get("/console/catatan"))
        assert ("Pendaftaran diterima" in page, number in page, "Keutuhan catatan" in page) == (there, there, False)


async def test_the_log_is_paged(app: FastAPI) -> None:
    async with app.state.sessions.begin() as session:
        await seed(session, 40, await vault_of(app, session), datetime.now(UTC))
    seen = 0
    async with signed_in(app, await somebody(app, "auditor", Role.AUDITOR)) as browser:
        address, many = "/console/catatan", []
        while address:
            page = (await browser.get(address)).text
            many.append(page.count('<tr role="row">') - 1)
            onward = page.split('rel="next" href="')
            address = onward[1].split('"')[0].replace("&amp;", "&") if len(onward) > 1 else ""
            seen += many[-1]
        assert (many[0], f"{seen} catatan" in page) == (25, True)


async def test_the_dashboard_counts_what_is_in_the_own_areas(
    app: FastAPI, bot: httpx.AsyncClient, officer: httpx.AsyncClient
) -> None:
    async with app.state.sessions.begin() as session:
        await seed(session, 60, await vault_of(app, session), datetime.now(UTC))
    await registered(bot)
    page = words(await officer.get("/console/dasbor"))
    assert "Pendaftaran 61 Menunggu petugas" in page
    assert "Per kecamatan" in page
    of_one = words(await officer.get("/console/dasbor", params={"kecamatan": "35.10.16"}))
    assert "Dasbor Kecamatan Banyuwangi" in of_one
    async with signed_in(app, await somebody(app, "desa", Role.OFFICER, areas=("35.10.16.1007",))) as browser:
        own = words(await browser.get("/console/dasbor", params={"kecamatan": "35.10.01"}))
    assert "Per desa/kelurahan" in own
    assert "Pesanggaran" not in own


async def test_the_dashboard_of_an_empty_registry_says_that_nobody_waits(officer: httpx.AsyncClient) -> None:
    assert "Pendaftaran 0 Menunggu petugas 0 Lama menunggu, nilai tengah \u2013" in words(
        await officer.get("/console/dasbor")
    )


async def test_a_process_whose_keys_do_not_fit_the_database_is_not_ready(
    settings: Settings, visitor: httpx.AsyncClient
) -> None:
    assert (await visitor.get("/readyz")).status_code == 200
    other = "k1:" + base64.b64encode(bytes(range(1, 33))).decode()
    app = create_app(settings.model_copy(update={"data_keys": SecretStr(other)}))
    async with (
        LifespanManager(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://registry.test") as asking,
    ):
        assert (await asking.get("/readyz")).status_code == 503
        assert (await asking.get("/healthz")).status_code == 200


async def test_who_was_shown_a_page_of_families_is_noted_with_whose_they_were(
    bot: httpx.AsyncClient, officer: httpx.AsyncClient, tables: Tables
) -> None:
    numbers = [(await register(bot, place)).json()["number"] for place in range(2)]
    for path in ("/console", "/console/pendaftaran", "/console/tidak-terkirim"):
        assert (await officer.get(path)).status_code == 200
    noted = [row for row in tables.rows("audit") if row["action"] == "seen.list"]
    assert [row["subject"] for row in noted] == ["queue", "registrations"]
    assert [sorted(row["details"]["numbers"]) for row in noted] == [sorted(numbers)] * 2
    assert {row["details"]["rows"] for row in noted} == {2}
