"""What a broadcast takes, small: a cap is used and never passed, and everybody gets one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.broadcast.capped import under_cap
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
