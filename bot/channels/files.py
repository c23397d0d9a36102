"""Files that lie with a platform: fetched when a worker has time, and only from where the platform keeps them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias
from urllib.parse import urljoin

import httpx

if TYPE_CHECKING:
    from conversations.engine.messages import File

_SECONDS: Final = 20.0
"""For a whole file: two megabytes at one megabit a second."""
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Fetched:
    """The file."""

    content: bytes


@dataclass(frozen=True, slots=True)
class TooLarge:
    """It is larger than what is asked for."""


@dataclass(frozen=True, slots=True)
class Missing:
    """The platform has no such file, or gives it to nobody any more."""


@dataclass(frozen=True, slots=True)
class NotNow:
    """The platform could not be reached, or has no time."""

    reason: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The platform says that the file is at another address."""

    url: str


Answer: TypeAlias = Fetched | TooLarge | Missing | NotNow


class Files(Protocol):
    """Where a platform keeps what people send."""

    async def fetch(self, file: File, most: int) -> Answer:
        """Fetch a file of at most so many bytes. Never raises for what the platform or the network does."""
        ...

    async def forget(self, file: File) -> None:
        """Have the platform throw a file away, where it does that. What it says to that changes nothing."""
        ...


async def download(
    client: httpx.AsyncClient, url: str, most: int, auth: tuple[str, str] | None = None
) -> Answer | Elsewhere:
    """Download at most so many bytes from one address, and follow nothing."""
    try:
        async with asyncio.timeout(_SECONDS), client.stream("GET", url, auth=auth, follow_redirects=False) as response:
            if response.status_code in _REDIRECTS:
                return Elsewhere(urljoin(url, response.headers.get("location", "")))
            if not response.is_success:
                return refused(response.status_code)
            return await _read(response, most)
    except (httpx.HTTPError, TimeoutError) as fault:
        return NotNow(type(fault).__name__)


def refused(status: int) -> Missing | NotNow:
    """Tell what a refusal means: that there is no such file, or that it may come later."""
    gone = status in {httpx.codes.BAD_REQUEST, httpx.codes.FORBIDDEN, httpx.codes.NOT_FOUND, httpx.codes.GONE}
    return Missing() if gone else NotNow(f"status {status}")


async def _read(response: httpx.Response, most: int) -> Fetched | TooLarge:
    content = bytearray()
    async for piece in response.aiter_bytes():
        content += piece
        if len(content) > most:
            return TooLarge()
    return Fetched(bytes(content))
