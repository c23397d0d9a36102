"""The README's pictures, from the running page: `pytest tests/e2e -m e2e --pictures` takes them again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.e2e.family import Family
from tests.e2e.pictures import NINE_IN_THE_MORNING, take
from tests.simulator.bench_phone import answers

if TYPE_CHECKING:
    from tests.e2e.bench import Workbench
    from tests.e2e.phone import SimulatedPhone

pytestmark = pytest.mark.e2e

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
LARGEST = 250_000


async def test_the_simulator_at_the_review(wide: SimulatedPhone, request: pytest.FixtureRequest) -> None:
    page = wide.page
    await page.clock.set_fixed_time(NINE_IN_THE_MORNING)
    await page.set_viewport_size({"width": 1280, "height": 920})
    await page.get_by_role("button", name="Ganti ponsel").click()
    await page.get_by_label("Nama ponsel", exact=True).fill("Ponsel Bu Sumiati")
    await page.keyboard.press("Enter")
    await Family("3510165708659913", "3510161203109913").register(wide, until="review")
    await wide.newest_choices.last.scroll_into_view_if_needed()
    await expect(wide.newest_choices.last).to_be_in_viewport(ratio=1)
    await take(page, PICTURES / "simulator.png", request, largest=LARGEST)


async def test_the_workbench_in_the_middle_of_a_registration(bench: Workbench, request: pytest.FixtureRequest) -> None:
    page = bench.page
    await page.set_viewport_size({"width": 1280, "height": 860})
    for text in answers("3510165708659914", "3510161203109914")[:15]:
        await bench.whatsapp.type(text)
    for text in answers("3510165708659915", "3510161203109915")[:15]:
        await bench.telegram.type(text)
    await bench.telegram.button("Pesan yang sama dua kali").click()
    await expect(bench.telegram.notes.last).to_be_in_viewport(ratio=1)
    await bench.press("Registri mati")
    await expect(bench.telegram.notes.last).to_contain_text("Registri terputus")
    await expect(bench.lit).to_be_in_viewport(ratio=1)
    await page.mouse.move(0, 0)
    await take(page, PICTURES / "workbench.png", request, largest=LARGEST)
    await bench.press("Registri hidup")
