"""Around every request: a body bounded in size and time, safe headers, one log line, one count."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from http import HTTPMethod, HTTPStatus
from typing import TYPE_CHECKING, Final, TypeVar

import structlog
from fastapi.routing import APIRoute
from fastapi.security.utils import get_authorization_scheme_param
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException

from backend.problems import DATABASE_AWAY, database_away, problem

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from backend.auth.key_ring import KeyRing
    from backend.metrics import Metrics

LARGEST_BODY: Final = 64 * 1024
TOO_LARGE: Final = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
PATIENCE_SECONDS: Final = 10.0
LINGERING_SECONDS: Final = 0.5
"""How long the rest of a body is thrown away after the answer: a connection closed on bytes that are still coming is
reset, and its answer is lost (RFC 9112, 9.6)."""
_THROWN_AWAY: Final = 5
UNKNOWN: Final = "unknown"
_METHODS: Final = frozenset(HTTPMethod)
T = TypeVar("T")
_log = structlog.stdlib.get_logger("backend.access")

_SAFE: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class BoundedBody:
    """Refuses bodies over 64 KiB, as announced and as really sent, and bodies that take over 10 seconds.

    `larger` allows more bytes, and `slower` more seconds, where a path begins so. `explained` has the page for browsers
    there; it comes after the body, up to five times as large, was read and thrown away, since a browser that is
    still sending shows no answer. Any other answer that comes before the body's end closes the
    connection half a second later, so that nobody can go on sending.
    """

    def __init__(
        self,
        app: ASGIApp,
        larger: Mapping[str, int] | None = None,
        patience: float = PATIENCE_SECONDS,
        slower: Mapping[str, float] | None = None,
        explained: Mapping[str, Callable[[], Awaitable[ASGIApp]]] | None = None,
    ) -> None:
        self.app = app
        self.larger = dict(larger or {})
        self.patience = patience
        self.slower = dict(slower or {})
        self.explained = dict(explained or {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: D102 - ASGI
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        body = _Body(
            receive,
            send,
            expected=_comes_with_body(scope),
            largest=_first(self.larger, scope["path"], LARGEST_BODY),
            patience=_first(self.slower, scope["path"], self.patience),
        )
        announced = Headers(scope=scope).get("content-length", "0")
        if announced.isdecimal() and int(announced) > body.largest:
            page = _first(self.explained, scope["path"], None)
            if page is not None and int(announced) <= _THROWN_AWAY * body.largest:
                body.largest *= _THROWN_AWAY
                await body.throw_away()
                await (await page())(scope, receive, body.answer)
            else:
                await problem(TOO_LARGE, TOO_LARGE.description + ".")(scope, receive, body.answer)
            return
        await self.app(scope, body.read, body.answer)


def _first(by_beginning: Mapping[str, T], path: str, otherwise: T) -> T:
    return next((value for begins, value in by_beginning.items() if path.startswith(begins)), otherwise)


class _Body:
    """One request's body while it arrives, and the answer to it."""

    def __init__(self, receive: Receive, send: Send, *, expected: bool, largest: int, patience: float) -> None:
        self.receive = receive
        self.send = send
        self.expected = expected
        self.largest = largest
        self.patience = patience
        self.seen = 0
        self.deadline: float | None = None

    async def read(self) -> Message:
        # Of all exceptions only HTTPException passes through FastAPI's reading of the body.
        if not self.expected:
            return await self.receive()
        if self.deadline is None:
            self.deadline = asyncio.get_running_loop().time() + self.patience
        try:
            async with asyncio.timeout_at(self.deadline):
                message = await self.receive()
        except TimeoutError:
            raise HTTPException(HTTPStatus.REQUEST_TIMEOUT) from None
        self.seen += len(message.get("body", b""))
        if self.seen > self.largest:
            raise HTTPException(TOO_LARGE)
        self.expected = bool(message.get("more_body", False))
        return message

    async def throw_away(self) -> None:
        with suppress(HTTPException):
            while self.expected and (await self.read())["type"] == "http.request":
                pass

    async def answer(self, message: Message) -> None:
        if message["type"] == "http.response.start" and self.expected:
            MutableHeaders(scope=message)["Connection"] = "close"
        is_last = message["type"] == "http.response.body" and not message.get("more_body", False)
        if not (is_last and self.expected):
            await self.send(message)
            return
        # The caller has the whole answer; only its end, which closes the connection, waits a little.
        await self.send({**message, "more_body": True})
        await self._linger()
        await self.send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _linger(self) -> None:
        thrown_away = 0
        with suppress(TimeoutError):
            async with asyncio.timeout(LINGERING_SECONDS):
                while self.expected and thrown_away <= LARGEST_BODY:
                    message = await self.receive()
                    thrown_away += len(message.get("body", b""))
                    self.expected = bool(message.get("more_body", False))


def _comes_with_body(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    return "transfer-encoding" in headers or headers.get("content-length", "0") != "0"


class KeyBeforeBody:
    """Below `path`, gives an empty body instead of what a caller without a known key sends.

    FastAPI reads bodies before it asks for keys. So nothing of a stranger is read, and `known_program` stays
    the one place that refuses.
    """

    def __init__(self, app: ASGIApp, path: str, keys: KeyRing) -> None:
        self.app = app
        self.path = path
        self.keys = keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: D102 - ASGI
        if scope["type"] != "http" or not scope["path"].startswith(self.path):
            await self.app(scope, receive, send)
            return
        scheme, secret = get_authorization_scheme_param(Headers(scope=scope).get("authorization"))
        try:
            program = await self.keys.program_of(secret if scheme.lower() == "bearer" else "")
        except DATABASE_AWAY as away:
            await (await database_away(away))(scope, _nothing, send)
            return
        scope["program"] = program
        await self.app(scope, receive if program is not None else _nothing, send)


async def _nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


class SafeHeaders:
    """Adds the headers that keep browsers careful, where a response has none of its own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: D102 - ASGI
        async def safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _SAFE.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, safely if scope["type"] == "http" else send)


class Watched:
    """Logs and counts each request by its route, never by anything that a caller can choose freely."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: D102 - ASGI
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        status = 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])
            await send(message)

        try:
            await self.app(scope, receive, noting)
        finally:
            self._note(scope, status, time.perf_counter() - started)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = _route(scope)
        method = scope["method"] if scope["method"] in _METHODS else UNKNOWN
        self.metrics.requests.labels(method, route, str(status)).inc()
        self.metrics.seconds.labels(method, route).observe(seconds)
        _log.info("request", method=method, route=route, status=status, milliseconds=round(seconds * 1000, 1))


def _route(scope: Scope) -> str:
    """Give the path with its variable parts unfilled; they may be somebody's number."""
    route = scope.get("route")
    # Around us there may be an application that noted a route of its own, which says nothing of ours.
    if not isinstance(route, APIRoute):
        return UNKNOWN
    # A route does not know the prefixes of the routers around it.
    steps: list[str] = scope["path"].split("/")
    return "/".join(steps[: len(steps) - route.path.count("/")]) + route.path
