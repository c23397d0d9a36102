"""What a stub platform can be told to do wrong."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, Response

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send


@dataclass(frozen=True)
class Answer:
    """Say this instead of doing anything."""

    status: int
    body: object
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Garbage:
    """Do the work, then answer something unreadable with this status."""

    status: int = 200
    body: bytes = b"<html>nginx</html>"


@dataclass(frozen=True)
class Hang:
    """Do the work, then never answer."""


@dataclass(frozen=True)
class Drop:
    """Do the work, then cut the connection."""


Fault = Answer | Garbage | Hang | Drop


class Faults:
    """The faults that the next requests meet, in order. Without one the platform works."""

    def __init__(self) -> None:
        self._queue: deque[Fault] = deque()
        self._released = asyncio.Event()

    def add(self, *faults: Fault) -> None:
        self._queue.extend(faults)

    def clear(self) -> None:
        """Forget the faults and let every hanging request go."""
        self._queue.clear()
        self._released.set()
        self._released = asyncio.Event()

    def next(self) -> Fault | None:
        return self._queue.popleft() if self._queue else None

    def response(self, fault: Fault) -> Response:
        match fault:
            case Answer(status, body, headers):
                return JSONResponse(body, status, headers)
            case Garbage(status, body):
                return Response(body, status, media_type="text/html")
            case Hang():
                return _Hanging(self._released)
            case Drop():
                return _Dropping()


class _Hanging(Response):
    def __init__(self, released: asyncio.Event) -> None:
        super().__init__()
        self._released = released

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._released.wait()
        await super().__call__(scope, receive, send)


class _Dropping(Response):
    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # A body shorter than announced: uvicorn closes the connection and the client sees it break.
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1000")]})
        await send({"type": "http.response.body", "body": b"{", "more_body": False})
