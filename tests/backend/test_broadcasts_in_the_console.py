"""From the composer's form to the last recipient, as the office sees it."""

from __future__ import annotations

import asyncio
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from typer.testing import CliRunner

from backend.auth.areas import AreaScope
from backend.auth.permissions import Role
from backend.broadcasts.states import State
from deploy.cli import app as cli
from tests.backend.broadcasts import TEXT, composed, found, materialised, paid, prepared
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


class Filled(HTMLParser):
    """What a browser would send of the forms on a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._inside, self._typed = "", False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name, value = given.get("name", ""), given.get("value", "")
        match tag:
            case "select" | "textarea":
                self._inside, self._typed = name, tag == "textarea"
                self.fields[name] = ""
            case "option" if "selected" in given:
                self.fields[self._inside] = value
            case "input" if given.get("type") != "checkbox" or "checked" in given:
                self.fields[name] = value

    def handle_endtag(self, tag: str) -> None:
        self._typed = False

    def handle_data(self, data: str) -> None:
        if self._typed:
            self.fields[self._inside] += data


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


async def test_what_nobody_approved_yet_is_changed_in_its_form_and_has_to_be_counted_and_asked_for_anew(
    app: FastAPI, bot: httpx.AsyncClient, composer: Browser, approver: Browser, settings: Settings
) -> None:
    await registered(app, bot, 1)
    typed = {"title": "Kantor tutup", "text": "Yth. {nama}, kantor tutup Jumat.", "from_hour": "0", "until_hour": "24"}
    place = {"kecamatan": "35.10.16", "desa": "35.10.16.1007"}
    address = (await composer.send_form("/console/kabar", **typed, **place)).headers["location"]
    row = row_of(address)
    await take(composer, address, "preview")
    await prepared(app, settings, row)
    seen = words(await approver.get(address))
    assert "kantor tutup Jumat" in seen
    assert "Ubah isi" not in seen
    assert (await approver.get(f"{address}/ubah")).status_code == 403
    form = (await composer.get(f"{address}/ubah")).text
    for filled in ('value="Kantor tutup"', "kantor tutup Jumat.</textarea>", '"35.10.16.1007" selected', 'value="24"'):
        assert filled in form
    old = (await found(app, row)).composed_at
    empty = await composer.send_form(f"{address}/ubah", **typed | {"title": ""}, **place)
    assert (empty.status_code, "Judul perlu diisi" in words(empty)) == (422, True)
    changed = await composer.send_form(f"{address}/ubah", **typed | {"text": "Yth. {nama}, tutup Kamis."}, **place)
    assert changed.headers["location"] == address
    draft = await found(app, row)
    assert (draft.state, draft.text, draft.preview) == (State.DRAFT, "Yth. {nama}, tutup Kamis.", None)
    assert (await take(approver, address, "approved")).status_code == 409
    await take(composer, address, "preview")
    await prepared(app, settings, row)
    # Whoever still has the page of before approves nothing that they have not read.
    blind = await approver.send_form(f"{address}/langkah", ke="approved", disusun=old.isoformat())
    assert (blind.status_code, "Mohon baca lagi" in words(blind)) == (409, True)
    assert (await take(approver, address, "approved")).status_code == 303
    assert (await composer.get(f"{address}/ubah")).status_code == 409
    assert (await composer.send_form(f"{address}/ubah", **typed, **place)).status_code == 409
    assert (await found(app, row)).text == "Yth. {nama}, tutup Kamis."


async def test_a_form_that_is_only_saved_again_changes_nothing(app: FastAPI, composer: Browser) -> None:
    areas = AreaScope(frozenset({"35.10.16.1007", "35.10.17"}))
    row = await composed(app, areas=areas, asks_after=True, template="HX" + "4" * 32, text=f"{TEXT} CEK {{kode}}")
    before = await found(app, row)
    page = await composer.get(f"/console/kabar/{row}/ubah")
    assert "Seperti semula:" in words(page)
    await composer.send_form(f"/console/kabar/{row}/ubah", **Filled(page.text).fields)
    after = await found(app, row)
    kept = ("title", "text", "bring", "areas", "template", "programme", "stage", "import_id", "status", "from_hour",
            "until_hour", "asks_after", "asking_template")  # fmt: skip
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]
    assert after.composed_by != before.composed_by
