"""HTTP requests that leave this process: to the registry, to Telegram."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple, Protocol
from urllib.request import getproxies

import aiohttp
import httpx

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping

_IDLE_SECONDS = 5.0
"""How long an unused connection is kept: less than servers keep theirs."""
_JSON = {"Content-Type": "application/json"}


class Answer(NamedTuple):
    """What came back."""

    status: int
    content: bytes

    @property
    def is_success(self) -> bool:
        """Whether the status is one of success."""
        return 200 <= self.status < 300


@cache
def authorities() -> ssl.SSLContext:
    """The certificate authorities that are trusted: to read them takes longer than all else of a client of httpx."""
    return httpx.create_ssl_context()


class NotSent(Exception):
    """The request certainly did not reach anybody."""


class NoAnswer(Exception):
    """The request may have arrived, and nobody knows what became of it."""


class Line(Protocol):
    """A way to one server."""

    async def ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Ask one thing, with JSON as the body.

        Raises:
            NotSent: the request certainly did not arrive.
            NoAnswer: it may have.
        """
        ...

    async def close(self) -> None:
        """Close the connections."""
        ...


class Sockets:
    """A way over the network. `seconds` for the whole of a request, half of that to connect.

    aiohttp, because a request through httpx costs as much as everything else in a turn together.
    """

    def __init__(
        self,
        base_url: str,
        *,
        headers: Mapping[str, str] | None = None,
        seconds: float,
        connections: int = 64,
        proxies: bool = False,
    ) -> None:
        self._base = base_url.rstrip("/")
        self._headers = {**_JSON, **(headers or {})}
        self._seconds = seconds
        self._connections = connections
        self._proxies = proxies and bool(getproxies())
        self._session: aiohttp.ClientSession | None = None

    async def ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Ask one thing. See `Line`."""
        session = self._session or self._opened()
        try:
            async with session.request(method, self._base + path, data=body, headers=headers) as response:
                return Answer(response.status, await response.read())
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL) as fault:
            raise NotSent(type(fault).__name__) from fault
        except (aiohttp.ClientError, OSError) as fault:
            raise NoAnswer(type(fault).__name__) from fault

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _opened(self) -> aiohttp.ClientSession:
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=_IDLE_SECONDS),
            timeout=aiohttp.ClientTimeout(total=self._seconds, connect=self._seconds / 2),
            headers=self._headers,
            cookie_jar=aiohttp.DummyCookieJar(),
            # Looked up for each request, so only where there is something to find.
            trust_env=self._proxies,
        )
        return self._session


class Carried:
    """A way over a transport of httpx: to an application in this process, or one that is watched or cut."""

    def __init__(
        self,
        transport: httpx.AsyncBaseTransport,
        base_url: str,
        *,
        headers: Mapping[str, str] | None = None,
        seconds: float,
    ) -> None:
        self._client = httpx.AsyncClient(
            transport=transport, base_url=base_url, headers={**_JSON, **(headers or {})}, timeout=seconds
        )

    async def ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Ask one thing. See `Line`."""
        try:
            response = await self._client.request(method, path, content=body, headers=headers)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as fault:
            raise NotSent(type(fault).__name__) from fault
        except httpx.HTTPError as fault:
            raise NoAnswer(type(fault).__name__) from fault
        return Answer(response.status_code, response.content)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()
