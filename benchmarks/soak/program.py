"""One process of the service: how it is started, killed, and asked whether it is up."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from select import POLLIN, poll
from typing import IO, Protocol

import msgspec

from benchmarks.soak.mother import Order
from deploy.embedded import exec_as_child

_LONGEST_SERVICE = 10.0


class Child(Protocol):
    """A running process."""

    def kill(self) -> None:
        """End it at whatever it is doing, and wait until it has ended."""

    @property
    def ended(self) -> bool:
        """Whether it has ended, by itself or not."""

    def close(self) -> None:
        """Let go of a process that has ended."""


class Starts(Protocol):
    """A way to start a part."""

    def start(self, command: str, settings: dict[str, str], log: Path) -> Child:
        """Start `bansos <command>`."""

    def run(self, command: str, settings: dict[str, str], log: Path) -> int:
        """Run `bansos <command>` to its end, and give its exit status."""

    def close(self) -> None:
        """Leave nothing running."""


@dataclass(frozen=True, slots=True)
class Cold:
    """Starts every process from nothing, as a service manager does: imports cost it 2 to 4 s of processor time."""

    directory: Path

    def start(self, command: str, settings: dict[str, str], log: Path) -> Child:
        """Start `bansos <command>`."""
        return _Spawned(self._spawned(command, settings, log))

    def run(self, command: str, settings: dict[str, str], log: Path) -> int:
        """Run `bansos <command>` to its end, and give its exit status."""
        return self._spawned(command, settings, log).wait()

    def close(self) -> None:
        """Nothing was kept."""

    def _spawned(self, command: str, settings: dict[str, str], log: Path) -> subprocess.Popen[bytes]:
        with log.open("ab") as output:
            return _spawn(["deploy", *command.split()], self.directory, settings, said=output, complained=output)


@dataclass(slots=True)
class Warm:
    """Starts every process by forking one that has loaded the same code: see `mother`."""

    directory: Path
    _mother: subprocess.Popen[bytes] | None = None

    def start(self, command: str, settings: dict[str, str], log: Path) -> Child:
        """Start `bansos <command>`.

        Raises:
            RuntimeError: the process that has loaded the code is gone.
        """
        return _Forked(os.pidfd_open(self._ask(Order(command, settings, str(log)))))

    def run(self, command: str, settings: dict[str, str], log: Path) -> int:
        """Run `bansos <command>` to its end, and give its exit status.

        Raises:
            RuntimeError: the process that has loaded the code is gone.
        """
        return self._ask(Order(command, settings, str(log), waits=True))

    def close(self) -> None:
        """End the mother."""
        if self._mother is not None:
            with self._mother:
                self._mother.kill()

    def _ask(self, order: Order) -> int:
        if self._mother is None:
            self._mother = _spawn(
                ["benchmarks.soak.mother"], self.directory, {}, heard=subprocess.PIPE, said=subprocess.PIPE
            )
        heard, said = self._mother.stdin, self._mother.stdout
        assert heard is not None and said is not None  # noqa: S101, PT018 - says to mypy what PIPE means
        heard.write(msgspec.json.encode(order) + b"\n")
        heard.flush()
        answer = said.readline()
        if not answer:
            raise RuntimeError("the process that starts the others has ended")
        return int(answer)


@dataclass(slots=True)
class Program:
    """One process of the service, again and again."""

    command: str
    port: int
    directory: Path
    settings: dict[str, str]
    starts: Starts
    child: Child | None = None
    began: float = 0.0
    up_at: float | None = None
    """When it first answered since it `began`, on the machine's steady clock."""

    @property
    def log(self) -> Path:
        """Where it says what it does."""
        return self.directory / f"{self.command}-{self.port}.log"

    def start(self) -> None:
        """Start it. It ends with this process, however this one ends."""
        if self.child is not None:
            self.child.close()
        self.began, self.up_at = time.monotonic(), None
        ports = {"PORT": str(self.port), "WORKER_PORT": str(self.port)}
        self.child = self.starts.start(self.command, self.settings | ports, self.log)

    def kill(self) -> None:
        """End it at whatever it is doing."""
        if self.child is not None:
            self.child.kill()

    def stop(self) -> None:
        """End it for good."""
        self.kill()
        if self.child is not None:
            self.child.close()
            self.child = None

    def answers(self, seconds: float = 0.2) -> bool:
        """Tell whether it is up; it is asked as long as it was not."""
        if self.up_at is None:
            asked = HTTPConnection("127.0.0.1", self.port, timeout=seconds)
            with suppress(OSError, HTTPException), closing(asked):
                asked.request("GET", "/healthz")
                if asked.getresponse().status == HTTPStatus.OK:
                    self.up_at = time.monotonic()
        return self.up_at is not None

    @property
    def has_served(self) -> bool:
        """Whether it has been up for twice as long as it took to start, ten seconds at most: on a machine that is busy
        with other things a part would else be down for nearly all of the time, which says nothing of the service."""
        if self.up_at is None:
            return False
        return time.monotonic() - self.up_at >= min(_LONGEST_SERVICE, 2 * (self.up_at - self.began))

    @property
    def ended(self) -> bool:
        """Whether it has ended by itself."""
        return self.child is not None and self.child.ended


@dataclass(frozen=True, slots=True)
class _Spawned:
    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    @property
    def ended(self) -> bool:
        return self.process.poll() is not None

    def close(self) -> None:
        self.process.wait()


@dataclass(frozen=True, slots=True)
class _Forked:
    """A grandchild, held by a descriptor that stays its own however often its number is given away again."""

    descriptor: int

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.descriptor, signal.SIGKILL)
        self._ends(None)

    @property
    def ended(self) -> bool:
        return self._ends(0)

    def close(self) -> None:
        os.close(self.descriptor)

    def _ends(self, milliseconds: int | None) -> bool:
        waiting = poll()
        waiting.register(self.descriptor, POLLIN)
        return bool(waiting.poll(milliseconds))


def _spawn(
    module: list[str],
    directory: Path,
    settings: dict[str, str],
    *,
    heard: int = subprocess.DEVNULL,
    said: IO[bytes] | int,
    complained: IO[bytes] | None = None,
) -> subprocess.Popen[bytes]:
    """Start `python -m <module>`, which ends with this process, however this one ends."""
    owner = [str(os.getpid()), str(int(signal.SIGKILL)), str(os.geteuid()), str(os.getegid())]
    return subprocess.Popen(  # noqa: S603 - the commands are ours
        [sys.executable, "-IS", exec_as_child.__file__, *owner, sys.executable, "-m", *module],
        cwd=directory,
        env=os.environ | settings,
        stdin=heard,
        stdout=said,
        stderr=complained,
    )
