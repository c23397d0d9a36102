"""How often a request asks the database, and that it waits for nothing it need not wait for."""

from __future__ import annotations

import inspect
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import event, text

from backend.database import create_engine
from tests.backend.families import ELSEWHERE, HERE, SUMIATI, submission
from tests.routes import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx
    from fastapi import FastAPI
    from sqlalchemy.ext.asyncio import AsyncEngine

    from tests.backend.conftest import Tables


@contextmanager
def counted(engine: AsyncEngine) -> Iterator[list[str]]:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(engine.sync_engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine.sync_engine, "before_cursor_execute", note)


async def test_a_registration_asks_the_database_twelve_times(app: FastAPI, bot: httpx.AsyncClient) -> None:
    # The first entry of all begins the audit log.
    before = submission(ELSEWHERE, nik="3510165708459902", kk="3510161203159902")
    await bot.post("/api/v1/registrations", json=before, headers={"Idempotency-Key": "key-00000000"})
    with counted(app.state.engine) as asked:
        answer = await bot.post("/api/v1/registrations", json=submission(), headers={"Idempotency-Key": "key-00000001"})
    assert answer.status_code == 201
    assert len([each for each in asked if "api_keys" not in each]) == 12, asked


async def test_looking_for_ones_own_number_asks_the_database_as_often_whoever_has_it(
    app: FastAPI, bot: httpx.AsyncClient
) -> None:
    stranger = {"channel": "telegram", "address": "900010009"}
    await bot.post("/api/v1/registrations", json=submission(), headers={"Idempotency-Key": "key-00000001"})
    asked = {}
    for who, contact, nik in (
        ("own", HERE, SUMIATI),
        ("another's", stranger, SUMIATI),
        ("nobody's", stranger, "0" * 16),
    ):
        with counted(app.state.engine) as asked[who]:
            await bot.post("/api/v1/registrations/own/by-nik", json={"contact": contact, "nik": nik})
    assert asked["own"] == asked["another's"] == asked["nobody's"]


async def test_connections_that_the_database_ended_are_not_used_again(tables: Tables) -> None:
    engine = create_engine(tables.url, pool_size=2)
    async with engine.connect() as ending, engine.connect():
        ended = await ending.scalar(text("SELECT pg_backend_pid()"))
    async with engine.connect() as other:
        await other.execute(
            text("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE pid = :pid AND pid <> :own"),
            {"pid": ended, "own": await other.scalar(text("SELECT pg_backend_pid()"))},
        )
        async with engine.connect() as instead:
            assert await instead.scalar(text("SELECT pg_backend_pid()")) != ended
    await engine.dispose()


def test_no_request_of_a_program_waits_for_a_thread(app: FastAPI) -> None:
    """FastAPI has a thread run whatever is not async, which costs more than what most of these do."""
    asked = {ask for route in served(app) if route.path.startswith("/api/") for ask in route.asks}
    assert [ask for ask in asked if not _runs_in_the_loop(ask)] == []


def _runs_in_the_loop(ask: object) -> bool:
    return any(
        inspect.iscoroutinefunction(each) or inspect.isasyncgenfunction(each)
        for each in (ask, getattr(ask, "__call__", None))  # noqa: B004 - the method itself is looked at
    )
