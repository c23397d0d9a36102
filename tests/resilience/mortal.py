"""A process of the bot that dies at a chosen moment, beside the one that lives on.

Everything that a process does to the world goes through three lines: to Redis, to the registry, and its answer to the
platform. At the chosen seam all three are cut at once, as a SIGKILL cuts them, with what was on its way lost; what had
arrived on the other side has arrived. What it did to a platform's API is cut by the seam before or after it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from functools import cache
from hashlib import sha1
from importlib import resources
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import urlsplit

import hiredis
import httpx
from starlette.applications import Starlette
from starlette.responses import Response

from bot.assembly import Parts, World, assembled
from bot.runtime.taken import StoreUnavailable
from bot.webhooks import webhook_routes
from tests.dialogues.phones import TelegramPhone
from tests.stubs.loopback import serving
from tests.world import Service

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.types import ASGIApp, Receive, Scope, Send

    from tests.dialogues.phones import Phone

Words: TypeAlias = list[bytes]


class When(Enum):
    """Before the other side hears of it, or after it has done it and before we hear so."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True)
class Seam:
    """A moment: the `nth` time that something happens on a line."""

    line: str
    what: Callable[[Words], bool]
    when: When
    nth: int = 1


@cache
def _digest(script: str) -> bytes:
    source = (resources.files("bot.runtime") / f"{script}.lua").read_text(encoding="utf-8")
    return sha1(source.encode(), usedforsecurity=False).hexdigest().encode()


def script(name: str, when: When, nth: int = 1, *, about: bytes = b"") -> Seam:
    """The moment of a script in Redis, for the `nth` time; `about` stands among its keys and arguments."""
    return Seam(
        "redis",
        lambda words: words[0] == b"EVALSHA" and words[1] == _digest(name) and any(about in word for word in words),
        when,
        nth,
    )


def submission(when: When) -> Seam:
    """The moment of a submission to the registry."""
    return Seam("registry", lambda words: words == [b"POST", b"/api/v1/registrations"], when)


def sending(when: When) -> Seam:
    """The moment of a message to the platform's API."""
    return Seam("platform", lambda words: words == [b"message"], when)


def answering() -> Seam:
    """The moment when the answer is on its way back to the platform."""
    return Seam("answer", lambda _: True, When.BEFORE)


@dataclass
class Death:
    """Watches the lines, and strikes at the seam."""

    seam: Seam
    cuts: Callable[[], None] = lambda: None
    struck: bool = False
    met: int = 0

    def meets(self, line: str, words: Words) -> When | None:
        """Say whether this is the moment, and on which side of it."""
        if line != self.seam.line or not self.seam.what(words):
            return None
        self.met += 1
        return self.seam.when if self.met == self.seam.nth else None

    def strike(self) -> None:
        """Cut every line."""
        self.struck = True
        self.cuts()


class _RedisLine:
    """A proxy in front of Redis. It passes one command after the other, and looks at each."""

    def __init__(self, url: str, death: Death) -> None:
        self._there = urlsplit(url)
        self._death = death
        self._ends: list[asyncio.StreamWriter] = []

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[str]:
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        user, at, _ = self._there.netloc.rpartition("@")
        try:
            yield f"redis://{user}{at}127.0.0.1:{port}{self._there.path}"
        finally:
            server.close()
            self.cut()

    def cut(self) -> None:
        for end in self._ends:
            end.transport.abort()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, onward = await asyncio.open_connection(self._there.hostname, self._there.port)
        self._ends += [writer, onward]
        commands, answers = hiredis.Reader(), hiredis.Reader()
        with suppress(ConnectionError):
            while not self._death.struck and (data := await reader.read(1 << 16)):
                commands.feed(data)
                while (words := commands.gets()) is not False:
                    if not await self._passed(words, answers, there, onward, writer):
                        return
        self.cut()

    async def _passed(
        self,
        words: Words,
        answers: hiredis.Reader,
        there: asyncio.StreamReader,
        onward: asyncio.StreamWriter,
        writer: asyncio.StreamWriter,
    ) -> bool:
        moment = self._death.meets("redis", words)
        if moment is When.BEFORE:
            self._death.strike()
            return False
        onward.write(hiredis.pack_command(tuple(words)))
        answer = b""
        while True:
            received = await there.read(1 << 16)
            if not received:
                return False
            answer += received
            answers.feed(received)
            if answers.gets() is not False:
                break
        if moment is When.AFTER:
            self._death.strike()
        if self._death.struck:
            return False
        writer.write(answer)
        return True


class _RegistryLine(httpx.AsyncBaseTransport):
    def __init__(self, inner: httpx.AsyncBaseTransport, death: Death) -> None:
        self._inner = inner
        self._death = death

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        moment = self._death.meets("registry", [request.method.encode(), request.url.path.encode()])
        if moment is When.BEFORE:
            self._death.strike()
        if self._death.struck:
            raise httpx.ConnectError("the process is dead", request=request)
        response = await self._inner.handle_async_request(request)
        if moment is When.AFTER:
            self._death.strike()
        if self._death.struck:
            raise httpx.ReadError("the process is dead", request=request)
        return response


class _PlatformLine:
    """In front of a stub platform: what the process says to the platform's API."""

    def __init__(self, inner: ASGIApp, death: Death) -> None:
        self._inner = inner
        self._death = death

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_message = scope["path"].endswith(("/sendMessage", "/Messages.json")) and scope["method"] == "POST"
        moment = self._death.meets("platform", [b"message"]) if is_message else None
        if moment is When.BEFORE:
            self._death.strike()
        if self._death.struck:
            await Response(status_code=503)(scope, receive, send)
        elif moment is When.AFTER:
            await self._inner(scope, receive, _nowhere)
            self._death.strike()
            await Response(status_code=503)(scope, receive, send)
        else:
            await self._inner(scope, receive, send)


async def _nowhere(_: object) -> None:
    """Where answers to the dead go."""


class _AnswerLine(httpx.AsyncBaseTransport):
    def __init__(self, app: ASGIApp, death: Death) -> None:
        self._inner = httpx.ASGITransport(app)
        self._death = death

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await self._inner.handle_async_request(request)
        if self._death.meets("answer", []) is not None:
            self._death.strike()
        if self._death.struck:
            raise httpx.ReadError("the process is dead", request=request)
        return response


@dataclass
class Mortal:
    """The process that will die."""

    service: Service
    parts: Parts
    client: httpx.AsyncClient
    death: Death

    async def receives(self, phone: Phone, message: Any) -> None:
        """Let the platform deliver a message to it, and see it die."""
        platform = self.service.telegram if isinstance(phone, TelegramPhone) else self.service.twilio
        with suppress(httpx.ReadError):
            await platform.deliver(self.client, message)
        await self.parts.turns.finish()
        assert self.death.struck, "it lives"

    async def works(self) -> None:
        """Let it work off what is due as a worker, and see it die."""
        for _ in range(5):
            with suppress(StoreUnavailable):
                await self.parts.worker.work()
        assert self.death.struck, "it lives"


@asynccontextmanager
async def mortal(service: Service, seam: Seam, **settings: Any) -> AsyncIterator[Mortal]:
    """Start a second process on the same servers, which dies at a seam. `settings` differ from the first one's."""
    async with AsyncExitStack() as running:
        death = Death(seam)
        redis = _RedisLine(service.settings.redis_url, death)
        death.cuts = redis.cut
        redis_url = await running.enter_async_context(redis.serving())
        telegram = await running.enter_async_context(serving(_PlatformLine(service.telegram.app, death)))
        twilio = await running.enter_async_context(serving(_PlatformLine(service.twilio.app, death)))
        lines = {"redis_url": redis_url, "telegram_api_base_url": telegram, "twilio_api_base_url": twilio}
        changed = service.settings.model_copy(update=lines | settings)
        world = World(service.clock, _RegistryLine(service.line, death))
        parts = await running.enter_async_context(assembled(changed, world, service.parts.tools.engine))
        routes = webhook_routes(
            parts.turns,
            telegram=parts.telegram,
            whatsapp=parts.whatsapp,
            note_reachability=parts.reports.note_reachability,
            note_status=parts.reports.note_status,
        )
        client = await running.enter_async_context(
            httpx.AsyncClient(transport=_AnswerLine(Starlette(routes=routes), death), base_url="http://mortal")
        )
        yield Mortal(service, parts, client, death)
