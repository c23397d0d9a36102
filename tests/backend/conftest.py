"""A registry on a real, migrated database, and the people who write to it."""

from __future__ import annotations

import base64
import io
import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import structlog
from asgi_lifespan import LifespanManager
from sqlalchemy import (
    Text,
    cast,
    create_engine,
    delete,
    exists,
    literal,
    literal_column,
    select,
    table,
    text,
    union_all,
)

from backend.app import create_app
from backend.auth.scopes import Scope
from backend.database import create_engine as create_pool
from backend.logging import configure_logging
from backend.settings import Settings
from backend.tables import metadata
from tests.office import QUICK, key_with, signed_in, somebody

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from fastapi import FastAPI
    from sqlalchemy import Engine
    from sqlalchemy.ext.asyncio import AsyncEngine

    from deploy.embedded import Postgres

BOT_SECRET = "qX3vB7nM1kT9wZ5rL8pC2jH6yD4sF0gA"
OFFICE_SECRET = "uE5oI9aR3tN7mK1xW8bV2cQ6zJ4lP0hG"
BEGUN = {
    "at",
    "asked_at",
    "begun_at",
    "created_at",
    "first_at",
    "found_at",
    "made_at",
    "opened_at",
    "received_at",
    "since",
}
"""The columns that say when a row was written."""
DATA_KEYS = "k1:" + base64.b64encode(bytes(range(32))).decode()


@pytest.fixture(scope="session")
def migrated_url(postgres: Postgres, migrated: str) -> str:
    return postgres.create_database("registry", migrated)


@pytest.fixture(scope="session")
def emptier(migrated_url: str) -> Iterator[Engine]:
    """A connection that may put the audit log's own triggers aside."""
    engine = create_engine(migrated_url, connect_args={"options": "-c session_replication_role=replica"})
    yield engine
    engine.dispose()


@pytest.fixture
def database(migrated_url: str, emptier: Engine) -> Iterator[str]:
    """The database, empty. To empty tables that have rows takes a tenth of what it takes to empty them all."""
    yield migrated_url
    with emptier.begin() as connection:
        # A transaction that a test left open is told, not waited for.
        connection.execute(text("SET LOCAL lock_timeout = '10s'"))
        looks = [select(literal(name)).where(exists(select(each))) for name, each in metadata.tables.items()]
        filled = connection.execute(union_all(*looks)).scalars().all()
        for emptied in (metadata.tables[name] for name in filled):
            connection.execute(delete(emptied))
            for column in emptied.columns:
                if column.identity is not None:
                    connection.execute(text(f"ALTER TABLE {emptied.name} ALTER COLUMN {column.name} RESTART"))


@pytest.fixture(scope="session")
async def shared_engine(migrated_url: str) -> AsyncIterator[AsyncEngine]:
    """The connections of all registries of this test process, with all statements that were put together once."""
    engine = create_pool(migrated_url)
    yield engine
    await engine.dispose()


@dataclass(frozen=True)
class Tables:
    """The tables as somebody with a dump of them sees them."""

    url: str

    def rows(self, name: str) -> list[dict[str, Any]]:
        """Give the rows of a table in the order in which they were written, where a number or a time tells it."""
        columns = metadata.tables[name].columns
        order = [each for each in columns if each.identity is not None] or [
            each for each in columns if each.name in BEGUN
        ]
        asked = select(literal_column("*")).select_from(metadata.tables[name]).order_by(*order)
        engine = create_engine(self.url)
        with engine.connect() as connection:
            found = [dict(row) for row in connection.execute(asked).mappings()]
        engine.dispose()
        return found

    def column(self, table: str, name: str) -> list[Any]:
        return [row[name] for row in self.rows(table)]

    def dump(self) -> str:
        engine = create_engine(self.url)
        with engine.connect() as connection:
            names = connection.execute(
                text("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
            ).scalars()
            rows = [
                row
                for name in names
                for row in connection.execute(
                    select(cast(literal_column("t"), Text)).select_from(table(name).alias("t"))
                ).scalars()
            ]
        engine.dispose()
        return "\n".join(rows)


@pytest.fixture
def tables(database: str) -> Tables:
    return Tables(database)


@pytest.fixture
def empty_queue(tables: Tables) -> Iterator[None]:
    """For tests that have jobs put into the queue and no worker that takes them out."""
    yield
    engine = create_engine(tables.url)
    with engine.begin() as connection:
        connection.execute(text("TRUNCATE procrastinate.procrastinate_jobs RESTART IDENTITY CASCADE"))
    engine.dispose()


@pytest.fixture
def settings(database: str) -> Settings:
    return Settings(
        _env_file=None,
        database_url=database,
        data_keys=DATA_KEYS,
        api_keys=f"bot:{BOT_SECRET},office:{OFFICE_SECRET}",
    )


@pytest.fixture
async def app(settings: Settings, shared_engine: AsyncEngine) -> AsyncIterator[FastAPI]:
    app = create_app(settings, shared=shared_engine)
    app.state.door = replace(app.state.door, passwords=QUICK)
    async with LifespanManager(app):
        yield app


@pytest.fixture
async def visitor(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody without a key."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://registry.test") as client:
        yield client


@pytest.fixture
async def bot(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """The bot, with a key that may also read, so that a test can look at what came of what it did."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(
        transport=transport,
        base_url="http://registry.test",
        headers={"Authorization": f"Bearer {await key_with(app, *Scope)}"},
    ) as client:
        yield client


@pytest.fixture
async def officer(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A verifier of the whole kabupaten, signed in."""
    async with signed_in(app, await somebody(app)) as browser:
        yield browser


@pytest.fixture
def logs() -> Iterator[io.StringIO]:
    """Everything the process logs while the test runs, as the operator would see it."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    stream = io.StringIO()
    configure_logging(stream)
    yield stream
    root.handlers[:], level = before
    root.setLevel(level)
    structlog.reset_defaults()
