"""The bot and the registry as one application, for machines that serve everything on one port."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

import httpx
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

BOT_PATHS = ("/webhooks", "/simulator")
"""What the bot answers. What is neither here nor asked of both is the registry's."""

_SAID_BY_REFUSALS = ("content-type", "www-authenticate")


def composed(bot: Starlette, registry: Starlette) -> Starlette:
    """Put both behind one address. Their lifespans run, the registry's around the bot's."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            for app in (registry, bot):
                await stack.enter_async_context(app.router.lifespan_context(app))
            yield

    async def health(request: Request) -> Response:
        return _together(await _asked(bot, request), await _asked(registry, request))

    async def metrics(request: Request) -> Response:
        answers = await _asked(bot, request), await _asked(registry, request)
        for answer in answers:
            if answer.is_client_error:
                kept = {name: answer.headers[name] for name in _SAID_BY_REFUSALS if name in answer.headers}
                return Response(answer.content, answer.status_code, kept)
        return Response("".join(answer.text for answer in answers), media_type=CONTENT_TYPE_LATEST)

    app = Starlette(
        routes=[
            Route("/", _home),
            Route("/healthz", health),
            Route("/readyz", health),
            Route("/metrics", metrics),
            Mount("/", app=_by_path(bot, registry)),
        ],
        lifespan=lifespan,
    )
    # The address of such a redirect would come from the request's Host, which anybody can choose.
    app.router.redirect_slashes = False
    return app


async def _home(_: Request) -> RedirectResponse:
    return RedirectResponse("/simulator")


async def _asked(app: ASGIApp, request: Request) -> httpx.Response:
    # Not the request's own URL: that is made with its Host, which need not even be one.
    # Who asks stays who asks: the registry tells its counters to some only.
    transport = httpx.ASGITransport(app, client=request.client or ("unknown", 0))
    headers = [(name, value) for name, value in request.headers.items() if name != "host"]
    async with httpx.AsyncClient(transport=transport, base_url="http://within") as client:
        return await client.get(request.scope["path"], headers=headers)


def _together(bot: httpx.Response, registry: httpx.Response) -> JSONResponse:
    """Both are well, or the one that is not says so."""
    return JSONResponse({"bot": _told(bot), "registry": _told(registry)}, max(bot.status_code, registry.status_code))


def _told(answer: httpx.Response) -> object:
    try:
        return answer.json()
    except ValueError:
        return answer.text


def _by_path(bot: ASGIApp, registry: ASGIApp) -> ASGIApp:
    async def choose(scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope["path"]
        asks_bot = any(path == start or path.startswith(f"{start}/") for start in BOT_PATHS)
        await (bot if asks_bot else registry)(scope, receive, send)

    return choose
