"""The page itself: for everybody, at every width, by keyboard, with data that works."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from conversations.answers.kk import parse_kk
from conversations.answers.nik import birth_dates_in, parse_nik

if TYPE_CHECKING:
    from tests.e2e.phone import SimulatedPhone

pytestmark = pytest.mark.e2e

NAMELESS = """() => [...document.querySelectorAll('input, textarea, select, button, a')]
    .filter(one => !(one.labels?.length || one.textContent.trim() || one.getAttribute('aria-label')))
    .map(one => one.outerHTML)"""
CUT_OFF = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
TOO_SMALL = """() => [...document.querySelectorAll('button')]
    .filter(one => one.checkVisibility()).map(one => [one.textContent.trim(), one.getBoundingClientRect()])
    .filter(([, box]) => box.height < 32 || box.width < 32).map(([text]) => text)"""


async def test_everything_has_a_name_and_the_page_says_what_it_is(narrow: SimulatedPhone) -> None:
    await narrow.type("halo")
    page = narrow.page
    assert await page.locator("html").get_attribute("lang") == "id"
    await expect(page.locator("h1")).to_have_count(1)
    await expect(page.get_by_text("simulator - data contoh")).to_be_visible()
    assert await page.evaluate(NAMELESS) == []
    assert await page.evaluate(TOO_SMALL) == []
    assert await page.get_by_role("log").get_attribute("aria-live") == "polite"


async def test_nothing_is_cut_off(narrow: SimulatedPhone) -> None:
    # The narrowest phone shows each choice in a line of its own, and a wide font needs more lines for the same words.
    for width, height in ((320, 1000), *((width, 740) for width in (390, 700, 960, 1060, 1280, 1920))):
        await narrow.page.set_viewport_size({"width": width, "height": height})
        await narrow.type("halo")
        assert not await narrow.page.evaluate(CUT_OFF), width
        await expect(narrow.newest_choices.last).to_be_in_viewport()
        await expect(narrow.page.get_by_label("Tulis pesan", exact=True)).to_be_in_viewport()


async def test_a_long_message_shows_its_beginning_and_leads_to_its_choices(narrow: SimulatedPhone) -> None:
    await narrow.page.set_viewport_size({"width": 390, "height": 600})
    await narrow.type("halo")
    await narrow.tap("Daftar bansos")
    to_end = narrow.page.get_by_role("button", name="Ke pesan terakhir")
    await expect(narrow.replies.last).to_be_in_viewport()
    await expect(narrow.newest_choices.last).not_to_be_in_viewport()
    await to_end.click()
    await expect(narrow.newest_choices.last).to_be_in_viewport()
    await expect(to_end).not_to_be_visible()


async def test_the_keyboard_is_enough(narrow: SimulatedPhone) -> None:
    page = narrow.page
    await narrow.type("halo")
    await page.keyboard.press("Shift+Tab")
    await expect(page.get_by_role("button", name="Kirim selain tulisan")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Pesan suara")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Kirim selain tulisan")).to_be_focused()
    await page.keyboard.press("Shift+Tab")
    await expect(narrow.newest_choices.last).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(narrow.replies).to_have_count(2)


async def test_the_panel_opens_over_the_phone_and_gives_back_the_focus(narrow: SimulatedPhone) -> None:
    page = narrow.page
    opener = page.get_by_role("button", name="Tentang simulator dan data contoh")
    await expect(page.get_by_role("heading", name="Data contoh")).not_to_be_visible()
    await opener.click()
    await expect(page.get_by_role("heading", name="Data contoh")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("heading", name="Data contoh")).not_to_be_visible()
    await expect(opener).to_be_focused()


async def test_an_example_number_can_be_put_into_the_text_box(wide: SimulatedPhone) -> None:
    nik = await wide.page.locator("#example code").first.text_content()
    await wide.page.get_by_role("button", name="Tulis NIK di kotak pesan").click()
    await expect(wide.page.get_by_label("Tulis pesan", exact=True)).to_have_value(nik)
    await expect(wide.page.get_by_label("Tulis pesan", exact=True)).to_be_focused()


async def test_example_people_follow_the_rules_and_are_nobody(wide: SimulatedPhone) -> None:
    people = await wide.page.evaluate("""async () => {
        const { madeUpPerson } = await import('/simulator/page/example.js');
        return Array.from({ length: 300 }, madeUpPerson);
    }""")
    today = date(2026, 11, 21)
    for person in people:
        nik, kk = person["nik"], person["kk"]
        day, month, year = map(int, person["birthDate"].split("-"))
        assert parse_nik(nik, today) == nik
        assert parse_kk(kk, today, nik) == kk
        assert birth_dates_in(nik, today) == (date(year, month, day),)
        assert all(number[:4] == "3510" and 9900 <= int(number[12:]) <= 9999 for number in (nik, kk))


async def test_each_phone_has_a_conversation_of_its_own(narrow: SimulatedPhone) -> None:
    page = narrow.page
    await narrow.type("halo")
    first = await page.locator("#phone-name").inner_text()
    await page.get_by_role("button", name="Ganti ponsel").click()
    await page.get_by_label("Nama ponsel", exact=True).fill("Ponsel Bu Sri")
    await page.keyboard.press("Enter")
    await expect(page.locator("#phone-name")).to_have_text("Ponsel Bu Sri")
    await expect(narrow.replies).to_have_count(0)
    await narrow.type("selamat pagi")
    await page.get_by_role("button", name="Ganti ponsel").click()
    await page.get_by_role("button", name=first).click()
    await expect(narrow.sent).to_have_text(["halo"])


async def test_everything_comes_from_the_service_itself(wide: SimulatedPhone) -> None:
    asked: list[str] = []
    wide.page.on("request", lambda request: asked.append(request.url))
    await wide.page.reload()
    await wide.type("halo")
    here = wide.page.url.removesuffix("/simulator")
    assert asked
    assert all(url.startswith(here) for url in asked)
    assert wide.complaints == []
