"""Reading a request's body without trusting its size or its pace."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Receive, Scope

LARGEST = 256 * 1024
"""Bytes. The largest Telegram update and the largest Twilio form are far below."""

_PATIENCE_SECONDS = 10.0


class BodyRefused(Exception):
    """The body is not taken; `status` is the HTTP status that says why."""

    def __init__(self, status: int) -> None:
        super().__init__(f"status {status}")
        self.status = status


async def bounded_body(scope: Scope, receive: Receive) -> bytes:
    """Read the whole body while counting.

    Raises:
        BodyRefused: 413 larger than `LARGEST`, 408 when it does not arrive, 400 when it breaks off.
    """
    if _announced(scope) > LARGEST:
        raise BodyRefused(413)
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            return await _read(receive)
    except TimeoutError:
        raise BodyRefused(408) from None


async def _read(receive: Receive) -> bytes:
    body = b""
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise BodyRefused(400)
        piece: bytes = message.get("body", b"")
        body += piece
        if len(body) > LARGEST:
            raise BodyRefused(413)
        if not message.get("more_body", False):
            return body


def _announced(scope: Scope) -> int:
    length: bytes = dict(scope["headers"]).get(b"content-length", b"0")
    return int(length) if length.isdigit() and len(length) < len("9" * 19) else 0
