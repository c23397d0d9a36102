from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import httpx
import pytest
from asgi_lifespan import LifespanManager
from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from deploy.composition import composed
from tests.site import running_site

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.responses import Response


def part(name: str, happened: list[str], ready: int = 200) -> Starlette:
    """A part as small as can be: it says its name."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        happened.append(f"{name} up")
        yield
        happened.append(f"{name} down")

    async def readyz(_: Request) -> Response:
        return JSONResponse({"part": name}, ready)

    async def metrics(_: Request) -> Response:
        return PlainTextResponse(f"{name}_requests_total 1\n")

    async def anything(request: Request) -> Response:
        return PlainTextResponse(f"{name} {request.url.path}")

    routes = [
        Route("/readyz", readyz),
        Route("/metrics", metrics),
        Route("/{rest:path}", anything, methods=["GET", "POST"]),
    ]
    return Starlette(routes=routes, lifespan=lifespan)


@asynccontextmanager
async def both(happened: list[str], bot_ready: int = 200) -> AsyncIterator[httpx.AsyncClient]:
    app = composed(part("bot", happened, bot_ready), part("registry", happened))
    async with (
        LifespanManager(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://demo") as client,
    ):
        yield client


@pytest.mark.parametrize(
    ("path", "answered_by"),
    [
        ("/webhooks/telegram", "bot"),
        ("/simulator", "bot"),
        ("/simulator/messages", "bot"),
        ("/simulators", "registry"),
        ("/api/v1/registrations", "registry"),
        ("/console", "registry"),
        ("/openapi.json", "registry"),
    ],
)
async def test_each_path_reaches_the_part_that_owns_it(path: str, answered_by: str) -> None:
    async with both([]) as client:
        assert (await client.post(path)).text == f"{answered_by} {path}"


async def test_the_front_page_is_the_simulator() -> None:
    async with both([]) as client:
        assert (await client.get("/")).headers["location"] == "/simulator"


async def test_both_are_ready_or_neither_is() -> None:
    async with both([]) as client:
        assert (await client.get("/readyz")).status_code == 200
    async with both([], bot_ready=503) as client:
        answer = await client.get("/readyz")
        assert answer.status_code == 503
        assert answer.json() == {"bot": {"part": "bot"}, "registry": {"part": "registry"}}


@pytest.mark.parametrize("host", ["evil.example", "evil.example/metrics?", "[", ""])
async def test_how_both_are_does_not_depend_on_the_host_that_was_asked_for(host: str) -> None:
    async with both([]) as client:
        answer = await client.get("/readyz", headers={"Host": host})
        assert (answer.status_code, answer.json()["bot"]) == (200, {"part": "bot"})


@pytest.mark.parametrize(
    "path",
    [
        "/healthz/",
        "/metrics/",
        "/console/",
        "/docs/",
        "/api/v1/registrations/",
        "/simulator/",
        "/simulator/messages/",
        "/simulator/page",
    ],
)
async def test_nobody_is_sent_to_the_host_that_a_stranger_named(registry_url: str, redis_url: str, path: str) -> None:
    async with running_site(registry_url, redis_url) as site, httpx.AsyncClient(base_url=site.url) as client:
        answer = await client.get(path, headers={"Host": "evil.example"})
        assert "location" not in answer.headers
        assert answer.is_client_error


async def test_addresses_that_nobody_has_are_counted_as_one(registry_url: str, redis_url: str) -> None:
    async with running_site(registry_url, redis_url) as site, httpx.AsyncClient(base_url=site.url) as client:
        for path in ("/console/zz/Sumiati", "/console/static/Sumiati", "/Sumiati"):
            assert (await client.get(path)).status_code == 404
        metrics = (await client.get("/metrics")).text
    assert 'registry_http_requests_total{method="GET",route="unknown",status="404"} 3.0' in metrics
    assert "Sumiati" not in metrics


async def test_both_are_measured() -> None:
    async with both([]) as client:
        assert (await client.get("/metrics")).text == "bot_requests_total 1\nregistry_requests_total 1\n"


async def test_the_registry_is_there_before_the_bot_and_after_it() -> None:
    happened: list[str] = []
    async with both(happened):
        assert happened == ["registry up", "bot up"]
    assert happened[2:] == ["bot down", "registry down"]
