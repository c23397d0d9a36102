"""The guide for agents shows what happens. `pytest tests/e2e -m e2e --pictures` takes its pictures again."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.agents import PIN, invited
from tests.e2e.conftest import NARROW
from tests.e2e.pictures import NINE_IN_THE_MORNING, take

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from tests.e2e.phone import SimulatedPhone
    from tests.site import Site

pytestmark = pytest.mark.e2e

GUIDE = Path(__file__).parents[2] / "docs" / "panduan"
PICTURES = GUIDE / "gambar"
LARGEST = 60_000
FAMILY = """Setuju: ya
NIK: 3510155708509917
KK: 3510151203109917
Nama: Sumini Contoh
Tgl lahir: 17-8-1950
Dusun: Krajan
RT/RW: 3/2
Desa: Kemiren
Kec: Glagah
HP: 0812-0000-0017
Anggota: tidak ada
Hamil: tidak
Kesulitan: tidak ada
Pekerjaan: buruh tani
Rumah: milik sendiri"""


async def test_an_agent_comes_in_and_registers_a_family_as_the_guide_shows_it(
    narrow: SimulatedPhone, site: Site, request: pytest.FixtureRequest
) -> None:
    await narrow.page.clock.set_fixed_time(NINE_IN_THE_MORNING)
    code = (await invited(site.registry, "Contoh Siti")).code
    assert "buat kunci agen" in await narrow.type(f"AGEN {code}")
    for _ in range(2):
        told = await narrow.type(PIN)
    assert "Mau mengerjakan apa?" in told
    await take(narrow.page.locator(".entry").last, PICTURES / "agen-menu.png", request, largest=LARGEST)
    assert "Satu keluarga satu pesan" in await narrow.tap("Daftar cepat")
    assert "Mohon diperiksa dulu" in await narrow.type(FAMILY)
    await take(narrow.page.locator(".entry.me .bubble").last, PICTURES / "agen-cepat.png", request, largest=LARGEST)
    receipt = await narrow.type("KIRIM")
    assert re.search(r"BENAR [0-9A-Z-]{12}", receipt)
    await take(
        narrow.page.locator(".entry.service .bubble").last, PICTURES / "agen-nomor.png", request, largest=LARGEST
    )


async def test_the_guide_is_two_pages_of_paper_and_reads_on_a_phone(browser: Browser) -> None:
    page = await browser.new_page(viewport=NARROW)
    await page.goto((GUIDE / "agen.html").as_uri())
    assert await page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert await page.evaluate("[...document.images].every(each => each.naturalWidth > 0)")
    paper = await page.pdf(prefer_css_page_size=True, print_background=True)
    await page.close()
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 2
