"""Pictures for the documents, taken where they are tested: `--pictures` puts them there anew."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from playwright.async_api import Locator, Page

NINE_IN_THE_MORNING: Final = datetime(2026, 11, 21, 9, 12, tzinfo=ZoneInfo("Asia/Jakarta"))


async def take(shown: Page | Locator, to: Path, request: pytest.FixtureRequest, *, largest: int) -> None:
    """Take a picture of at most so many bytes, and keep it where that was asked for."""
    kept = to if request.config.getoption("--pictures", default=False) else None
    assert len(await shown.screenshot(path=kept, animations="disabled", caret="hide")) < largest
