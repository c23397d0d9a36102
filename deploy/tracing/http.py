"""Requests that come in and go out, with the header that makes one trace of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
from opentelemetry.trace import SpanKind, Status, StatusCode
from starlette.datastructures import Headers

from deploy.tracing.spans import LINE, line

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from deploy.tracing.spans import Spans

_OUR_FAULT = 500


class TracedApp:
    """An application whose requests below `paths` are spans.

    A platform's own trace header is not believed; `known` callers' is. The address goes into no span: it may hold
    somebody's number.
    """

    def __init__(self, app: ASGIApp, spans: Spans, paths: tuple[str, ...], *, known: bool) -> None:
        self._app = app
        self._spans = spans
        self._paths = paths
        self._known = known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        path = next((path for path in self._paths if scope.get("path", "").startswith(path)), None)
        if scope["type"] != "http" or path is None:
            await self._app(scope, receive, send)
            return
        after = Headers(scope=scope).get(LINE, "") if self._known else ""
        with self._spans.span(f"{scope['method']} {path}", {}, kind=SpanKind.SERVER, after=after) as span:

            async def noting(message: Message) -> None:
                if message["type"] == "http.response.start":
                    span.set_attribute("http.response.status_code", message["status"])
                    if message["status"] >= _OUR_FAULT:
                        span.set_status(Status(StatusCode.ERROR))
                await send(message)

            await self._app(scope, receive, noting)


class TracedTransport(httpx.AsyncHTTPTransport):
    """The way to the registry, on which each request carries the current trace along."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request."""
        if carried := line():
            request.headers[LINE] = carried
        return await super().handle_async_request(request)
