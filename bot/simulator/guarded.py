"""Around every answer of the simulator: other sites may neither use it nor put anything into its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEADERS: Final = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

_OURS: Final = frozenset({"same-origin", "none"})


class CarefulHeaders:
    """Adds the headers that let the page use nothing but its own files."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: D102 - ASGI
        async def carefully(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, carefully)


class OwnPageOnly:
    """Refuses what a page of another site makes a browser send: 403 by Sec-Fetch-Site, 415 for a form's body.

    Programs that are no browser send no Sec-Fetch-Site and are served (https://www.w3.org/TR/fetch-metadata/).
    A body declared as JSON cannot be sent across sites without asking first, and nobody allows it here.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: D102 - ASGI
        headers = Headers(scope=scope)
        media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
        if headers.get("sec-fetch-site", "none") not in _OURS:
            await JSONResponse({"detail": "only the simulator's own page may ask"}, 403)(scope, receive, send)
        elif scope["method"] == "POST" and media_type != "application/json":
            await JSONResponse({"detail": "a message is application/json"}, 415)(scope, receive, send)
        else:
            await self._app(scope, receive, send)
