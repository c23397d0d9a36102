"""Keys for other programs: made, used, ended; and who may read the counters."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import httpx
import pytest
from asgi_lifespan import LifespanManager

from backend.app import create_app
from backend.auth.areas import WHOLE, AreaScope
from backend.auth.key_ring import UnlimitedScope, create_key, listed_keys, revoke_key
from backend.auth.scopes import Scope
from tests.office import key_with
from tests.outage import closed

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI

    from backend.settings import Settings
    from deploy.embedded import Postgres
    from tests.backend.conftest import Tables

LIST = "/api/v1/registrations"
READ = frozenset({Scope.REGISTRATIONS_READ})


async def asked(visitor: httpx.AsyncClient, secret: str, path: str = LIST) -> int:
    return (await visitor.get(path, headers={"Authorization": f"Bearer {secret}"})).status_code


async def test_a_key_opens_until_it_is_revoked(app: FastAPI, visitor: httpx.AsyncClient, tables: Tables) -> None:
    now = datetime.now(UTC)
    async with app.state.sessions.begin() as session:
        secret = await create_key(session, "dashboard", READ, WHOLE, now)
    assert await asked(visitor, secret) == 200
    async with app.state.sessions.begin() as session:
        (key,) = await listed_keys(session)
        assert (key.name, key.last_used_at is not None) == ("dashboard", True)
        assert await revoke_key(session, key.id, now)
    assert await asked(visitor, secret) == 401
    assert tables.column("audit", "action") == ["key.created", "key.revoked"]
    assert secret not in tables.dump()


async def test_a_key_ends_when_it_was_said_to(app: FastAPI, visitor: httpx.AsyncClient) -> None:
    now = datetime.now(UTC)
    for ends, expected in ((now + timedelta(hours=1), 200), (now - timedelta(seconds=1), 401)):
        assert await asked(visitor, await key_with(app, *READ, expires_at=ends)) == expected


@pytest.mark.parametrize("change", [lambda secret: secret[:-1], lambda secret: secret + "x", str.lower, str.upper])
async def test_what_is_nearly_a_key_is_none(app: FastAPI, visitor: httpx.AsyncClient, change: object) -> None:
    assert callable(change)
    assert await asked(visitor, change(await key_with(app, *READ))) == 401


async def test_many_requests_with_one_key_at_once_all_get_in(app: FastAPI, visitor: httpx.AsyncClient) -> None:
    secret = await key_with(app, *READ)
    assert set(await asyncio.gather(*(asked(visitor, secret) for _ in range(20)))) == {200}


async def test_a_key_for_some_areas_has_only_scopes_that_know_areas(app: FastAPI) -> None:
    async with app.state.sessions.begin() as session:
        with pytest.raises(UnlimitedScope, match="registrations:write"):
            await create_key(
                session,
                "partner",
                READ | {Scope.REGISTRATIONS_WRITE},
                AreaScope.of(["35.10.16"]),
                datetime.now(UTC),
            )


async def test_while_the_database_is_away_a_key_is_not_called_wrong(settings: Settings) -> None:
    away = settings.model_copy(update={"database_url": "postgresql+psycopg://nobody@127.0.0.1:1/nothing"})
    transport = httpx.ASGITransport(create_app(away), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://registry.test") as client:
        answer = await client.get(LIST, headers={"Authorization": f"Bearer bansos_{'x' * 43}"})
        assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
        assert (await client.get(LIST, headers={"Authorization": "Bearer nonsense"})).status_code == 401


@pytest.mark.parametrize(
    ("client", "headers", "opens"),
    [
        (("127.0.0.1", 5), {}, True),
        (("::1", 5), {}, True),
        (("10.0.0.9", 5), {}, False),
        (("127.0.0.1", 5), {"X-Forwarded-For": "10.0.0.9"}, False),
        (("127.0.0.1", 5), {"Forwarded": "for=10.0.0.9"}, False),
    ],
)
async def test_the_counters_are_for_this_machine_and_for_keys_with_their_scope(
    app: FastAPI, client: tuple[str, int], headers: dict[str, str], opens: bool
) -> None:
    transport = httpx.ASGITransport(app, client=client)
    async with httpx.AsyncClient(transport=transport, base_url="http://registry.test", headers=headers) as asking:
        assert (await asking.get("/metrics")).status_code == (200 if opens else 401)
        for scope, expected in ((Scope.METRICS_READ, 200), (Scope.AUDIT_READ, 200 if opens else 401)):
            key = {"Authorization": f"Bearer {await key_with(app, scope)}"}
            assert (await asking.get("/metrics", headers=key)).status_code == expected


async def test_who_may_read_the_counters_reads_them_too_while_the_database_is_away(
    settings: Settings, new_database: Callable[..., str], migrated: str, postgres: Postgres
) -> None:
    url = new_database(migrated)
    app = create_app(settings.model_copy(update={"database_url": url}))
    transport = httpx.ASGITransport(app, client=("10.0.0.9", 5), raise_app_exceptions=False)
    async with LifespanManager(app), httpx.AsyncClient(transport=transport, base_url="http://registry.test") as asking:
        prometheus, unseen, dashboard = [
            await key_with(app, scope) for scope in (Scope.METRICS_READ, Scope.METRICS_READ, *READ)
        ]
        assert await asked(asking, prometheus, "/metrics") == 200
        assert await asked(asking, dashboard, "/metrics") == 401
        with closed(postgres, url):
            answer = await asking.get("/metrics", headers={"Authorization": f"Bearer {prometheus}"})
            assert (answer.status_code, "registry_database_ready 0.0" in answer.text) == (200, True)
            assert {await asked(asking, each, "/metrics") for each in (unseen, dashboard)} == {503}
        async with app.state.sessions.begin() as session:
            for each in await listed_keys(session):
                await revoke_key(session, each.id, datetime.now(UTC))
        assert await asked(asking, prometheus, "/metrics") == 401
        with closed(postgres, url):
            assert await asked(asking, prometheus, "/metrics") == 503
