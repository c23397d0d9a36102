"""The whole service in one process: bot, registry, PostgreSQL, Redis, and stub platforms; with a clock to turn."""

from __future__ import annotations

import base64
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import httpx
from sqlalchemy import select

from backend.app import create_app as create_registry
from backend.auth.scopes import Scope
from backend.batches.carrying_out import carry_out
from backend.batches.models import Batch, BatchState
from backend.jobs.queue import Workshop
from backend.settings import Kept
from backend.settings import Settings as RegistrySettings
from bot.app import create_app as create_bot
from bot.assembly import Parts, World
from bot.runtime.store import Pace
from bot.settings import Settings as BotSettings
from tests.office import QUICK, key_with
from tests.stubs.loopback import serving
from tests.stubs.telegram import SECRET, TOKEN, TelegramStub
from tests.stubs.twilio import ACCOUNT, AUTH_TOKEN, PUBLIC, SENDER, TwilioStub

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

DATA_KEYS = "k1:" + base64.b64encode(bytes(range(32))).decode()
API_KEYS = "bot:qX3vB7nM1kT9wZ5rL8pC2jH6yD4sF0gA"


@dataclass
class Clock:
    """The time of the world: it passes only when told to."""

    now: datetime = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def turn(self, by: timedelta) -> None:
        self.now += by


@dataclass
class Line(httpx.AsyncBaseTransport):
    """The line between bot and registry, which can be cut before a request arrives or before its
    answer does, and at whose end a submission can meet a refusal."""

    registry: httpx.ASGITransport
    cut: bool = False
    answer_lost: bool = False
    refusal: dict[str, Any] | None = None
    requests: list[str] = field(default_factory=list)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self.cut:
            raise httpx.ConnectError("the line is cut", request=request)
        if self.refusal is not None and request.url.path == "/api/v1/registrations":
            return httpx.Response(self.refusal.get("status", 422), json=self.refusal, request=request)
        self.requests.append(f"{request.method} {request.url.path}")
        response = await self.registry.handle_async_request(request)
        if self.answer_lost:
            raise httpx.ReadTimeout("the answer is lost", request=request)
        return response


@dataclass
class Service:
    """The running service, and what the tests reach it by."""

    bot: httpx.AsyncClient
    registry: httpx.AsyncClient
    parts: Parts
    line: Line
    clock: Clock
    telegram: TelegramStub
    twilio: TwilioStub
    paces: dict[str, Pace]
    settings: BotSettings

    def begin_anew(self) -> None:
        """Forget what the last test left: what was sent, what was broken, and what time it was."""
        self.clock.now = Clock().now
        self.line.cut, self.line.answer_lost, self.line.refusal = False, False, None
        self.line.requests.clear()
        self.telegram.sent.clear()
        self.telegram.blocked.clear()
        self.telegram.faults.clear()
        self.twilio.sent.clear()
        self.twilio.written.clear()
        self.twilio.faults.clear()
        self.parts.tools.paces.update(self.paces)

    async def go_through_batches(self) -> None:
        """Have the registry's jobs carry out what agents brought."""
        registry = self.line.registry.app
        async with registry.state.sessions.begin() as session:
            waiting = (await session.scalars(select(Batch.id).where(Batch.state == BatchState.RUNNING))).all()
        for batch in waiting:
            await carry_out(
                Workshop(registry.state.engine, registry.state.sessions, registry.state.keyring, Kept()), batch
            )

    async def work(self, after: timedelta = timedelta()) -> None:
        """Let time pass, and a worker do all that is due."""
        self.clock.turn(after)
        await self.parts.turns.finish()
        while await self.parts.worker.work():
            pass


@asynccontextmanager
async def service(database_url: str, redis_url: str) -> AsyncIterator[Service]:
    """Run the whole service on the given servers."""
    clock = Clock()
    async with AsyncExitStack() as running:
        telegram, twilio = TelegramStub(), TwilioStub(clock=clock)
        telegram_url = await running.enter_async_context(serving(telegram.app))
        twilio_url = await running.enter_async_context(serving(twilio.app))
        registry = create_registry(
            RegistrySettings(
                _env_file=None,
                database_url=database_url,
                data_keys=DATA_KEYS,
                api_keys=API_KEYS,
            )
        )
        registry.state.door = replace(registry.state.door, passwords=QUICK)
        await running.enter_async_context(registry.router.lifespan_context(registry))
        line = Line(httpx.ASGITransport(registry))
        settings = BotSettings(
            _env_file=None,
            redis_url=redis_url,
            backend_url="http://registry",
            public_base_url=PUBLIC,
            data_keys=DATA_KEYS,
            api_keys=API_KEYS,
            telegram_bot_token=TOKEN,
            telegram_webhook_secret=SECRET,
            telegram_api_base_url=telegram_url,
            telegram_rate=1000,
            twilio_account_sid=ACCOUNT,
            twilio_auth_token=AUTH_TOKEN,
            twilio_whatsapp_from=SENDER,
            twilio_api_base_url=twilio_url,
            whatsapp_rate=1000,
        )
        bot = create_bot(settings, World(clock, line), simulator=True)
        await running.enter_async_context(bot.router.lifespan_context(bot))
        to_bot = await running.enter_async_context(
            httpx.AsyncClient(transport=httpx.ASGITransport(bot), base_url="http://bot")
        )
        to_registry = await running.enter_async_context(
            httpx.AsyncClient(
                transport=httpx.ASGITransport(registry),
                base_url="http://registry",
                headers={"Authorization": f"Bearer {await key_with(registry, *Scope, name='tests')}"},
            )
        )
        parts: Parts = bot.state.parts
        yield Service(to_bot, to_registry, parts, line, clock, telegram, twilio, dict(parts.tools.paces), settings)
