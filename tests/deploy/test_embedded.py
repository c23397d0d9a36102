from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import psycopg
import pytest
import redis as redis_py

from deploy.embedded import SetupProblem, embedded_postgres, embedded_redis
from tests.deploy.processes import ends

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from redis.asyncio import Redis


def plain(url: str) -> str:
    return url.replace("+psycopg", "")


async def test_a_redis_is_there_and_empty_for_each_test(redis: Redis) -> None:
    assert await redis.keys() == []
    await redis.set("left", "behind")


async def test_what_another_test_left_in_redis_is_gone(redis: Redis) -> None:
    assert await redis.get("left") is None


def test_databases_made_for_a_test_are_separate(new_database: Callable[[], str]) -> None:
    one, other = new_database(), new_database()
    with psycopg.connect(plain(one)) as connection:
        connection.execute("CREATE TABLE here (n int)")
    with psycopg.connect(plain(other)) as connection:
        assert connection.execute("SELECT to_regclass('here')").fetchone() == (None,)


def test_what_was_committed_survives_a_restart(tmp_path: Path) -> None:
    for start in (1, 2):
        with (
            embedded_postgres(tmp_path / "postgres") as server,
            psycopg.connect(plain(server.url)) as connection,
        ):
            connection.execute("CREATE TABLE IF NOT EXISTS starts (n int)")
            connection.execute("INSERT INTO starts VALUES (%s)", [start])
            connection.commit()
            counted = connection.execute("SELECT count(*) FROM starts").fetchone()
            assert counted == (start,)
        with embedded_redis(tmp_path / "redis") as cache, redis_py.Redis.from_url(cache.url) as client:
            assert client.incr("starts") == start


@pytest.mark.parametrize("place", ["a path with spaces", "q'uo\"te", "x/" * 80, "désa-ꦧ"], ids=str)
def test_any_directory_will_do(tmp_path: Path, place: str) -> None:
    with (
        embedded_postgres(tmp_path / place / "postgres", durable=False) as server,
        embedded_redis(tmp_path / place / "redis") as cache,
        psycopg.connect(plain(server.url)) as connection,
        redis_py.Redis.from_url(cache.url) as client,
    ):
        assert connection.execute("SELECT 1").fetchone() == (1,)
        assert client.ping()


def test_nobody_gets_in_without_the_password(tmp_path: Path) -> None:
    with (
        embedded_postgres(tmp_path / "postgres", durable=False) as server,
        embedded_redis(tmp_path / "redis") as cache,
    ):
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(host="127.0.0.1", port=server.port, user="bansos", password="guess")
        stranger = redis_py.Redis(port=cache.port)
        with stranger, pytest.raises(redis_py.AuthenticationError):
            stranger.ping()


def test_a_second_demo_in_the_same_directory_is_refused(tmp_path: Path) -> None:
    with embedded_redis(tmp_path):
        with pytest.raises(SetupProblem, match="in use by another demo") as refused, embedded_redis(tmp_path):
            pass
        assert str(tmp_path) in str(refused.value)


def test_a_directory_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a directory")
    with pytest.raises(SetupProblem, match="VAR_DIR"), embedded_postgres(tmp_path / "file" / "postgres"):
        pass


def test_data_of_another_postgresql_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "PG_VERSION").write_text("16\n")
    with pytest.raises(SetupProblem, match="PostgreSQL 16"), embedded_postgres(tmp_path):
        pass


def test_an_interrupted_first_start_is_taken_up_again(tmp_path: Path) -> None:
    (tmp_path / "data.unfinished").mkdir()
    (tmp_path / "data.unfinished" / "PG_VERSION").write_text("18\n")
    with (
        embedded_postgres(tmp_path, durable=False) as server,
        psycopg.connect(plain(server.url)) as connection,
    ):
        assert connection.execute("SELECT 1").fetchone() == (1,)


PARENT = """
import sys
from pathlib import Path
from deploy.embedded import embedded_postgres, embedded_redis
var = Path(sys.argv[1])
with embedded_postgres(var / "postgres") as server, embedded_redis(var / "redis") as cache:
    print(server.pid, cache.pid, flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_the_servers_end_with_the_process_that_started_them(tmp_path: Path, ending: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        stderr=subprocess.DEVNULL,
    ) as parent:
        assert parent.stdout is not None
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(pids) == 2
        parent.send_signal(ending)
        assert all(ends(pid) for pid in pids)
    # They ended cleanly: what they held is free again, and nothing has to be repaired.
    with embedded_postgres(tmp_path / "postgres") as server:
        assert server.pid not in pids
    assert "not properly shut down" not in (tmp_path / "postgres" / "postgres.log").read_text()
