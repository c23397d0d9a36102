"""The door that a platform knocks at: plain ASGI, because it is the busiest place of the whole service."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from bot.channels.body import BodyRefused, bounded_body
from bot.channels.channel import Malformed
from bot.runtime.metrics import PUT_OFF
from bot.runtime.taken import StoreUnavailable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.types import Receive, Scope, Send

    from bot.channels.channel import HttpAnswer
    from bot.channels.crowd import Crowd

_RETRY_AFTER_SECONDS = b"5"


class Knock:
    """One delivery."""

    __slots__ = ("_receive", "scope")

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self.scope = scope
        self._receive = receive

    def header(self, name: bytes) -> str:
        """Give a header, empty when it was not sent."""
        for known, value in self.scope["headers"]:
            if known == name:
                return str(value, "latin-1")
        return ""

    @property
    def media_type(self) -> str:
        """Give the type of the body."""
        return self.header(b"content-type").partition(";")[0].strip().lower()

    @property
    def path(self) -> str:
        """Give the path as it was written, which is what signatures cover."""
        raw: bytes = self.scope.get("raw_path") or self.scope["path"].encode()
        return raw.decode("latin-1").partition("?")[0]

    @property
    def query(self) -> str:
        """Give what stands behind the "?", as it was written."""
        return str(self.scope["query_string"], "latin-1")

    def parameter(self, name: str) -> str:
        """Give a parameter of the query, empty when it was not sent."""
        return dict(parse_qsl(self.query)).get(name, "")

    async def body(self) -> bytes:
        """Read the whole body.

        Raises:
            BodyRefused: as `bounded_body` does.
        """
        return await bounded_body(self.scope, self._receive)


class Door:
    """Takes deliveries by POST, as many at once as the crowd behind all doors can be answered soon."""

    def __init__(self, take: Callable[[Knock], Awaitable[HttpAnswer]], crowd: Crowd) -> None:
        self._take = take
        self._crowd = crowd

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one delivery."""
        if scope["method"] != "POST":
            await _answer(send, 405, b"", [(b"allow", b"POST")])
            return
        if self._crowd.is_full:
            await _later(send, "crowded")
            return
        entered = self._crowd.enter()
        try:
            taken = await self._take(Knock(scope, receive))
        except BodyRefused as refusal:
            # A body that does not come is not waited for; one that comes is read, so that its sender hears the answer.
            await _answer(send, refusal.status, b"", [(b"connection", b"close")] if refusal.status == 408 else [])
        except Malformed:
            await _answer(send, 400, b"", [])
        except StoreUnavailable:
            await _later(send, "store")
        else:
            media_type = taken.media_type
            if media_type.startswith("text/"):
                media_type += "; charset=utf-8"
            await _answer(send, taken.status, taken.body, [(b"content-type", media_type.encode())])
        finally:
            self._crowd.leave(entered)


async def _answer(send: Send, status: int, body: bytes, headers: list[tuple[bytes, bytes]]) -> None:
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [length, *headers]})
    await send({"type": "http.response.body", "body": body})


async def _later(send: Send, reason: str) -> None:
    PUT_OFF.labels(reason).inc()
    await _answer(send, 503, b"", [(b"retry-after", _RETRY_AFTER_SECONDS)])
