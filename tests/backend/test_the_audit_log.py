"""The audit log: whole, and not to be changed."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from backend.audit.chain import Event
from backend.audit.log import append
from backend.audit.proof import Fault, first_broken, proved
from backend.audit.roots import root
from backend.audit.seen import Seen, note_seen
from backend.clock import WIB
from tests.backend.families import submission

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx
    from fastapi import FastAPI

    from tests.backend.conftest import Tables


async def register_many(bot: httpx.AsyncClient) -> None:
    await asyncio.gather(
        *(
            bot.post(
                "/api/v1/registrations",
                json=submission({"channel": "telegram", "address": str(place)}),
                headers={"Idempotency-Key": f"key-0000000{place}"},
            )
            for place in range(8)
        )
    )


async def broken_at(app: FastAPI) -> int | None:
    async with app.state.sessions() as session:
        return await first_broken(session)


async def test_what_many_write_at_once_is_one_whole_chain(app: FastAPI, bot: httpx.AsyncClient, tables: Tables) -> None:
    await register_many(bot)
    assert len(tables.rows("audit")) == 8
    assert await broken_at(app) is None


@pytest.mark.parametrize("change", ["UPDATE audit SET action = 'x'", "DELETE FROM audit", "TRUNCATE audit"])
async def test_the_database_refuses_every_change(bot: httpx.AsyncClient, tables: Tables, change: str) -> None:
    await register_many(bot)
    engine = create_engine(tables.url)
    with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(text(change))
    engine.dispose()
    assert len(tables.rows("audit")) == 8


@pytest.mark.parametrize(
    ("tampering", "found_at"),
    [
        ("UPDATE audit SET action = 'registration.denied' WHERE id = 3", 3),
        ("UPDATE audit SET details = '{}' WHERE id = 5", 5),
        ("DELETE FROM audit WHERE id = 4", 5),
        ("UPDATE audit SET at = at + interval '1 second' WHERE id = 1", 1),
    ],
)
async def test_a_change_past_the_trigger_breaks_the_chain(
    app: FastAPI, bot: httpx.AsyncClient, tables: Tables, tampering: str, found_at: int
) -> None:
    await register_many(bot)
    engine = create_engine(tables.url)
    with engine.begin() as connection:
        connection.execute(text("SET session_replication_role = replica"))
        connection.execute(text(tampering))
    engine.dispose()
    assert await broken_at(app) == found_at


async def faults(app: FastAPI, published: Mapping[date, bytes] = MappingProxyType({})) -> list[str]:
    async with app.state.sessions() as session:
        return [finding.sentence async for finding in proved(session, published) if isinstance(finding, Fault)]


def tamper(url: str, *statements: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("SET session_replication_role = replica"))
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


async def root_taken(app: FastAPI, day: date) -> bytes:
    async with app.state.sessions.begin() as session:
        return (await root(session, day, datetime.combine(day + timedelta(days=1), time(0, 2), WIB))).root


TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("tampering", "told"),
    [
        (["DELETE FROM audit WHERE id > 6"], "Lane 0 ends at entry 6 and was written up to entry 8"),
        (["UPDATE audit_heads SET entries = 9"], "Lane 0 has 8 entries and 9 were written"),
        (
            [
                "DELETE FROM audit WHERE id > 6",
                "UPDATE audit_heads SET entries = 6, last_id = 6, hash = (SELECT hash FROM audit WHERE id = 6)",
            ],
            "Entry 8 of lane 0 is in the root of 2026-11-21 and was removed",
        ),
        (["UPDATE audit_roots SET heads = '[]'"], "The root of 2026-11-21 was edited"),
        (["DELETE FROM audit_roots"], "The root of 2026-11-21 is not the one that was published"),
    ],
)
async def test_what_is_missing_at_the_end_or_differs_from_a_root_is_named(
    app: FastAPI, bot: httpx.AsyncClient, tables: Tables, tampering: list[str], told: str
) -> None:
    await register_many(bot)
    published = {TODAY: await root_taken(app, TODAY)}
    assert await faults(app, published) == []
    tamper(tables.url, *tampering)
    assert any(told in fault for fault in await faults(app, published))


async def test_entries_that_changed_places_are_named(app: FastAPI, bot: httpx.AsyncClient, tables: Tables) -> None:
    await register_many(bot)
    rest = "lane, at, actor, action, subject, details, previous_hash, hash"
    tamper(
        tables.url,
        "CREATE TEMP TABLE taken ON COMMIT DROP AS SELECT * FROM audit WHERE id IN (3, 4)",
        "DELETE FROM audit WHERE id IN (3, 4)",
        f"INSERT INTO audit (id, {rest}) OVERRIDING SYSTEM VALUE SELECT 7 - id, {rest} FROM taken",  # noqa: S608 - names of our own
    )
    assert await broken_at(app) == 3


async def test_roots_follow_from_each_other_and_are_taken_once(
    app: FastAPI, bot: httpx.AsyncClient, tables: Tables
) -> None:
    await register_many(bot)
    first = await root_taken(app, TODAY)
    second = await root_taken(app, TODAY + timedelta(days=1))
    assert await root_taken(app, TODAY) == first != second
    rows = {row["day"]: row for row in tables.rows("audit_roots")}
    assert rows[TODAY + timedelta(days=1)]["previous_root"] == first
    assert await faults(app) == []
    with pytest.raises(DBAPIError, match="append-only"):
        async with app.state.sessions.begin() as session:
            await session.execute(text("DELETE FROM audit_roots"))


async def test_roots_are_given_over_the_api(app: FastAPI, bot: httpx.AsyncClient) -> None:
    taken = (await root_taken(app, TODAY)).hex()
    assert (await bot.get(f"/api/v1/audit/roots/{TODAY}")).json()["root"] == taken
    assert [each["root"] for each in (await bot.get("/api/v1/audit/roots")).json()["roots"]] == [taken]
    assert (await bot.get("/api/v1/audit/roots/2020-01-01")).status_code == 404


async def test_who_looks_does_not_wait_for_who_writes(app: FastAPI, tables: Tables) -> None:
    now = datetime.now(UTC)
    async with app.state.sessions.begin() as writing:
        await append(writing, Event(now, "office", "registration.moved", "registration/1", {}))
        async with app.state.sessions.begin() as looking, asyncio.timeout(5):
            await note_seen(looking, Seen.DETAIL, "registration/1", actor="officer/1", at=now)
        assert tables.column("audit", "action") == ["seen.detail"]
    assert await faults(app) == []
