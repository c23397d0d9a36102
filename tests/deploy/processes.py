"""Processes as the tests see them from outside."""

from __future__ import annotations

import os
import select
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Iterator
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
    command: list[str], cwd: Path, settings: dict[str, str], url: str, seconds: float = 60.0
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server until the block ends; the block begins when `url` answers. Its log is `cwd`/log."""
    with (
        (cwd / "log").open("ab") as log,
        subprocess.Popen(
            command, cwd=cwd, env={**os.environ, **settings}, stdout=log, stderr=subprocess.STDOUT
        ) as process,
    ):
        try:
            _answered(process, url, time.monotonic() + seconds, cwd / "log")
            yield process
        finally:
            process.terminate()
            process.wait(60)


def _answered(process: subprocess.Popen[bytes], url: str, deadline: float, log: Path) -> None:
    watched = os.pidfd_open(process.pid)
    try:
        while not _answers(url):
            # Waiting for the process to end is waiting no longer than it takes to start.
            ended = bool(select.select([watched], [], [], 0.1)[0])
            if ended or time.monotonic() > deadline:
                raise AssertionError(log.read_text())
    finally:
        os.close(watched)


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=60).status_code < httpx.codes.INTERNAL_SERVER_ERROR
    except httpx.TransportError:
        return False
