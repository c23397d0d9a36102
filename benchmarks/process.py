"""Server processes: where they run, what they use of processor and memory."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from signal import SIGTERM
from typing import TYPE_CHECKING

from benchmarks.connection import Broken, Connection
from deploy.embedded import exec_as_child
from deploy.embedded.ports import free_port

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping, Sequence

START_SECONDS = 60.0
_CPU_CLOCK = 2
_OK = 200


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    pid: int
    port: int
    log: Path

    def cpu(self) -> float:
        """Give the seconds of processor time that its process and all below it have used."""
        return cpu_of(self.pid)

    def resident_kb(self) -> int:
        """Give the resident memory of the process in kB."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))


def cpu_of(pid: int) -> float:
    """Give the seconds of processor time that a process and all below it have used."""
    return sum(map(_cpu, _tree(pid)))


@contextmanager
def pinned(core: int | None) -> Iterator[None]:
    """Let what is started here run on one core only; on any without one."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, before if core is None else {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@asynccontextmanager
async def running(
    command: Sequence[str], settings: Mapping[str, str], folder: Path, core: int | None, *, path: str = "/healthz"
) -> AsyncIterator[Server]:
    """Run a server on one core, or on any, until the block ends; it begins when the server answers.

    Raises:
        Broken: the server does not come up.
    """
    port, log = free_port(), folder / "log"
    process = start(command, {**settings, "PORT": str(port), "WORKER_PORT": str(port)}, folder, core)
    try:
        deadline = time.monotonic() + START_SECONDS
        # Not in a thread: the kernel ends a child together with the thread that started it.
        while not await answers(port, path):
            if process.poll() is not None or time.monotonic() > deadline:
                raise Broken(f"{' '.join(command)} does not start:\n{log.read_text()[-3000:]}")
            await asyncio.sleep(0.02)
        yield Server(process.pid, port, log)
    finally:
        end(process)


@contextmanager
def explained(who: str, server: Server) -> Iterator[None]:
    """Add the last words of a server to what went wrong with it.

    Raises:
        Broken: whatever went wrong.
    """
    try:
        yield
    except (Broken, TimeoutError) as fault:
        words = server.log.read_text()[-2000:]
        raise Broken(f"{who}: {fault or 'no answer'}\nIts last words:\n{words}") from None


def start(
    command: Sequence[str], settings: Mapping[str, str], folder: Path, core: int | None
) -> subprocess.Popen[bytes]:
    """Start a process that ends with this one, in an environment of its own: no `.env` and no proxy takes part."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "LANG") if name in os.environ}
    ids = [str(os.getpid()), str(int(SIGTERM)), str(os.geteuid()), str(os.getegid())]
    with pinned(core), (folder / "log").open("ab") as log:
        return subprocess.Popen(  # noqa: S603 - the commands are ours
            [sys.executable, "-IS", exec_as_child.__file__, *ids, *command],
            cwd=folder,
            env={**kept, **settings},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def end(process: subprocess.Popen[bytes]) -> None:
    """Stop a process, the hard way when it does not listen."""
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


async def answers(port: int, path: str) -> bool:
    """Tell whether a server answers 200 at an address."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode()
    try:
        connection = await Connection.to(port)
        answer = await connection.send(request)
    except (OSError, Broken):
        return False
    connection.close()
    return answer.status == _OK


def _tree(pid: int) -> set[int]:
    """Give a process and all below it."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        # What ends while it is looked at belongs to somebody else.
        with suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    tree = {pid}
    while more := {child for child, parent in parents.items() if parent in tree} - tree:
        tree |= more
    return tree


def _cpu(pid: int) -> float:
    # The clock of another process (clock_getcpuclockid(3)) counts nanoseconds, where /proc/PID/stat rounds to ticks.
    return time.clock_gettime((~pid << 3) | _CPU_CLOCK)
