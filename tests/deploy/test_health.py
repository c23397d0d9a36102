"""What an operator's monitoring sees of the processes: alive, ready, busy; and what they say when a server is gone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
import redis as redis_py
from prometheus_client.parser import text_string_to_metric_families as parsed

from deploy.embedded import embedded_redis
from deploy.embedded.ports import free_port
from deploy.secrets_file import kept_secrets
from tests.deploy.processes import answers, running, visitor
from tests.outage import closed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from deploy.embedded import Postgres

BANSOS = [sys.executable, "-m", "deploy"]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def secrets(tmp_path: Path) -> dict[str, str]:
    return kept_secrets(tmp_path / "secrets")


def value(url: str, name: str, **labels: str) -> float:
    found = [
        sample.value
        for family in parsed(visitor().get(f"{url}/metrics").text)
        for sample in family.samples
        if sample.name == name and labels.items() <= sample.labels.items()
    ]
    assert found, f"{name} is not measured"
    return found[0]


def becomes(url: str, status: int, seconds: float = 30) -> bool:
    """Ask until the address answers so; False when it does not."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if visitor().get(url).status_code == status:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("command", ["bot", "worker"])
def test_readiness_goes_and_comes_back_with_redis(tmp_path: Path, secrets: dict[str, str], command: str) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    port = url.rpartition(":")[2]
    with embedded_redis(tmp_path / "redis", durable=False) as server:
        settings = {**secrets, "REDIS_URL": server.url, "BACKEND_URL": "http://127.0.0.1:1"}
        settings |= {"PORT": port} if command == "bot" else {"WORKER_PORT": port}
        with running([*BANSOS, command], tmp_path, settings, answers(f"{url}/readyz")) as process:
            assert value(url, "bansos_store_ready") == 1
            # What an alert looks at is there before it happens: nothing can rise from nowhere.
            assert value(url, "bansos_turns_total", channel="simulator", outcome="failed") == 0
            assert value(url, "bansos_undelivered_total", kind="registration", reason="refused") == 0
            os.kill(server.pid, signal.SIGSTOP)
            try:
                assert becomes(f"{url}/readyz", 503)
                assert value(url, "bansos_store_ready") == 0
                assert visitor().get(f"{url}/healthz").status_code == 200
            finally:
                os.kill(server.pid, signal.SIGCONT)
            assert becomes(f"{url}/readyz", 200)
            assert value(url, "bansos_store_ready") == 1
        assert process.returncode == 0


def test_readiness_of_the_registry_goes_and_comes_back_with_its_database(
    tmp_path: Path, secrets: dict[str, str], postgres: Postgres, new_database: Callable[[], str]
) -> None:
    database = new_database()
    settings = {**secrets, "DATABASE_URL": database, "PORT": str(free_port())}
    url = f"http://127.0.0.1:{settings['PORT']}"
    with running([*BANSOS, "backend"], tmp_path, settings, answers(f"{url}/healthz")):
        assert visitor().get(f"{url}/readyz").status_code == 503
        assert value(url, "registry_database_ready") == 1
        with closed(postgres, database):
            assert value(url, "registry_database_ready") == 0
        assert value(url, "registry_database_ready") == 1


def test_a_worker_tells_what_waits_what_is_late_and_what_is_stuck(tmp_path: Path, secrets: dict[str, str]) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    with embedded_redis(tmp_path / "redis") as server, redis_py.Redis.from_url(server.url) as store:
        now = int(time.time() * 1000)
        # A job that is listed and not there is taken off the list by whoever finds it due: these two are not due yet.
        store.zadd("bansos:{03}:due", {"wake:a": now + 3_600_000, "wake:b": now + 3_600_000})
        store.hset("bansos:{07}:stuck", "handover:c", "sealed")
        store.set("bansos:backup:last", "1795000000")
        settings = {**secrets, "REDIS_URL": server.url, "BACKEND_URL": "http://127.0.0.1:1"}
        settings["WORKER_PORT"] = url.rpartition(":")[2]
        with running([*BANSOS, "worker"], tmp_path, settings, answers(f"{url}/healthz")):
            assert value(url, "bansos_jobs", state="waiting") == 2
            assert value(url, "bansos_jobs", state="due") == 0
            assert value(url, "bansos_jobs", state="stuck") == 1
            assert value(url, "bansos_oldest_due_job_seconds") == 0
            assert value(url, "bansos_store_keeps") == 1
            assert value(url, "bansos_store_memory_bytes", what="used") > 0
            assert value(url, "bansos_last_backup_timestamp_seconds") == 1795000000
            assert value(url, "bansos_event_loop_lag_seconds_count") >= 0
            assert value(url, "bansos_requests_in_flight") == 1
            second = {**os.environ, **settings}
            assert "WORKER_PORT" in refusal(tmp_path, second)


def refusal(cwd: Path, settings: dict[str, str]) -> str:
    ended = subprocess.run(
        [*BANSOS, "worker"], cwd=cwd, env=settings, capture_output=True, text=True, check=False, timeout=60
    )
    assert ended.returncode == 1
    return ended.stderr
