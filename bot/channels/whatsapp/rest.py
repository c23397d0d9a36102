"""Twilio's REST client, on the connection pool and the address that we choose."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import httpx
from twilio.http import AsyncHttpClient
from twilio.http.response import Response
from twilio.rest import Client

from bot.outgoing import authorities

DEFAULT_BASE_URL = "https://api.twilio.com"

_CONNECTIONS = 40


class TwilioHttp(AsyncHttpClient):  # type: ignore[misc] # twilio ships no types
    """Carries the client's requests. Unlike the one that comes along: no bodies in logs, JSON sent as JSON.

    With another `base_url` than Twilio's own, every host of Twilio (api, content) becomes that server.
    """

    def __init__(self, base_url: str, timeout: float) -> None:
        super().__init__(logging.getLogger(__name__), True, timeout)  # noqa: FBT003 - the base class takes it so
        self._base = urlsplit(base_url.rstrip("/")) if base_url.rstrip("/") != DEFAULT_BASE_URL else None
        self._client = httpx.AsyncClient(
            timeout=httpx.Timeout(timeout, connect=timeout / 2),
            verify=authorities(),
            limits=httpx.Limits(max_connections=_CONNECTIONS),
        )

    async def request(  # noqa: D102 - the base class describes it
        self,
        method: str,
        url: str,
        params: dict[str, Any] | None = None,
        data: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109 - every request has the client's own
        allow_redirects: bool = False,  # noqa: FBT001, FBT002 - the base class takes it so
    ) -> Response:
        as_json = (headers or {}).get("Content-Type") == "application/json"
        answer = await self._client.request(
            method,
            self._address(url),
            params=params,
            json=data if as_json else None,
            data=None if as_json else data,
            headers=headers,
            auth=auth,
            follow_redirects=allow_redirects,
        )
        return Response(answer.status_code, answer.text, answer.headers)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    def _address(self, url: str) -> str:
        if self._base is None:
            return url
        asked = urlsplit(url)
        return urlunsplit((self._base.scheme, self._base.netloc, self._base.path + asked.path, asked.query, ""))


def rest_client(account_sid: str, auth_token: str, http: TwilioHttp) -> Client:
    """Give the client for one account."""
    return Client(account_sid, auth_token, http_client=http)
