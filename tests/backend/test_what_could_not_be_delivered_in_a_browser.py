"""The page of what could not be delivered in a real browser: on a phone, on a desk, and with its buttons pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.backend.test_the_console_in_a_browser import DESK, PHONE, address, fits, opened, to_section
from tests.backend.test_what_could_not_be_delivered import PAGE, decisions, tell

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI
    from playwright.async_api import Browser

__all__ = ["address"]

pytestmark = pytest.mark.e2e


async def test_an_officer_presses_coba_lagi_and_selesai(
    app: FastAPI,
    browser: Browser,
    address: str,
    bot: httpx.AsyncClient,
) -> None:
    for number in range(2):
        await tell(bot, f"07:push:{number:024x}")
    page, complaints = await opened(app, browser, address, PHONE)
    await to_section(page, "Tidak terkirim")
    for width in (DESK, PHONE):
        await fits(page, width, PAGE)
    for button, left in (("Coba lagi", "(1)"), ("Selesai", "(0)")):
        await page.get_by_role("button", name=button).first.focus()
        await page.keyboard.press("Enter")
        await page.wait_for_url(f"{address}{PAGE}")
        await page.get_by_role("link", name=f"Perlu dilihat {left}").wait_for()
    assert [each["decision"] for each in (await decisions(bot))["decisions"]] == ["retry", "handled"]
    assert complaints == []
