"""What a broadcast takes, small: a cap is used and never passed, and everybody gets one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.broadcast.capped import CapFigures, under_cap
from benchmarks.broadcast.full_speed import Memory, SpeedFigures
from benchmarks.broadcast.report import BroadcastFigures, document
from bot.settings import Settings
from tests.world import API_KEYS, DATA_KEYS

if TYPE_CHECKING:
    from deploy.embedded import Redis


@pytest.mark.parametrize("cap", [30, 80])
def test_two_senders_use_a_cap_and_a_platform_that_counts_every_second_refuses_nothing(
    cap: int, redis_server: Redis
) -> None:
    settings = Settings(
        _env_file=None,
        redis_url=redis_server.database_url(cap // 10),
        backend_url="http://registry",
        data_keys=DATA_KEYS,
        api_keys=API_KEYS,
    )
    figures = under_cap(settings, cap, seconds=20)
    assert figures.refused == 0
    assert figures.utilisation >= 0.98


def test_the_page_says_what_was_met_and_what_was_not() -> None:
    memory = (Memory("jobs", 100_000, 101_000), Memory("sender 1", 100_000, 150_000))
    speed = SpeedFigures(1_000_000, 100_000, 5, 20, 100, 250, 8, 0, memory, {"the registry": 900}, 6.5)
    page = document(BroadcastFigures(speed, [CapFigures(30, 600, 2, 17_820, 0), CapFigures(80, 600, 2, 40_000, 3)]))
    assert "| entered into the ledger | 100 s, 10,000 recipients a second |" in page
    assert "| sent | 250 s, 400 messages a second |" in page
    assert "Sending was ended after 100,000 messages." in page
    assert "| jobs | 98 MB | 99 MB | flat |" in page
    assert "| sender 1 | 98 MB | 146 MB | **grew** |" in page
    assert "| 30 a second | 600 s | 17,820 | 99.0 % | 0 | met |" in page
    assert "| 80 a second | 600 s | 40,000 | 83.3 % | 3 | **not met** |" in page
