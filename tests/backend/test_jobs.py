"""Jobs of the registry: put into the queue by the transaction that wants them, carried out by whoever works."""

from __future__ import annotations

import asyncio
import re
import time
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.ext.asyncio import create_async_engine

from backend.database import create_sessions
from backend.jobs import tasks, worker
from backend.jobs.queue import TellsTooMuch, defer
from backend.jobs.tasks import ROTATE
from backend.jobs.worker import working
from backend.rotation.sealed_columns import rows_by_key
from tests.backend.keys import K1, K2, register, registry
from tests.outage import closed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from fastapi import FastAPI

    from backend.settings import Settings
    from deploy.embedded import Postgres


@pytest.fixture
def queue(database: str) -> Iterator[Any]:
    """What stands in the queue, as somebody with a dump sees it, the oldest first; empty before and after.

    A worker adds to it what the clock asks for.
    """
    engine = create_engine(database)

    def waiting() -> list[Any]:
        with engine.connect() as connection:
            rows = connection.execute(text("SELECT * FROM procrastinate.procrastinate_jobs ORDER BY id"))
            return [row._asdict() for row in rows]

    def clear() -> None:
        with engine.begin() as connection:
            connection.execute(text("TRUNCATE procrastinate.procrastinate_jobs RESTART IDENTITY CASCADE"))

    clear()
    yield waiting
    clear()
    engine.dispose()


async def test_a_job_exists_when_its_transaction_commits_and_only_then(app: FastAPI, queue: Any) -> None:
    async with app.state.sessions() as session:
        await defer(session, ROTATE, actor="operator")
        await session.rollback()
    assert queue() == []
    async with app.state.sessions.begin() as session:
        await defer(session, ROTATE, actor="operator")
    assert [(job["task_name"], job["args"]) for job in queue()] == [(ROTATE, {"actor": "operator"})]


@pytest.mark.parametrize("told", ["3510165708459901", "Contoh Sumiati", "+6281200000001", 3510165708459901])
async def test_a_job_is_told_nothing_personal(app: FastAPI, queue: Any, told: str | int) -> None:
    async with app.state.sessions.begin() as session:
        with pytest.raises(TellsTooMuch):
            await defer(session, ROTATE, actor=told)
    assert queue() == []


async def test_a_rotation_is_carried_out_by_a_worker(settings: Settings, queue: Any) -> None:
    async with registry(settings, K1) as (_, bot):
        for place in range(5):
            await register(bot, place)
    async with registry(settings, K2, K1) as (app, bot):
        assert "\nregistry_jobs_seen_timestamp_seconds 0.0\n" in (await bot.get("/metrics")).text
        async with app.state.sessions.begin() as session:
            await defer(session, ROTATE, lock="rotate", actor="officer/1")
        keys = type(settings.data_keys)(f"{K2},{K1}")
        async with working(settings.model_copy(update={"data_keys": keys})), asyncio.timeout(30):
            while queue()[0]["status"] != "succeeded":  # noqa: ASYNC110 - another process would tell us no sooner
                await asyncio.sleep(0.1)
            found = re.search(
                r"^registry_jobs_seen_timestamp_seconds (.+)$", (await bot.get("/metrics")).text, re.MULTILINE
            )
            assert found is not None
            assert abs(float(found[1]) - time.time()) < 60
        async with app.state.sessions.begin() as session:
            assert {key for counts in (await rows_by_key(session)).values() for key in counts} == {"k2"}


async def test_a_job_that_a_restart_breaks_off_waits_to_be_done_again(
    app: FastAPI, settings: Settings, queue: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def for_ever(*_: Any, **__: Any) -> AsyncIterator[None]:
        await asyncio.Event().wait()
        yield

    monkeypatch.setattr(tasks, "rotate_data", for_ever)
    monkeypatch.setattr(worker, "_FINISHING_SECONDS", 0.1)
    async with app.state.sessions.begin() as session:
        await defer(session, ROTATE, lock="rotate", actor="officer/1")
    async with working(settings), asyncio.timeout(30):
        while queue()[0]["status"] != "doing":  # noqa: ASYNC110 - another process would tell us no sooner
            await asyncio.sleep(0.1)
    assert queue()[0]["status"] == "todo"


async def test_jobs_go_on_when_the_database_is_back(
    settings: Settings,
    new_database: Callable[..., str],
    migrated: str,
    postgres: Postgres,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker, "_AGAIN_SECONDS", 0.2)
    url = new_database(migrated)

    async def until(told: str) -> None:
        registry = create_engine(url)
        async with asyncio.timeout(30):
            while True:
                with registry.connect() as connection:
                    if connection.scalar(text(told)):
                        break
                await asyncio.sleep(0.1)
        registry.dispose()

    async with working(settings.model_copy(update={"database_url": url})):
        await until("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'")
        with closed(postgres, url):
            await asyncio.sleep(1)
        async with create_sessions(create_async_engine(url, poolclass=NullPool)).begin() as session:
            await defer(session, ROTATE, lock="rotate", actor="officer/1")
        await until(
            "SELECT count(*) FROM procrastinate.procrastinate_jobs"
            " WHERE task_name = 'registry:rotate' AND status = 'succeeded'"
        )
