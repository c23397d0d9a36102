"""One case from its beginning to its end, as the family and the office see it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from playwright.async_api import Page, expect

from backend.auth.permissions import Role
from tests.backend.files import RESULTS, csv_file
from tests.backend.test_signing_in_in_a_browser import enters
from tests.e2e.conftest import WIDE
from tests.e2e.family import Family, number_in
from tests.office import somebody

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Browser

    from tests.e2e.phone import SimulatedPhone
    from tests.site import Site

pytestmark = pytest.mark.e2e

NEW_KK = "3510161203109914"
# A worker looks for what is due every few seconds.
SOON = 30_000


async def heard(phone: SimulatedPhone, words: str) -> None:
    """A message came by itself."""
    await expect(phone.replies.filter(has_text=words)).to_have_count(1, timeout=SOON)


async def decides(office: Page, decision: str, **marks: str) -> None:
    form = office.locator("details.decision").filter(has=office.locator("summary", has_text=decision))
    await form.locator("summary").click()
    for field, why in marks.items():
        await form.locator(f"[name=mark-{field}]").check()
        await form.locator(f"[name=why-{field}]").fill(why)
    await form.get_by_role("button", name=decision).click()


async def brings_the_result(office: Page, family: Family) -> None:
    await office.get_by_role("link", name="Impor", exact=True).click()
    result = csv_file(RESULTS, (family.nik, "Contoh Sumiati", "Layak", ""), by=";")
    await office.get_by_label("Berkas", exact=True).set_input_files(
        [{"name": "hasil-november.csv", "mimeType": "text/csv", "buffer": result}]
    )
    await office.get_by_role("button", name="Periksa berkas").click()
    await expect(office.get_by_text("Semua 1 baris dapat dijalankan")).to_be_visible()
    assert family.nik not in await office.content()
    await office.get_by_role("button", name="Jalankan").click()
    # The page follows the job by itself.
    await expect(office.locator("#kemajuan")).to_contain_text("1 baris tersimpan", timeout=SOON)


async def takes_the_file(office: Page, folder: Path) -> list[list[str]]:
    await office.get_by_role("link", name="Ekspor", exact=True).click()
    await office.get_by_label("Bulan diterima").select_option("semua")
    await office.get_by_label("Isi").select_option("open")
    await office.get_by_label("Bentuk berkas").select_option("csv")
    await office.get_by_role("button", name="Buat berkas").click()
    made = office.get_by_role("link", name="Unduh CSV")
    await expect(made).to_be_visible(timeout=SOON)
    async with office.expect_download() as started:
        await made.click()
    file = folder / "usulan.csv"
    await (await started.value).save_as(file)
    return list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig")), delimiter=";"))


async def test_a_case_goes_from_sent_through_a_fix_to_its_result_and_both_sides_see_it(
    narrow: SimulatedPhone, browser: Browser, site: Site, tmp_path: Path
) -> None:
    family = Family("3510165708659913", "3510161203109913")
    number = number_in(await family.tell(narrow))
    someone = await somebody(site.registry, f"kasus.{uuid4().hex[:8]}", *Role)
    context = await browser.new_context(viewport=WIDE, base_url=site.url)  # type: ignore[arg-type] # two numbers
    office = await context.new_page()
    await office.goto("/console")
    await enters(office, someone)
    await expect(office.get_by_role("heading", name="Antrean kerja")).to_be_visible()

    # A card number that does not fit is asked for again, and told again by the family.
    await office.get_by_role("row").filter(has_text=number).get_by_role("link").first.click()
    await decides(office, "Minta perbaikan", kk="Angkanya belum sama dengan kartu.")
    await expect(office.get_by_text("Menunggu perbaikan dari warga")).to_be_visible()
    case = office.url
    await heard(narrow, "Angkanya belum sama dengan kartu.")
    assert "Nomor Kartu Keluarga" in await narrow.tap("Perbaiki sekarang")
    assert "3510********9914" in await narrow.type(NEW_KK)
    await narrow.tap("Ya, benar")
    assert "perbaikan pendaftaran" in await narrow.tap("KIRIM")
    await office.goto("/console?lihat=diperbaiki")
    await office.get_by_role("row").filter(has_text=number).get_by_role("link").first.click()
    await expect(office.get_by_text("3510********9914")).to_be_visible()

    await decides(office, "Sudah diperiksa desa")
    await heard(narrow, "sudah diperiksa petugas")
    await decides(office, "Teruskan")
    await heard(narrow, "sudah diteruskan ke pusat")

    rows = await takes_the_file(office, tmp_path)
    [written] = [row for row in rows if number in row]
    assert NEW_KK in written

    await brings_the_result(office, family)
    await heard(narrow, "hasilnya layak")
    await office.goto(case)
    await expect(office.locator(".lead")).to_contain_text("Hasil: layak")
    assert narrow.complaints == []
    await context.close()
