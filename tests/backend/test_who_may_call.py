"""Keys, health and the descriptions that are open to all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest
from asgi_lifespan import LifespanManager

from backend.app import create_app
from tests.backend.conftest import BOT_SECRET

if TYPE_CHECKING:
    from collections.abc import Callable

    from backend.settings import Settings


@pytest.mark.parametrize(
    "header", [None, "Bearer", "Bearer ", "Bearer wrong", f"Basic {BOT_SECRET}", f"Bearer {BOT_SECRET}x"]
)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/v1/registrations"),
        ("GET", "/api/v1/registrations/1234-567-890"),
        ("POST", "/api/v1/registrations"),
        ("POST", "/api/v1/registrations/own"),
        ("POST", "/api/v1/registrations/own/by-nik"),
        ("POST", "/api/v1/registrations/status"),
        ("PUT", "/api/v1/contacts/broadcasts"),
        ("PUT", "/api/v1/question-counts/2026-11-21"),
        ("GET", "/api/v1/question-counts"),
    ],
)
async def test_without_a_known_key_nothing_under_api_answers(
    visitor: httpx.AsyncClient, header: str | None, method: str, path: str
) -> None:
    headers = {"Authorization": header} if header else {}
    answer = await visitor.request(method, path, headers=headers, json={})
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/healthz", "ok"),
        ("/readyz", "ready"),
        ("/metrics", "registry_http_requests_total"),
        ("/openapi.json", "/api/v1/registrations"),
        ("/docs", "Register a family"),
    ],
)
async def test_operations_and_descriptions_are_open(visitor: httpx.AsyncClient, path: str, says: str) -> None:
    answer = await visitor.get(path)
    assert answer.status_code == 200
    assert says in answer.text


async def test_metrics_name_routes_and_never_numbers(bot: httpx.AsyncClient) -> None:
    await bot.get("/api/v1/registrations/4821-557-306")
    metrics = (await bot.get("/metrics")).text
    assert 'route="/api/v1/registrations/{number}"' in metrics
    assert "4821" not in metrics


async def test_a_database_that_was_not_migrated_is_not_ready(
    settings: Settings, new_database: Callable[[], str]
) -> None:
    answer = await _ready(settings.model_copy(update={"database_url": new_database()}))
    assert answer.status_code == 503
    assert "bansos migrate" in answer.json()["detail"]


async def test_a_database_that_is_away_is_said_and_may_be_tried_again(settings: Settings) -> None:
    away = settings.model_copy(update={"database_url": "postgresql+psycopg://nobody@127.0.0.1:1/nothing"})
    answer = await _ready(away)
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    assert int(answer.headers["retry-after"]) > 0


async def test_an_address_that_does_not_exist_is_a_problem_too(visitor: httpx.AsyncClient) -> None:
    answer = await visitor.get("/nowhere")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    answer = await visitor.delete("/healthz")
    assert (answer.status_code, answer.headers["content-type"]) == (405, "application/problem+json")


async def _ready(settings: Settings) -> httpx.Response:
    app = create_app(settings)
    async with (
        LifespanManager(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://registry.test") as client,
    ):
        return await client.get("/readyz")
