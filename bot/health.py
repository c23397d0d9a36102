"""Whether a process of the bot is alive and ready, and how it does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.requests import Request

IsReady = Callable[[], Awaitable[bool]]
Measures = Callable[[], Awaitable[None]]


def health_routes(is_alive: Callable[[], bool], is_ready: IsReady, measure: Measures) -> list[Route]:
    """Give `/healthz`, `/readyz` and `/metrics`; `measure` sets what is looked up only when somebody asks."""

    async def healthy(_: Request) -> Response:
        alive = is_alive()
        return JSONResponse({"status": "ok" if alive else "stands still"}, 200 if alive else 503)

    async def ready(_: Request) -> Response:
        well = await is_ready()
        return JSONResponse({"redis": "ok" if well else "unreachable"}, 200 if well else 503)

    async def metrics(_: Request) -> Response:
        await measure()
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return [Route("/healthz", healthy), Route("/readyz", ready), Route("/metrics", metrics)]
