"""The parts of the service as real processes, started as production starts them."""

from __future__ import annotations

import base64
import os
import secrets
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from benchmarks.soak.line import Line
from benchmarks.soak.servers import REDIS_PASSWORD, PostgresServer, RedisServer
from deploy.embedded import exec_as_child
from deploy.embedded.ports import free_port
from tests.stubs.telegram import SECRET, TOKEN
from tests.stubs.twilio import ACCOUNT, AUTH_TOKEN, PUBLIC, SENDER

START_SECONDS = 240.0
_LONGEST_SERVICE = 10.0


class Part(StrEnum):
    """What can be killed."""

    BOT_1 = "bot 1"
    BOT_2 = "bot 2"
    WORKER_1 = "worker 1"
    WORKER_2 = "worker 2"
    BACKEND = "backend"
    REDIS = "Redis"
    POSTGRES = "PostgreSQL"


_PAIRS = ((Part.BOT_1, Part.BOT_2), (Part.WORKER_1, Part.WORKER_2))


@dataclass(slots=True)
class Program:
    """One process of the service."""

    command: str
    port: int
    directory: Path
    settings: dict[str, str]
    process: subprocess.Popen[bytes] | None = None
    began: float = 0.0
    up_at: float | None = None
    """When it first answered since it `began`, on the machine's steady clock."""

    def start(self) -> None:
        """Start it. It ends with this process, however this one ends."""
        wrapper = [sys.executable, "-IS", exec_as_child.__file__]
        self.began, self.up_at = time.monotonic(), None
        owner = [str(os.getpid()), str(int(signal.SIGKILL)), str(os.geteuid()), str(os.getegid())]
        with (self.directory / f"{self.command}-{self.port}.log").open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - the commands are ours
                [*wrapper, *owner, sys.executable, "-m", "deploy", self.command],
                cwd=self.directory,
                env=os.environ | self.settings | {"PORT": str(self.port), "WORKER_PORT": str(self.port)},
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def kill(self) -> None:
        """End it at whatever it is doing."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

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
        return self.process is not None and self.process.poll() is not None


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the stub platforms listen, and the lines that lead to the servers and to the registry."""

    telegram: str
    twilio: str
    to_redis: Line
    to_postgres: Line
    to_backend: Line


@dataclass(slots=True)
class Service:
    """All parts. To be used from the main thread: the kernel takes the thread that starts a child for its parent."""

    directory: Path
    addresses: Addresses
    counts: Counter[str]
    data_keys: str = field(default_factory=lambda: f"soak:{base64.b64encode(secrets.token_bytes(32)).decode()}")
    bot_ports: tuple[int, int] = field(default_factory=lambda: (free_port(), free_port()))
    redis: RedisServer = field(init=False)
    postgres: PostgresServer = field(init=False)
    _programs: dict[Part, Program] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Lay the servers' directories out."""
        self.redis = RedisServer(self.directory / "redis", self.addresses.to_redis)
        self.postgres = PostgresServer(self.directory / "postgres", self.addresses.to_postgres)

    def start(self) -> None:
        """Start everything and wait until it answers.

        Raises:
            RuntimeError: a part does not come up; its log says why.
        """
        self.redis.start()
        self.postgres.start()
        settings = self._settings()
        with ThreadPoolExecutor(2) as both:
            migrated = both.submit(self._run, "migrate", settings | {"DATABASE_URL": self.postgres.url})
            provisioned = both.submit(self._run, "whatsapp provision", settings)
        migrated.result()
        settings["TWILIO_CONTENT_SIDS"] = next(
            line.partition("=")[2]
            for line in provisioned.result().splitlines()
            if line.startswith("TWILIO_CONTENT_SIDS=")
        )
        backend = Program("backend", free_port(), self.directory, settings)
        self.addresses.to_backend.far_port = backend.port
        self._programs = {
            Part.BACKEND: backend,
            Part.BOT_1: Program("bot", self.bot_ports[0], self.directory, settings),
            Part.BOT_2: Program("bot", self.bot_ports[1], self.directory, settings),
            Part.WORKER_1: Program("worker", free_port(), self.directory, settings),
            Part.WORKER_2: Program("worker", free_port(), self.directory, settings),
        }
        for program in self._programs.values():
            program.start()
        for part in self._programs:
            self._await(part)

    def may_be_killed(self, part: Part) -> bool:
        """Tell whether a part has served a while, and its twin is up."""
        if part not in self._programs:
            return True
        pair = next((pair for pair in _PAIRS if part in pair), (part,))
        return all(self._programs[each].answers() for each in pair) and self._programs[part].has_served

    def kill(self, part: Part) -> None:
        """Kill one part and start it again at once."""
        self.counts[part] += 1
        match part:
            case Part.REDIS:
                self.redis.kill()
                self.redis.start()
            case Part.POSTGRES:
                self.postgres.kill()
                self.postgres.start()
            case _:
                program = self._programs[part]
                program.kill()
                program.start()

    def look_after(self) -> None:
        """Start what has ended by itself, as a service manager does: a part refuses to start without its server."""
        for program in self._programs.values():
            if program.ended:
                self.counts["ended by itself"] += 1
                program.start()

    def stop(self) -> None:
        """End everything."""
        for program in self._programs.values():
            program.kill()
        self.redis.stop()
        self.postgres.stop()

    def _run(self, command: str, settings: dict[str, str]) -> str:
        done = subprocess.run(  # noqa: S603 - the commands are ours
            [sys.executable, "-m", "deploy", *command.split()],
            cwd=self.directory,
            env=os.environ | settings,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"bansos {command}: {done.stderr.strip() or done.stdout.strip()}")
        return done.stdout

    def _await(self, part: Part) -> None:
        program = self._programs[part]
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and not program.ended:
            if program.answers():
                return
            time.sleep(0.05)
        raise RuntimeError(f"{part} does not start; {self.directory}/{program.command}-{program.port}.log says why")

    def _settings(self) -> dict[str, str]:
        addresses = self.addresses
        return {
            "NO_PROXY": "*",
            "HOST": "127.0.0.1",
            "DATABASE_URL": self.postgres.url_by_line,
            "REDIS_URL": f"redis://:{REDIS_PASSWORD}@127.0.0.1:{addresses.to_redis.port}/0",
            "BACKEND_URL": f"http://127.0.0.1:{addresses.to_backend.port}",
            "PUBLIC_BASE_URL": PUBLIC,
            "DATA_KEYS": self.data_keys,
            "API_KEYS": f"bot:{secrets.token_urlsafe(32)}",
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_WEBHOOK_SECRET": SECRET,
            "TELEGRAM_API_BASE_URL": addresses.telegram,
            "TELEGRAM_RATE": "200",
            "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": AUTH_TOKEN,
            "TWILIO_WHATSAPP_FROM": SENDER,
            "TWILIO_API_BASE_URL": addresses.twilio,
            "WHATSAPP_RATE": "200",
        }
