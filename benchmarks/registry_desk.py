"""A registry that gives a number at once, for the rounds that count processor time. It lives in the driver's process.

The bot does the same work with it. Beside the real one it would mostly wait, because the registry works on the shared
core; and a process that waits between any two messages pays for being woken, which those measured beside it, who have
no registry, do not.
"""

from __future__ import annotations

import asyncio
import re
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, cast

from benchmarks.dialogue import EXAMPLE_NUMBER

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_ANSWERS = {
    b"/api/v1/registrations/own/by-nik": b'{"number":null}',
    b"/api/v1/registrations/own": b'{"registrations":[]}',
    b"/api/v1/registrations": b'{"number":"%s","already":false}' % EXAMPLE_NUMBER.encode(),
}


@asynccontextmanager
async def registry_desk() -> AsyncIterator[int]:
    """Serve on a port of this machine, which is given."""
    server = await asyncio.get_running_loop().create_server(_Request, "127.0.0.1", 0)
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        server.close()


class _Request(asyncio.Protocol):
    def __init__(self) -> None:
        self._received = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._received += data
        end = self._received.find(b"\r\n\r\n")
        length = _LENGTH.search(self._received, 0, end + 2) if end >= 0 else None
        if end < 0 or (length is not None and len(self._received) < end + 4 + int(length[1])):
            return
        path = self._received.split(b" ", 2)[1]
        self._received.clear()
        answer = _ANSWERS[bytes(path)]
        self._transport.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(answer), answer)
        )
