"""A notice from the form to the phone: composed by one, approved by another, and steered on its way."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from uuid import uuid4

import httpx
import pytest
from playwright.async_api import expect

from backend.auth.permissions import Role
from backend.auth.scopes import Scope
from tests.backend.families import submission
from tests.backend.keys import family_of
from tests.e2e.conftest import WIDE
from tests.office import key_with, signed_in, somebody

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser, Page

    from tests.e2e.phone import SimulatedPhone
    from tests.site import Site

pytestmark = pytest.mark.e2e

# A sender looks for a broadcast every two seconds, and so does the page for what became of it.
SOON = 30_000
NEVER_SENT_TO = {"channel": "telegram", "address": "900099001"}
"""Nobody sends to Telegram here, so something is left to be cancelled."""


async def registered(site: Site, place: int, contact: dict[str, str]) -> None:
    secret = await key_with(site.registry, Scope.REGISTRATIONS_WRITE, name=f"seed-{place}")
    headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": f"notice-{place:06}"}
    async with httpx.AsyncClient(base_url=site.url, headers=headers) as registry:
        body = submission(contact, **family_of(place))
        assert (await registry.post("/api/v1/registrations", json=body)).status_code == 201


@asynccontextmanager
async def desk_of(browser: Browser, site: Site, *roles: Role) -> AsyncIterator[Page]:
    async with signed_in(site.registry, await somebody(site.registry, f"kabar.{uuid4().hex[:8]}", *roles)) as officer:
        context = await browser.new_context(viewport=WIDE, base_url=site.url)  # type: ignore[arg-type] # two numbers
        await context.add_cookies([{"name": "bansos", "value": officer.cookies["bansos"], "url": site.url}])
        yield await context.new_page()
        await context.close()


async def composes(page: Page) -> None:
    await page.goto("/console/kabar")
    await page.get_by_label("Judul, untuk kantor").fill("Kantor tutup")
    await page.get_by_label("Isi kabar").fill("Yth. {nama}, kantor desa tutup hari Kamis.")
    await page.get_by_label("Kecamatan").select_option("35.10.16")
    await page.get_by_label("Desa/kelurahan").select_option("35.10.16.1007")
    await page.get_by_label("Mulai jam").fill("0")
    await page.get_by_label("Sampai jam").fill("24")
    await page.get_by_role("button", name="Simpan rancangan").click()
    await page.get_by_role("link", name="Ubah isi").click()
    await page.get_by_label("Isi kabar").fill("Yth. {nama}, kantor desa tutup hari Jumat.")
    await page.get_by_role("button", name="Simpan perubahan").click()
    await page.get_by_role("button", name="Hitung penerima dan minta persetujuan").click()


async def two_looks(site: Site) -> None:
    """Let the sender ask what it may send, and come back after it has done so."""
    claims = "POST /api/v1/broadcasts/claims"
    before = site.line.requests.count(claims)
    async with asyncio.timeout(SOON / 1000):
        while site.line.requests.count(claims) < before + 2:  # noqa: ASYNC110 - the line tells nobody
            await asyncio.sleep(0.1)


async def test_a_second_person_approves_and_what_was_paused_or_cancelled_is_not_sent(
    narrow: SimulatedPhone, browser: Browser, site: Site
) -> None:
    await registered(site, 701, {"channel": "simulator", "address": await narrow.chat()})
    await registered(site, 702, NEVER_SENT_TO)
    notice = narrow.replies.filter(has_text="kantor desa tutup hari Jumat")
    both = (Role.COMPOSER, Role.APPROVER)
    async with desk_of(browser, site, *both) as composer, desk_of(browser, site, Role.APPROVER) as approver:
        await composes(composer)
        await expect(composer.get_by_text("2 nomor untuk 2 keluarga")).to_be_visible(timeout=SOON)
        await expect(composer.get_by_role("button", name="Batalkan")).to_be_visible()
        await expect(composer.get_by_role("button", name="Setujui")).to_have_count(0)

        await approver.goto(composer.url)
        await approver.get_by_role("button", name="Setujui").click()
        begin = approver.get_by_role("button", name="Mulai kirim")
        await expect(begin).to_be_visible(timeout=SOON)

        # The sender hears of nothing until it is paused.
        site.line.cut = True
        await begin.click()
        await approver.get_by_role("button", name="Jeda").click()
        await expect(approver.locator("#kemajuan")).to_contain_text("Dijeda")
        site.line.cut = False
        await two_looks(site)
        await expect(notice).to_have_count(0)

        await approver.get_by_role("button", name="Lanjutkan").click()
        await expect(notice).to_have_count(1, timeout=SOON)
        await expect(approver.locator("#kemajuan")).to_contain_text("1 dari 2", timeout=SOON)
        await approver.get_by_role("button", name="Batalkan").click()
        await expect(approver.locator("#kemajuan")).to_contain_text("Dibatalkan")
        await expect(approver.get_by_role("button", name="Lanjutkan")).to_have_count(0)
        await expect(approver.get_by_text("Menunggu giliran (1)")).to_be_visible()
    assert narrow.complaints == []
