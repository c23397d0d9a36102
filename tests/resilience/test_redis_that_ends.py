"""What Redis has answered is there again after its sudden end, with a full disk too: what a turn's commit rests on."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from benchmarks.soak.line import Line
from benchmarks.soak.servers import REDIS_PASSWORD, RedisServer
from benchmarks.soak.weather import Weather

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RedisServer]:
    line = Line("line to Redis", Weather(0, Counter()), 1500.0)
    with closing(line.near):
        running = RedisServer(tmp_path, line)
        running.start()
        yield running
        running.stop()


def client(server: RedisServer) -> redis.Redis:
    return redis.Redis(port=server.port, password=REDIS_PASSWORD, retry=Retry(NoBackoff(), 0))


def test_what_was_answered_before_a_kill_is_there_again(server: RedisServer) -> None:
    with client(server) as store:
        answered = [store.rpush("answered", "x" * 500) for _ in range(200)]
        server.kill()
    server.restart()
    with client(server) as store:
        assert store.llen("answered") == answered[-1]


def test_a_write_that_the_full_disk_does_not_take_is_never_answered(server: RedisServer) -> None:
    with client(server) as store:
        store.rpush("answered", "before")
        server.fill_disk()
        with pytest.raises(redis.RedisError):
            store.rpush("answered", "into a full disk")
    server.kill()
    assert not server.waits_for_start
    server.clear_disk()
    assert server.waits_for_start
    server.restart()
    with client(server) as store:
        assert store.lrange("answered", 0, -1) == [b"before"]
        assert store.config_get("appendfsync") == {"appendfsync": "always"}
