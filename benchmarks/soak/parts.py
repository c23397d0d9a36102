"""The parts of the service as real processes, started as production starts them."""

from __future__ import annotations

import base64
import secrets
import time
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from benchmarks.soak.line import Line
from benchmarks.soak.program import Cold, Program, Starts, Warm
from benchmarks.soak.servers import REDIS_PASSWORD, PostgresServer, RedisServer
from deploy.embedded.ports import free_port
from tests.stubs.telegram import SECRET, TOKEN
from tests.stubs.twilio import ACCOUNT, AUTH_TOKEN, PUBLIC, SENDER

START_SECONDS = 240.0


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
    cold: bool = False
    """Whether each start of a process loads its code anew."""
    redis: RedisServer = field(init=False)
    postgres: PostgresServer = field(init=False)
    _programs: dict[Part, Program] = field(default_factory=dict)
    _starts: Starts = field(init=False)

    def __post_init__(self) -> None:
        """Lay the servers' directories out."""
        self.redis = RedisServer(self.directory / "redis", self.addresses.to_redis)
        self.postgres = PostgresServer(self.directory / "postgres", self.addresses.to_postgres)
        self._starts = Cold(self.directory) if self.cold else Warm(self.directory)

    def start(self) -> None:
        """Start everything and wait until it answers.

        Raises:
            RuntimeError: a part does not come up; its log says why.
        """
        self.redis.start()
        self.postgres.start()
        settings = self._settings()
        self._run("migrate", settings | {"DATABASE_URL": self.postgres.url})
        settings["TWILIO_CONTENT_SIDS"] = next(
            line.partition("=")[2]
            for line in self._run("whatsapp provision", settings).splitlines()
            if line.startswith("TWILIO_CONTENT_SIDS=")
        )
        backend = self._program("backend", free_port(), settings)
        self.addresses.to_backend.far_port = backend.port
        self._programs = {
            Part.BACKEND: backend,
            Part.BOT_1: self._program("bot", self.bot_ports[0], settings),
            Part.BOT_2: self._program("bot", self.bot_ports[1], settings),
            Part.WORKER_1: self._program("worker", free_port(), settings),
            Part.WORKER_2: self._program("worker", free_port(), settings),
        }
        for program in self._programs.values():
            program.start()
        for part in self._programs:
            self._await(part)

    def invite(self, agents: str) -> str:
        """Let the office invite agents from a file, and give what it prints: a code for each."""
        file = self.directory / "agents.csv"
        file.write_text(agents)
        return self._run(f"agents invite-file {file}", self._settings() | {"DATABASE_URL": self.postgres.url})

    def may_be_killed(self, part: Part) -> bool:
        """Tell whether a part has served a while, and its twin is up."""
        if part not in self._programs:
            return True
        pair = next((pair for pair in _PAIRS if part in pair), (part,))
        return all(self._programs[each].answers() for each in pair) and self._programs[part].has_served

    def kill(self, part: Part) -> None:
        """Kill one part, and start it again at once; Redis as soon as its disk has room."""
        self.counts[part] += 1
        match part:
            case Part.REDIS:
                self.redis.kill()
            case Part.POSTGRES:
                self.postgres.kill()
                self.postgres.start()
            case _:
                program = self._programs[part]
                program.kill()
                program.start()

    def look_after(self) -> None:
        """Start what has ended by itself, as a service manager does: a part refuses to start without its server."""
        if self.redis.waits_for_start:
            self.redis.restart()
        for program in self._programs.values():
            if program.ended:
                self.counts["ended by itself"] += 1
                program.start()

    def stop(self) -> None:
        """End everything."""
        for program in self._programs.values():
            program.stop()
        self._starts.close()
        self.redis.stop()
        self.postgres.stop()

    def _program(self, command: str, port: int, settings: dict[str, str]) -> Program:
        return Program(command, port, self.directory, settings, self._starts)

    def _run(self, command: str, settings: dict[str, str]) -> str:
        log = self.directory / f"{command.partition('/')[0].strip().replace(' ', '-')}.log"
        status = self._starts.run(command, settings, log)
        if status:
            raise RuntimeError(f"bansos {command} ended with {status}: {log.read_text().strip()}")
        return log.read_text()

    def _await(self, part: Part) -> None:
        program = self._programs[part]
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and not program.ended:
            if program.answers():
                return
            time.sleep(0.05)
        raise RuntimeError(f"{part} does not start; {program.log} says why")

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
