"""One keep-alive HTTP/1.1 connection that costs its own process as little as can be."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import cast

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
_CLOSES = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)


class Broken(Exception):
    """The measurement is not one: something did not answer, or answered wrongly."""


class Refused(Broken):
    """The server put the message off with 503: a platform delivers it again."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Status and body of a response."""

    status: int
    body: bytes


class Connection(asyncio.Protocol):
    """Sends one request at a time, whole and built beforehand, to a port of this machine."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._transport: asyncio.Transport | None = None
        self._received = bytearray()
        self._waiting: asyncio.Future[Answer] | None = None
        self.closed = False

    @classmethod
    async def to(cls, port: int) -> Connection:
        """Connect."""
        _, connection = await asyncio.get_running_loop().create_connection(lambda: cls(port), "127.0.0.1", port)
        return connection

    async def send(self, request: bytes) -> Answer:
        """Send a request and wait for the response.

        Raises:
            Broken: the connection ended first.
        """
        if self._transport is None or self.closed:
            raise Broken("the server closed the connection")
        self._waiting = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._waiting

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep what is written to."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Hand over a response as soon as it is whole."""
        self._received += data
        end = self._received.find(b"\r\n\r\n")
        if end < 0:
            return
        head = bytes(self._received[: end + 2])
        body = _body(head, self._received, end + 4)
        if body is None or self._waiting is None:
            return
        self._received.clear()
        waiting, self._waiting = self._waiting, None
        self.closed = _CLOSES.search(head) is not None
        if not waiting.done():
            waiting.set_result(Answer(int(head[9:12]), body))

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell who waits."""
        self.closed = True
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(Broken(f"the connection was lost: {exc}"))


def _body(head: bytes, received: bytearray, start: int) -> bytes | None:
    """Give the body when all of it is there."""
    length = _LENGTH.search(head)
    if length is not None:
        end = start + int(length[1])
        return bytes(received[start:end]) if len(received) >= end else None
    if _CHUNKED.search(head) is not None:
        return _joined(received, start)
    return b""


def _joined(received: bytearray, start: int) -> bytes | None:
    chunks: list[bytes] = []
    while (line_end := received.find(b"\r\n", start)) >= 0:
        size = int(received[start:line_end], 16)
        start, end = line_end + 2, line_end + 2 + size
        if len(received) < end + 2:
            return None
        if size == 0:
            return b"".join(chunks)
        chunks.append(bytes(received[start:end]))
        start = end + 2
    return None
