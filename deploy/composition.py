"""The bot and the registry as one application, for machines that serve everything on one port."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import RedirectResponse
from starlette.routing import Mount, Route

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

BOT_PATHS = ("/webhooks", "/simulator")
"""What the bot answers. Everything else is the registry's."""


def composed(bot: Starlette, backend: Starlette) -> Starlette:
    """Put both behind one address. Their lifespans run, the registry's outside the bot's."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(backend.router.lifespan_context(backend))
            await stack.enter_async_context(bot.router.lifespan_context(bot))
            yield

    return Starlette(
        routes=[Route("/", _home), Mount("/", app=_by_path(bot, backend))],
        lifespan=lifespan,
    )


async def _home(_: Request) -> RedirectResponse:
    return RedirectResponse("/simulator")


def _by_path(bot: ASGIApp, backend: ASGIApp) -> ASGIApp:
    async def choose(scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope.get("path", "")
        to_bot = any(path == prefix or path.startswith(f"{prefix}/") for prefix in BOT_PATHS)
        await (bot if to_bot else backend)(scope, receive, send)

    return choose
