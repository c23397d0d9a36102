"""Processes as the tests see them from outside."""

from __future__ import annotations

import os
import select
import subprocess
import time
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def ends(pid: int, seconds: float = 20.0) -> bool:
    """Wait until the process is gone; False when it still runs after `seconds`."""
    try:
        watched = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([watched], [], [], seconds)[0])
    finally:
        os.close(watched)


@contextmanager
def running(
    command: list[str], cwd: Path, settings: dict[str, str], ready: Callable[[], bool], seconds: float = 90.0
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server until the block ends; the block begins when it is `ready`. Its words are in `cwd`/log."""
    with (
        (cwd / "log").open("wb") as log,
        subprocess.Popen(
            command, cwd=cwd, env={**os.environ, **settings}, stdout=log, stderr=subprocess.STDOUT
        ) as process,
    ):
        try:
            deadline = time.monotonic() + seconds
            while not ready():
                # A process that has ended will not come up: nothing is waited for then.
                if ends(process.pid, 0.1) or time.monotonic() > deadline:
                    raise AssertionError((cwd / "log").read_text())
            yield process
        finally:
            process.terminate()
            process.wait(60)


@cache
def visitor() -> httpx.Client:
    """A client for whoever asks: to make one takes as long as fifty questions. It keeps no connection open."""
    return httpx.Client(timeout=60, limits=httpx.Limits(max_keepalive_connections=0))


def answers(url: str) -> Callable[[], bool]:
    """Whether a server is up: it answers at this address."""

    def ready() -> bool:
        try:
            return visitor().get(url).is_success
        except httpx.TransportError:
            return False

    return ready


def says(words: str, log: Path) -> Callable[[], bool]:
    """Whether a process without an address is up: it said so."""
    return lambda: words in log.read_text()
