"""The audit log: whole, and not to be changed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from backend.audit.proof import first_broken
from tests.backend.families import submission

if TYPE_CHECKING:
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
