"""The place where everybody is measured: one Redis, one PostgreSQL, the registry, and a core for each side."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from backend.migrations import upgrade
from benchmarks.door import ACCOUNT, PUBLIC, SENDER
from benchmarks.process import Server, pinned, running
from deploy.embedded import Postgres, Redis, embedded_postgres, embedded_redis
from deploy.embedded.ports import free_port
from deploy.secrets_file import kept_secrets

ROOT = Path(__file__).parents[1]
THIS_CHECKOUT = {"PYTHONPATH": str(ROOT)}
"""What is measured is what lies beside this file, wherever else the package may be installed."""
TWILIO_TOKEN = "token-of-the-example-account"  # noqa: S105 - of a stand-in
BOT_TOKEN = "110201543:example-token"  # noqa: S105 - of a stand-in
_UNLIMITED = "100000"
"""The pace of the platforms is not what is measured."""


@dataclass(frozen=True, slots=True)
class Place:
    """What is running, and what the servers under test are told of it."""

    folder: Path
    redis: Redis
    postgres: Postgres
    registry: Server
    secrets: Mapping[str, str]
    measured: int
    """The core on which the server under test runs, alone."""
    beside: int
    """The core of everything else: the load, Redis, PostgreSQL, the registry."""
    api_port: int = field(default_factory=free_port)
    _databases: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def webhook_secret(self) -> str:
        """What Telegram sends along."""
        return self.secrets["TELEGRAM_WEBHOOK_SECRET"]

    def database(self) -> str:
        """Give a Redis database that nobody has used."""
        return self.redis.database_url(next(self._databases))

    @asynccontextmanager
    async def product(
        self,
        name: str,
        redis_url: str,
        *,
        pushes: bool = False,
        core: int | None = None,
        registry_port: int | None = None,
    ) -> AsyncIterator[Server]:
        """Run `bansos bot` as production does; with another registry, if one is given."""
        settings = {**self.bot_settings(redis_url), "TELEGRAM_REPLY_IN_RESPONSE": str(not pushes).lower()}
        if registry_port is not None:
            settings["BACKEND_URL"] = f"http://127.0.0.1:{registry_port}"
        async with running(
            bansos("bot"), settings, self.folder / name, self.measured if core is None else core
        ) as server:
            yield server

    @asynccontextmanager
    async def rival(
        self, name: str, python: Path, module: str, *, pushes: bool = False, core: int | None = None
    ) -> AsyncIterator[Server]:
        """Run one of the others."""
        settings = {
            "REDIS_URL": self.database(),
            "SECRET": self.webhook_secret,
            "TELEGRAM_API_BASE_URL": self.api_url,
            "PUSHES": str(int(pushes)),
            **THIS_CHECKOUT,
        }
        command = [str(python), "-m", module]
        async with running(command, settings, self.folder / name, self.measured if core is None else core) as server:
            yield server

    @property
    def api_url(self) -> str:
        """Where the stand-in of the Bot API will listen."""
        return f"http://127.0.0.1:{self.api_port}"

    def bot_settings(self, redis_url: str) -> dict[str, str]:
        """Give the settings of a bot with both platforms."""
        return {
            **self.secrets,
            **THIS_CHECKOUT,
            "REDIS_URL": redis_url,
            "BACKEND_URL": f"http://127.0.0.1:{self.registry.port}",
            "PUBLIC_BASE_URL": PUBLIC,
            "TELEGRAM_BOT_TOKEN": BOT_TOKEN,
            "TELEGRAM_API_BASE_URL": self.api_url,
            "TELEGRAM_RATE": _UNLIMITED,
            "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": TWILIO_TOKEN,
            "TWILIO_WHATSAPP_FROM": SENDER,
            "TWILIO_API_BASE_URL": self.api_url,
            "WHATSAPP_RATE": _UNLIMITED,
        }


def bansos(command: str) -> list[str]:
    """Give the command that production starts."""
    return [str(Path(sys.executable).with_name("bansos")), command]


@asynccontextmanager
async def place(folder: Path) -> AsyncIterator[Place]:
    """Start what everybody shares, and keep this process off the core that is measured."""
    measured, *others = sorted(os.sched_getaffinity(0))
    beside = others[0] if others else measured
    secrets = kept_secrets(folder / "secrets")
    async with AsyncExitStack() as stack:
        stack.enter_context(pinned(beside))
        redis = stack.enter_context(embedded_redis(folder / "redis", fsync="everysec"))
        postgres = stack.enter_context(embedded_postgres(folder / "postgres"))
        upgrade(postgres.url)
        registry = await stack.enter_async_context(
            running(
                bansos("backend"),
                {**secrets, **THIS_CHECKOUT, "DATABASE_URL": postgres.url},
                folder / "registry",
                beside,
            )
        )
        yield Place(folder, redis, postgres, registry, secrets, measured, beside)
