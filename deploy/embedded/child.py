"""A server process of our own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import signal
    from collections.abc import Callable, Sequence

    Process: TypeAlias = subprocess.Popen[bytes]

START_SECONDS = 60.0
STOP_SECONDS = 20.0


def start(
    command: Sequence[str],
    *,
    ending: signal.Signals,
    owner: tuple[int, int],
    lock: int,
    log: Path,
    typed: bytes = b"",
) -> Process:
    """Start `command` as the user `owner` (uid, gid), given `typed` to read, writing to `log`.

    When this process ends in any way, the child is sent `ending`. To be called in the main thread: the
    kernel takes the thread for the parent.
    """
    wrapper = Path(__file__).with_name("exec_as_child.py")
    ids = [str(os.getpid()), str(int(ending)), str(owner[0]), str(owner[1])]
    with log.open("ab") as output:
        process = subprocess.Popen(  # noqa: S603 - the commands are ours
            [sys.executable, "-IS", str(wrapper), *ids, *command],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=environment(),
            pass_fds=[lock],
            # Ctrl-C reaches all of a terminal's session: the servers must outlive the application.
            start_new_session=True,
        )
    assert process.stdin is not None  # noqa: S101 - says to mypy what PIPE means
    with process.stdin:
        process.stdin.write(typed)
    return process


def environment() -> dict[str, str]:
    """The environment without what would redirect a server: PGDATA, PGPORT, a foreign locale or time zone."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))}
    return kept | {"LC_ALL": "C", "TZ": "UTC"}


def answers(process: Process, ask: Callable[[], object], not_yet: type[Exception]) -> bool:
    """Ask until there is an answer. False when the process ended or took too long."""
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            ask()
        except not_yet:
            time.sleep(0.02)
        else:
            return True
    return False


def finishes(process: Process, ending: signal.Signals) -> bool:
    """Wait for a command that ends by itself. False when it took too long or said that it did not work."""
    try:
        return process.wait(START_SECONDS) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        stop(process, ending)


def stop(process: Process, ending: signal.Signals) -> None:
    """End the process cleanly, or the hard way when it does not listen."""
    if process.poll() is not None:
        return
    process.send_signal(ending)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
