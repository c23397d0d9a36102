"""The console in a real browser: on a phone, on a desk, by keyboard."""

from __future__ import annotations

import os
import socket
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn

from backend.app import create_app
from backend.clock import local_date
from backend.duplicates.finding import compare_waiting
from backend.question_counts.examples import seed_counts
from backend.seed import seed
from tests.office import signed_in, somebody

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx
    from fastapi import FastAPI
    from playwright.async_api import Browser, Page

    from backend.settings import Settings

pytestmark = pytest.mark.e2e

PHONE, DESK = 360, 1280
"""CSS pixels."""


@pytest.fixture
def address(settings: Settings) -> Iterator[str]:
    with closing(socket.create_server(("127.0.0.1", 0))) as sock:
        server = uvicorn.Server(uvicorn.Config(create_app(settings), log_config=None))
        serving = threading.Thread(target=server.run, kwargs={"sockets": [sock]})
        serving.start()
        yield f"http://127.0.0.1:{sock.getsockname()[1]}"
        server.should_exit = True
        serving.join()


async def to_section(page: Page, name: str) -> None:
    """Go to a section of the console, which on a phone lies behind a button, and wait until its page is there."""
    menu = page.get_by_role("button", name="Menu", exact=True)
    if await menu.is_visible():
        await menu.click()
    section = page.get_by_role("link", name=name, exact=True)
    leads_to = await section.get_attribute("href")
    await section.click()
    await page.wait_for_url(f"**{leads_to}")


async def fits(page: Page, width: int, name: str) -> None:
    """Nothing is wider than a screen of this width. `SCREENSHOTS=folder` keeps what was seen."""
    await page.set_viewport_size({"width": width, "height": 800})
    if folder := os.environ.get("SCREENSHOTS"):
        await page.screenshot(path=Path(folder) / f"{name.replace('/', '-')}-{width}.png", full_page=True)
    assert await page.evaluate("document.documentElement.scrollWidth") <= width, name


async def opened(app: FastAPI, browser: Browser, address: str, width: int) -> tuple[Page, list[str]]:
    context = await browser.new_context(viewport={"width": width, "height": 800})
    async with signed_in(app, await somebody(app)) as officer:
        await context.add_cookies([{"name": "bansos", "value": officer.cookies["bansos"], "url": address}])
    page = await context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.goto(f"{address}/console")
    return page, complaints


async def fill(app: FastAPI, count: int) -> None:
    async with app.state.sessions.begin() as session:
        await seed_counts(session, local_date(datetime.now(UTC)))
        await seed(session, count, await app.state.keyring.vault(session), datetime.now(UTC))


# What a finger can hit (WCAG 2.2, 2.5.8), in CSS pixels; links within a sentence are not asked for it.
FINGER = 24
TOO_SMALL = """least => [...document.querySelectorAll('main :is(a, button, select, summary)')]
    .filter(each => each.offsetParent && !each.closest('p:not(.back)') && !each.closest('ol, details'))
    .filter(each => each.getBoundingClientRect().height < least).map(each => each.textContent.trim())"""


async def test_every_page_fits_and_the_browser_has_no_complaint(app: FastAPI, browser: Browser, address: str) -> None:
    await fill(app, 14)
    async for _ in compare_waiting(app.state.sessions, app.state.keyring):
        pass
    page, complaints = await opened(app, browser, address, PHONE)
    for path in (
        "/console",
        "detail",
        "/console/pendaftaran",
        "/console/alur",
        "/console/alur?alur=status",
        "/console/dasbor",
        "/console/cari",
        "/console/hak",
        "/console/ekspor",
        "/console/impor",
        "/console/pekerjaan",
        "/console/akun",
        "/console/ganda",
        "pair",
        "/console/cek-ulang",
        "/docs",
    ):
        if path == "detail":
            await page.locator(".who a").first.click()
            await page.wait_for_url("**/console/registrations/*")
        elif path == "pair":
            await page.locator("main h2 a").first.click()
            await page.wait_for_url("**/console/ganda/*")
        else:
            await page.goto(address + path)
        for width in (DESK, PHONE):
            await fits(page, width, path)
            if path != "/docs":
                assert await page.evaluate(TOO_SMALL, FINGER) == [], (width, path)
    assert complaints == []


async def test_an_address_that_leads_nowhere_is_told_on_a_page(visitor: httpx.AsyncClient) -> None:
    for path in ("/console/tidak-ada", "/console/impor/bukan-nomor"):
        answer = await visitor.get(path, follow_redirects=True)
        assert "<html" in answer.text
    assert (await visitor.get("/console/tidak-ada")).status_code == 404


async def test_a_list_is_narrowed_and_a_family_opened_by_keyboard_alone(
    app: FastAPI, browser: Browser, address: str
) -> None:
    await fill(app, 14)
    page, _ = await opened(app, browser, address, 1280)
    await page.goto(f"{address}/console/pendaftaran")
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.textContent") == "Langsung ke isi"
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Tab")
    await page.keyboard.type("NIK ganda")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/console/pendaftaran?**status=conflict")
    assert await page.locator(".tag-conflict").count() == await page.locator(".who").count() == 1
    await page.locator(".who a").focus()
    await page.keyboard.press("Enter")
    await page.get_by_role("heading", name="Yang perlu dilihat").wait_for()


async def test_a_family_is_found_with_the_slash_key_and_a_field_opened_where_it_was_masked(
    app: FastAPI, browser: Browser, address: str
) -> None:
    await fill(app, 3)
    page, complaints = await opened(app, browser, address, 360)
    number = await page.locator(".who .number").first.inner_text()
    await page.keyboard.press("/")
    await page.keyboard.type(number.replace("-", " "))
    await page.keyboard.press("Enter")
    await page.wait_for_url(f"**/console/registrations/{number}")
    await page.get_by_text("Buka satu data").first.click()
    await page.get_by_label("Data yang dibuka").select_option("nik")
    await page.locator("#buka-alasan").fill("Menelepon keluarga untuk mencocokkan data")
    await page.get_by_role("button", name="Buka satu data").click()
    shown = page.locator(".revealed-value")
    await shown.wait_for()
    assert len(await shown.inner_text()) == 16
    assert page.url.endswith(number)
    assert await page.evaluate("document.documentElement.scrollWidth") <= 360
    assert complaints == []
