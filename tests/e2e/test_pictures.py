"""The README's pictures, from the running page: `pytest tests/e2e -m e2e --pictures` takes them again."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import expect

from tests.e2e.family import Family

if TYPE_CHECKING:
    from tests.e2e.phone import SimulatedPhone

pytestmark = pytest.mark.e2e

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
LARGEST = 250_000
NINE_IN_THE_MORNING = datetime(2026, 11, 21, 9, 12, tzinfo=ZoneInfo("Asia/Jakarta"))


async def test_the_simulator_at_the_review(wide: SimulatedPhone, request: pytest.FixtureRequest) -> None:
    page = wide.page
    await page.clock.set_fixed_time(NINE_IN_THE_MORNING)
    await page.set_viewport_size({"width": 1280, "height": 920})
    await page.get_by_role("button", name="Ganti ponsel").click()
    await page.get_by_label("Nama ponsel", exact=True).fill("Ponsel Bu Sumiati")
    await page.keyboard.press("Enter")
    await Family("3510165708659913", "3510161203109913").register(wide, until="review")
    await expect(wide.newest_choices.last).to_be_in_viewport(ratio=1)
    picture = await page.screenshot(animations="disabled", caret="hide")
    assert len(picture) < LARGEST
    if request.config.getoption("--pictures", default=False):
        PICTURES.mkdir(exist_ok=True)
        (PICTURES / "simulator.png").write_bytes(picture)
