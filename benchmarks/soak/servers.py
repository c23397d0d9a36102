"""A PostgreSQL and a Redis that are killed and come back with their data."""

from __future__ import annotations

import os
import resource
import signal
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import redis

from deploy.embedded import embedded_postgres, embedded_redis

if TYPE_CHECKING:
    from benchmarks.soak.line import Line

REDIS_PASSWORD = "soak-of-the-bansos-service"  # noqa: S105 - of a server that lives for one run on this machine
_GONE_SECONDS = 10.0
_GLANCE = 0.02
MOST_TO_READ = 40_000_000
"""Bytes of the append-only file, half a second to read: beyond them each start would take longer than the last."""


class RedisServer:
    """Redis as production runs it: with its append-only file and `appendfsync always`, so that what it has answered
    outlives the process and the machine, and a write that its disk does not take is never answered."""

    def __init__(self, directory: Path, line: Line, most_to_read: int = MOST_TO_READ) -> None:
        self._directory = directory
        self._line = line
        self._most_to_read = most_to_read
        self._running = ExitStack()
        self._pid = 0
        self._disk_is_full = False

    def start(self) -> None:
        """Start it, with the password that the other parts know."""
        server = self._running.enter_context(embedded_redis(self._directory))
        with redis.Redis.from_url(server.url) as client:
            client.config_set("requirepass", REDIS_PASSWORD)
            if self._file_size() > self._most_to_read:
                _rewrite(client)
        self._pid = server.pid
        self._line.far_port = server.port

    def kill(self) -> None:
        """End it as a power switch does. With a full disk it stays down, since it could write nothing."""
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        self._running.close()

    @property
    def port(self) -> int:
        """Where it listens itself, past the line."""
        return self._line.far_port

    @property
    def waits_for_start(self) -> bool:
        """Whether it has ended, by itself or not, and its disk has room."""
        return not self._disk_is_full and not _lives(self._pid)

    def fill_disk(self) -> None:
        """Let no file of it grow any more: its next write does not reach the disk, whereupon it ends by itself."""
        size = self._file_size()
        self._disk_is_full = True
        with suppress(ProcessLookupError):
            _, most = resource.prlimit(self._pid, resource.RLIMIT_FSIZE)
            resource.prlimit(self._pid, resource.RLIMIT_FSIZE, (size + 1, most))

    def clear_disk(self) -> None:
        """Give it room again."""
        self._disk_is_full = False
        with suppress(ProcessLookupError):
            _, most = resource.prlimit(self._pid, resource.RLIMIT_FSIZE)
            resource.prlimit(self._pid, resource.RLIMIT_FSIZE, (most, most))

    def restart(self) -> None:
        """Start what has ended."""
        self._running.close()
        self.start()

    def _file_size(self) -> int:
        return max((path.stat().st_size for path in self._directory.rglob("*.aof")), default=0)

    def stop(self) -> None:
        """End it properly."""
        self._running.close()


class PostgresServer:
    """PostgreSQL with every wait for the disk that production has."""

    def __init__(self, directory: Path, line: Line) -> None:
        self._directory = directory
        self._line = line
        self._running = ExitStack()
        self._pid = 0
        self.url = ""
        """Its own address, past the line; it changes with each start."""
        self.url_by_line = ""

    def start(self) -> None:
        """Start it; after a kill it recovers from its log."""
        server = self._running.enter_context(embedded_postgres(self._directory))
        self._pid = server.pid
        self._line.far_port = server.port
        self.url = server.url
        self.url_by_line = server.url.replace(f":{server.port}/", f":{self._line.port}/")

    def kill(self) -> None:
        """End the server and every process of it at once."""
        family = [self._pid, *_children(self._pid)]
        for pid in family:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._running.close()
        deadline = time.monotonic() + _GONE_SECONDS
        while any(_lives(pid) for pid in family) and time.monotonic() < deadline:
            time.sleep(0.01)

    def stop(self) -> None:
        """End it properly."""
        self._running.close()


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _rewrite(client: redis.Redis) -> None:
    """Let it write its file anew, before anybody is let in.

    It does so by itself once the file has doubled since its start; here it never lives that long.
    """
    client.bgrewriteaof()
    while client.info("persistence")["aof_rewrite_in_progress"]:
        time.sleep(_GLANCE)


def _lives(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False
