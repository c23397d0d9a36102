"""From the composer's form to the last recipient, as the office sees it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from typer.testing import CliRunner

from backend.auth.permissions import Role
from backend.broadcasts.states import State
from deploy.cli import app as cli
from tests.backend.broadcasts import TEXT, found, materialised, paid, prepared
from tests.backend.conftest import DATA_KEYS
from tests.backend.files import nik, registered, worker
from tests.backend.test_sending_broadcasts import PLAIN, claim, intend, settle
from tests.office import Browser, signed_in, somebody, words

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx
    from fastapi import FastAPI

    from backend.settings import Settings
    from tests.backend.conftest import Tables

pytestmark = pytest.mark.usefixtures("empty_queue")

SAID = {
    "title": "PKH tahap 3", "text": TEXT, "bring": "KTP dan KKS", "programme": "PKH", "stage": "3", "from_hour": "0",
    "until_hour": "24",
}  # fmt: skip


@pytest.fixture
async def composer(app: FastAPI) -> AsyncIterator[Browser]:
    async with signed_in(app, await somebody(app, "penyusun", Role.COMPOSER, Role.APPROVER)) as browser:
        yield browser


@pytest.fixture
async def approver(app: FastAPI) -> AsyncIterator[Browser]:
    async with signed_in(app, await somebody(app, "penyetuju", Role.APPROVER)) as browser:
        yield browser


async def take(browser: Browser, address: str, to: str) -> httpx.Response:
    return await browser.send_form(f"{address}/langkah", ke=to)


def row_of(address: str) -> UUID:
    return UUID(address.rpartition("/")[2])


async def test_one_composes_another_approves_and_everybody_is_accounted_for(
    app: FastAPI,
    bot: httpx.AsyncClient,
    officer: httpx.AsyncClient,
    composer: Browser,
    approver: Browser,
    settings: Settings,
    tables: Tables,
) -> None:
    for place in (1, 2, 3):
        await registered(app, bot, place)
    await paid(officer, settings, *map(nik, (1, 2, 3)), "3510165708459901")
    address = (await composer.send_form("/console/kabar", **SAID)).headers["location"]
    row = row_of(address)
    assert "Rancangan" in words(await composer.get(address))
    async with worker(settings) as all_done:
        await take(composer, address, "preview")
        await all_done()
    page = words(await approver.get(address))
    assert "3 nomor untuk 3 keluarga" in page
    assert "Tidak dikirimi: Tidak ada nomor yang terdaftar 1 penerima, 1 keluarga" in page
    assert "Yth. C*** S***, bantuan PKH tahap 3 Rp 600.000 cair di Balai Desa Pakis, Selasa, 24 November 2026." in page
    assert "Setujui" not in words(await composer.get(address))
    assert (await take(composer, address, "approved")).status_code == 409
    assert (await take(approver, address, "approved")).status_code == 303
    await prepared(app, settings, row)
    assert (await take(approver, address, "canary")).status_code == 303
    assert "0 dari 3" in words(await composer.get(address))
    intent, may = await intend(bot, await claim(bot, 2))
    await settle(bot, intent, may)
    page = words(await composer.get(address))
    assert "2 dari 3" in page
    assert "Perkiraan selesai" in page
    await take(composer, address, "paused")
    assert (await found(app, row)).state is State.PAUSED
    assert await claim(bot) == []
    await take(approver, address, "running")
    await take(composer, address, "cancelled")
    assert "Dibatalkan" in words(await composer.get(address))
    listed = words(await composer.get(address, params={"lihat": "skipped"}))
    assert "Tidak ada nomor yang terdaftar" in listed
    file = (await composer.get(f"{address}/penerima.csv")).text
    assert file.count("Diterima saluran") == 2
    assert "Sumiati" not in file
    assert len(file.splitlines()) == 5
    assert "broadcast.exported" in tables.column("audit", "action")


async def test_the_office_sends_once_more_to_those_who_certainly_did_not_get_it_and_says_why(
    app: FastAPI, bot: httpx.AsyncClient, approver: Browser, settings: Settings, tables: Tables
) -> None:
    for place in (1, 2):
        await registered(app, bot, place)
    address = f"/console/kabar/{await materialised(app, settings, **PLAIN)}"
    assert "Kirim sekali lagi" not in words(await approver.get(address))
    await take(approver, address, "canary")
    intent, (full, blocked) = await intend(bot, await claim(bot))
    await settle(bot, intent, [full], "rejected", reason="twilio 63017")
    await settle(bot, intent, [blocked], "rejected", reason="blocked")
    page = words(await approver.get(address))
    assert "Kirim sekali lagi Kepada siapa 1 orang: Tidak terkirim karena saluran sedang ramai." in page
    refused = await approver.send_form(f"{address}/lagi", siapa="passing", alasan="ya")
    assert (refused.status_code, "Mohon tulis alasannya" in words(refused)) == (422, True)
    sent = await approver.send_form(f"{address}/lagi", siapa="passing", alasan="Saluran sudah tidak ramai lagi")
    assert sent.status_code == 303
    assert "Kirim sekali lagi" not in words(await approver.get(address))
    await take(approver, address, "running")
    assert [each["id"] for each in await claim(bot)] == [full]
    [kept] = [each["details"] for each in tables.rows("audit") if each["action"] == "broadcast.sent_again"]
    assert (kept["people"], kept["reason"]) == (1, "Saluran sudah tidak ramai lagi")


async def test_a_form_that_cannot_be_sent_says_what_to_change_and_keeps_what_was_typed(composer: Browser) -> None:
    answer = await composer.send_form("/console/kabar", **SAID | {"text": "Halo {siapa}", "until_hour": "0"})
    assert answer.status_code == 422
    assert "Isian {siapa} tidak dikenal" in words(answer)
    assert "Jam mulai harus sebelum jam selesai." in words(answer)
    assert "Halo {siapa}" in answer.text


async def test_who_only_approves_is_offered_no_form(approver: Browser) -> None:
    assert "Susun kabar" not in words(await approver.get("/console/kabar"))
    assert (await approver.send_form("/console/kabar", **SAID)).status_code == 403


async def test_the_command_begins_what_was_approved_and_shows_how_it_ends(
    app: FastAPI, bot: httpx.AsyncClient, settings: Settings
) -> None:
    for place in (1, 2):
        await registered(app, bot, place)
    row = await materialised(app, settings, **PLAIN)
    number = f"K-{(await found(app, row)).number:06}"
    given = {"DATABASE_URL": settings.database_url, "DATA_KEYS": DATA_KEYS}
    shown = asyncio.create_task(asyncio.to_thread(CliRunner().invoke, cli, ["broadcast", "run", number], env=given))
    async with asyncio.timeout(20):
        claimed = []
        while not claimed:
            claimed = await claim(bot)
        intent, may = await intend(bot, claimed)
        await settle(bot, intent, may)
        while (await found(app, row)).state is not State.DONE:
            assert await claim(bot) == []
        result = await shown
    assert result.exit_code == 0, result.output
    assert "accepted: 2" in result.output
    again = await asyncio.to_thread(CliRunner().invoke, cli, ["broadcast", "run", number], env=given)
    assert again.exit_code == 1
    assert "it cannot begin now" in again.output
