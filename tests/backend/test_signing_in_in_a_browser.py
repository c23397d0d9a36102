"""Signing in as an officer does it: on a phone and on a desk, with the keyboard, in a real browser."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from backend.auth.one_time_codes import code_now
from backend.auth.permissions import Role
from backend.seed import seed
from tests.backend.families import submission
from tests.backend.test_the_console_in_a_browser import DESK, PHONE, address, fits, to_section
from tests.office import PASSWORD, somebody

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI
    from playwright.async_api import Browser, Page

    from tests.office import Someone

__all__ = ["address"]

pytestmark = pytest.mark.e2e

HERE = "35.10.16.1007"


async def at_the_door(browser: Browser, address: str, width: int = DESK) -> tuple[Page, list[str]]:
    context = await browser.new_context(viewport={"width": width, "height": 800})
    page = await context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.goto(f"{address}/console")
    return page, complaints


async def gives_password(page: Page, user_name: str, password: str = PASSWORD) -> None:
    await page.get_by_label("Nama pengguna").fill(user_name)
    await page.get_by_label("Kata sandi").fill(password)
    await page.get_by_role("button", name="Lanjut").click()


async def enters(page: Page, someone: Someone) -> None:
    await gives_password(page, someone.user_name)
    await page.get_by_label("Kode").fill(someone.code())
    await page.get_by_role("button", name="Masuk").click()


async def fits_everywhere(page: Page, name: str) -> None:
    """Nothing is wider than a desk's screen or a phone's, on which it goes on."""
    for width in (DESK, PHONE):
        await fits(page, width, name)


async def test_by_keyboard_alone_with_a_wrong_code_first_and_out_again(
    app: FastAPI,
    browser: Browser,
    address: str,
) -> None:
    someone = await somebody(app)
    page, complaints = await at_the_door(browser, address)
    await page.get_by_label("Nama pengguna").focus()
    for typed in (someone.user_name, PASSWORD):
        await page.keyboard.type(typed)
        await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await page.get_by_label("Kode").focus()
    await page.keyboard.type("000000")
    await page.keyboard.press("Enter")
    assert "Kode belum cocok" in await page.get_by_role("alert").inner_text()
    await page.get_by_label("Kode").fill(someone.code())
    await page.keyboard.press("Enter")
    await page.get_by_role("heading", name="Antrean kerja").wait_for()
    await page.get_by_role("button", name="Keluar").click()
    assert "sudah keluar" in await page.get_by_role("status").inner_text()
    await page.goto(f"{address}/console")
    assert page.url.endswith("/console/masuk")
    # What the browser says of answers that are no successes is no fault of a page.
    assert [said for said in complaints if "status of 422" not in said] == []


async def test_who_guesses_is_told_how_long_to_wait(
    app: FastAPI,
    browser: Browser,
    address: str,
) -> None:
    someone = await somebody(app)
    page, _ = await at_the_door(browser, address, PHONE)
    for _ in range(5):
        await gives_password(page, someone.user_name, "bukan-kata-sandi")
        assert "belum cocok" in await page.get_by_role("alert").inner_text()
    await gives_password(page, someone.user_name)
    assert "mohon coba lagi dalam" in await page.get_by_role("alert").inner_text()
    await fits(page, PHONE, "wait")


async def test_an_admin_invites_an_officer_who_signs_in_and_sees_only_their_desa(
    app: FastAPI,
    browser: Browser,
    address: str,
    bot: httpx.AsyncClient,
) -> None:
    await bot.post("/api/v1/registrations", json=submission(desa=HERE), headers={"Idempotency-Key": "key-00000001"})
    async with app.state.sessions.begin() as session:
        await seed(session, 60, await app.state.keyring.vault(session), datetime.now(UTC))
    admin = await somebody(app, "kepala", Role.ADMIN, Role.VERIFIER, name="Contoh Kepala")
    page, complaints = await at_the_door(browser, address, PHONE)
    await fits_everywhere(page, "sign-in")
    await enters(page, admin)
    everything = await page.locator(".who").count()
    await to_section(page, "Petugas")
    await fits_everywhere(page, "officers")
    await page.get_by_role("link", name="Undang petugas").click()
    await page.get_by_label("Nama lengkap").fill("Contoh Siti Aminah")
    await page.get_by_label("Nama pengguna").fill("siti.aminah")
    await page.get_by_label("Petugas wilayah").check()
    await page.locator("summary", has_text="Banyuwangi").click()
    await page.get_by_label("Kelurahan Karangrejo").check()
    await fits_everywhere(page, "invite")
    await page.get_by_role("button", name="Undang").click()
    password = await page.locator("[data-one-time-password]").inner_text()
    await fits_everywhere(page, "invited")
    await page.get_by_role("link", name="Sudah saya catat").click()
    await fits_everywhere(page, "officer")

    newcomer, more_complaints = await at_the_door(browser, address, PHONE)
    await gives_password(newcomer, "siti.aminah", password)
    await newcomer.get_by_label("Kata sandi baru").fill(PASSWORD)
    await newcomer.get_by_label("Ketik sekali lagi").fill(PASSWORD)
    await fits_everywhere(newcomer, "own-password")
    await newcomer.get_by_role("button", name="Simpan").click()
    secret = (await newcomer.locator("p.secret").inner_text()).replace(" ", "")
    await fits_everywhere(newcomer, "authenticator")
    await newcomer.get_by_label("Kode").fill(code_now(secret, datetime.now(UTC)))
    await newcomer.get_by_role("button", name="Pasang dan masuk").click()
    assert await newcomer.locator("li.secret").count() == 10
    await fits_everywhere(newcomer, "recovery-codes")
    await newcomer.get_by_role("link", name="Sudah saya catat").click()
    await newcomer.get_by_role("heading", name="Antrean kerja").wait_for()
    places = await newcomer.locator(".list tbody tr td:nth-child(2)").all_inner_texts()
    assert 0 < len(places) < everything
    assert all("Karangrejo" in place for place in places)
    assert await newcomer.get_by_role("link", name="Petugas", exact=True, include_hidden=True).count() == 0
    await fits_everywhere(newcomer, "own-list")
    await newcomer.get_by_role("link", name="Contoh Siti Aminah").click()
    await fits_everywhere(newcomer, "account")
    assert complaints + more_complaints == []


async def test_choosing_a_kecamatan_offers_its_desa_at_once(
    app: FastAPI,
    browser: Browser,
    address: str,
) -> None:
    page, complaints = await at_the_door(browser, address)
    await enters(page, await somebody(app))
    await page.goto(f"{address}/console/pendaftaran")
    await page.get_by_label("Kecamatan").select_option("35.10.16")
    await page.get_by_label("Desa/kelurahan").select_option(HERE)
    await page.get_by_role("button", name="Terapkan").click()
    await page.wait_for_url(f"**/console/pendaftaran?kecamatan=35.10.16&desa={HERE}**")
    assert complaints == []
