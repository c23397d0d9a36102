"""Reading a webhook's body without trusting its size or its pace."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.requests import ClientDisconnect

if TYPE_CHECKING:
    from starlette.requests import Request

LARGEST = 256 * 1024
"""Bytes. The largest Telegram update and the largest Twilio form are far below."""

_PATIENCE_SECONDS = 10.0


class BodyRefused(Exception):
    """The body is not taken; `status` is the HTTP status that says why."""

    def __init__(self, status: int) -> None:
        super().__init__(f"status {status}")
        self.status = status


async def bounded_body(request: Request) -> bytes:
    """Read the whole body while counting.

    Raises:
        BodyRefused: 413 larger than `LARGEST`, 408 when it does not arrive, 400 when it breaks off.
    """
    if _announced(request) > LARGEST:
        raise BodyRefused(413)
    body = bytearray()
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > LARGEST:
                    raise BodyRefused(413)
    except TimeoutError:
        raise BodyRefused(408) from None
    except ClientDisconnect:
        raise BodyRefused(400) from None
    return bytes(body)


def _announced(request: Request) -> int:
    length = request.headers.get("content-length", "0")
    return int(length) if length.isascii() and length.isdigit() and len(length) < len("9" * 19) else 0
