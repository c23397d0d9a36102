"""A Bot API for pushed replies: it takes messages and tells who waits for them. It lives in the driver's process."""

from __future__ import annotations

import asyncio
import re
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Self, cast

from benchmarks.connection import Broken

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
# As a form, as one part of a multipart body, or as JSON: each client sends it in its own way.
_CHAT = re.compile(rb'(?:chat_id=|name="chat_id"\r\n(?:[^\r\n]+\r\n)*\r\n|"chat_id": ?)(\d+)')
_ME = b'{"id":110201543,"is_bot":true,"first_name":"Bansos","username":"bansos_bot"}'
_TEXT = b"Berapa Nomor Kartu Keluarga (KK)? 16 angka, di bagian atas KK. " * 3
_SENT = (
    b'{"message_id":%d,"from":' + _ME + b',"chat":{"id":%d,"first_name":"Contoh","last_name":"Sumiati",'
    b'"type":"private"},"date":1764500000,"text":"' + _TEXT + b'"}'
)


class TelegramApi:
    """What was pushed, by the chat it went to. The answers have the size of real ones."""

    def __init__(self) -> None:
        self.port = 0
        self._waiting: dict[int, asyncio.Future[bytes]] = {}
        self._sent = 0

    def expect(self, chat: int) -> asyncio.Future[bytes]:
        """Give what will hold the body of the next message to a chat."""
        waiting: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self._waiting[chat] = waiting
        return waiting

    @asynccontextmanager
    async def serving(self, port: int = 0) -> AsyncIterator[Self]:
        """Serve on a port of this machine."""
        server = await asyncio.get_running_loop().create_server(lambda: _Call(self), "127.0.0.1", port)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()

    def answer(self, head: bytes, body: bytes) -> bytes:
        """Give the whole response to a request."""
        return response(b'{"ok":true,"result":%s}' % self.perform(head, body))

    def perform(self, head: bytes, body: bytes) -> bytes:
        """Carry out one method and give its result."""
        method = head.split(b" ", 2)[1].partition(b"?")[0].rpartition(b"/")[2].lower()
        if method == b"getme":
            return _ME
        if method != b"sendmessage":
            return b"true"
        chat = _CHAT.search(body)
        if chat is None:
            raise Broken(f"a message to nobody was sent: {body[:200]!r}")
        waiting = self._waiting.pop(int(chat[1]), None)
        if waiting is not None and not waiting.done():
            waiting.set_result(body)
        self._sent += 1
        self.sent_to(int(chat[1]))
        return _SENT % (self._sent, int(chat[1]))

    def sent_to(self, chat: int) -> None:
        """Hear of each message that was taken. Whoever counts them says how."""


def response(body: bytes, status: bytes = b"200 OK") -> bytes:
    """Put JSON into a response."""
    head = b"HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
    return head % (status, len(body)) + body


class _Call(asyncio.Protocol):
    def __init__(self, api: TelegramApi) -> None:
        self._api = api
        self._received = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._received += data
        end = self._received.find(b"\r\n\r\n")
        if end < 0:
            return
        head = bytes(self._received[: end + 2])
        length = _LENGTH.search(head)
        if length is not None:
            whole = len(self._received) >= end + 4 + int(length[1])
        else:
            whole = _CHUNKED.search(head) is None or self._received.endswith(b"0\r\n\r\n")
        if not whole:
            return
        body = bytes(self._received[end + 4 :])
        self._received.clear()
        self._transport.write(self._api.answer(head, body))
