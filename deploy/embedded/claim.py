"""A directory that belongs to one server at a time."""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from deploy.setup_problem import SetupProblem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE_SECONDS = 10.0
"""How long a server that lost its parent may take to finish writing."""


@contextmanager
def claimed(directory: Path) -> Iterator[int]:
    """Make `directory` and hold it; gives the file descriptor of the lock.

    A server that is started with this descriptor open holds the directory too, so that nobody else writes
    there while it is still shutting down.

    Raises:
        SetupProblem: the directory cannot be written, or another process holds it.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(directory / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as problem:
        raise SetupProblem(
            f"{directory} cannot be written ({problem.strerror}): choose another directory with VAR_DIR."
        ) from problem
    try:
        if not _locked(descriptor):
            raise SetupProblem(
                f"{directory} is in use by another demo that is still running: stop that one, "
                "or choose another directory with VAR_DIR."
            )
        yield descriptor
    finally:
        os.close(descriptor)


def _locked(descriptor: int) -> bool:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline or _alive(_holder(descriptor)):
                return False
            time.sleep(0.05)
        else:
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, str(os.getpid()).encode(), 0)
            return True


def _holder(descriptor: int) -> int | None:
    written = os.pread(descriptor, 20, 0)
    return int(written) if written.isdigit() else None


def _alive(pid: int | None) -> bool:
    if pid is None:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
