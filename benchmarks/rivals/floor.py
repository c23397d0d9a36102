"""The floor: what any Python server has to do for a message. It parses, reads, writes, answers, and decides nothing."""

from __future__ import annotations

import asyncio
import os
from collections import deque
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, cast
from urllib.parse import unquote, urlsplit

import hiredis
import msgspec
import uvicorn

from benchmarks.dialogue import dialogue

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class Chat(msgspec.Struct):
    """Who wrote."""

    id: int


class Message(msgspec.Struct):
    """What was written."""

    chat: Chat
    text: str


class Update(msgspec.Struct):
    """As much of an update as is needed."""

    update_id: int
    message: Message


class RawRedis(asyncio.Protocol):
    """One socket to Redis; answers come in the order of the commands."""

    def __init__(self) -> None:
        self._reader = hiredis.Reader()
        self._waiting: deque[asyncio.Future[Any]] = deque()

    @classmethod
    async def to(cls, url: str) -> RawRedis:
        """Connect and sign in."""
        parts = urlsplit(url)
        loop = asyncio.get_running_loop()
        _, redis = await loop.create_connection(cls, parts.hostname or "127.0.0.1", parts.port or 6379)
        if parts.password:
            await redis.do(b"AUTH", unquote(parts.password).encode())
        await redis.do(b"SELECT", (parts.path.strip("/") or "0").encode())
        return redis

    def do(self, *command: bytes) -> asyncio.Future[Any]:
        """Send a command."""
        waiting: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting.append(waiting)
        # hiredis' stub knows only commands of one word.
        self._transport.write(hiredis.pack_command(command))  # type: ignore[arg-type]
        return waiting

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep what is written to."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Hand out the answers."""
        self._reader.feed(data)
        while (answer := self._reader.gets()) is not False:
            self._waiting.popleft().set_result(answer)


SESSION = b"." * 600
"""As long as a session is that has some answers in it."""
PARSE = msgspec.json.Decoder(Update).decode
ENCODE = msgspec.json.Encoder().encode
STEPS = [
    (
        exchange.text,
        {"inline_keyboard": [[{"text": label, "callback_data": label}] for label in exchange.choices]},
    )
    for exchange in dialogue()
]
JSON = (b"content-type", b"application/json")


class Floor:
    """A bare ASGI application."""

    def __init__(self, redis_url: str) -> None:
        self._url = redis_url
        self._redis: RawRedis | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        body = b""
        if scope["method"] == "POST":
            message = await receive()
            body = message["body"]
            while message.get("more_body"):
                message = await receive()
                body += message["body"]
            body = await self._answer(body)
        headers = [JSON, (b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _answer(self, body: bytes) -> bytes:
        message = PARSE(body).message
        redis = self._redis = self._redis or await RawRedis.to(self._url)
        key = b"floor:%d" % message.chat.id
        held = await redis.do(b"GET", key)
        step = int(held[:4]) if held else 0
        await redis.do(b"SET", key, b"%04d" % ((step + 1) % len(STEPS)) + SESSION)
        text, markup = STEPS[step]
        return ENCODE({"method": "sendMessage", "chat_id": message.chat.id, "text": text, "reply_markup": markup})


if __name__ == "__main__":
    uvicorn.run(
        Floor(os.environ["REDIS_URL"]),
        port=int(os.environ["PORT"]),
        loop="uvloop",
        http="httptools",
        lifespan="off",
        access_log=False,
        log_level="warning",
        server_header=False,
    )
