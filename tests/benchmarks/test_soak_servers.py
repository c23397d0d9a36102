"""The Redis of a soak keeps what it was told through every kill, and late in a run starts as fast as at first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
import redis

from benchmarks.soak.line import Line
from benchmarks.soak.servers import REDIS_PASSWORD, RedisServer
from benchmarks.soak.weather import Weather

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LONG = 100_000


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RedisServer]:
    line = Line("line to Redis", Weather(1, Counter()), 1500.0)
    server = RedisServer(tmp_path, line, most_to_read=10 * _LONG)
    server.start()
    yield server
    server.stop()
    line.near.close()


def client(server: RedisServer) -> redis.Redis:
    return redis.Redis(port=server.port, password=REDIS_PASSWORD)


def test_a_file_that_has_grown_is_written_anew_and_nothing_of_it_is_lost(server: RedisServer, tmp_path: Path) -> None:
    with client(server) as talking:
        for number in range(20):
            talking.set("said often", "x" * _LONG)
            talking.set(f"said once {number}", number)
    server.kill()
    [file] = tmp_path.rglob("*.aof")
    assert file.stat().st_size > 20 * _LONG
    server.restart()
    assert file.stat().st_size < 2 * _LONG
    server.kill()
    server.restart()
    with client(server) as talking:
        assert talking.dbsize() == 21
        assert talking.get("said once 19") == b"19"
