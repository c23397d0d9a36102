"""A family registers on the page, and the office finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import Page, expect

from tests.e2e.family import Family, number_in

if TYPE_CHECKING:
    from tests.e2e.phone import SimulatedPhone
    from tests.site import Site

pytestmark = pytest.mark.e2e


async def test_a_family_registers_by_typing_and_tapping_and_the_console_lists_it_masked(
    narrow: SimulatedPhone, office: Page
) -> None:
    family = Family("3510165708659911", "3510161203109911")
    number = number_in(await family.register(narrow))
    await office.goto("/console")
    await expect(office.get_by_text(number)).to_be_visible()
    listed = await office.content()
    assert family.nik not in listed
    assert "Sumiati" not in listed
    await office.goto(f"/console/registrations/{number}")
    detail = await office.content()
    assert not any(known in detail for known in (family.nik, family.kk, "Sumiati"))
    assert narrow.complaints == []


async def test_a_number_that_comes_later_comes_by_itself(narrow: SimulatedPhone, site: Site) -> None:
    family = Family("3510165708659912", "3510161203109912")
    await family.tell(narrow, until="declaration")
    await narrow.type("ulang")
    site.line.cut = True
    reply = await narrow.tap("KIRIM")
    assert "menyusul" in reply
    count = await narrow.replies.count()
    site.line.cut = False
    await expect(narrow.replies).to_have_count(count + 1, timeout=30_000)
    number_in(await narrow.replies.last.inner_text())
