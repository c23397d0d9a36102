"""The servers that the tests talk to: real ones, started on first use, one pair for each test process."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from hypothesis import settings
from playwright.async_api import Browser, async_playwright
from redis.asyncio import Redis as RedisClient

from backend.migrations import upgrade
from deploy.embedded import Postgres, Redis, embedded_postgres, embedded_redis
from tests.world import service as running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from tests.world import Service


# The same examples in every run, so that a change is judged by what it changes. `HYPOTHESIS=random` looks further.
# Nor by how busy the machine is.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("random", derandomize=False, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS", "same"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-dialogues", action="store_true", help="write what was seen into the transcripts")


QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# Everything the tests talk to is on this machine, whatever proxy the environment names.
os.environ["NO_PROXY"] = os.environ["no_proxy"] = "*"


@pytest.fixture(scope="session")
def servers_directory() -> Iterator[Path]:
    """Where the servers of this test process keep their data."""
    with tempfile.TemporaryDirectory(prefix="bansos-tests-", ignore_cleanup_errors=True) as directory:
        yield Path(directory)


@pytest.fixture(scope="session")
def postgres(servers_directory: Path) -> Iterator[Postgres]:
    """A PostgreSQL for this test process."""
    with embedded_postgres(servers_directory / "postgres", durable=False) as server:
        yield server


@pytest.fixture(scope="session")
def postgres_url(postgres: Postgres) -> str:
    """A database that starts empty and is shared by the tests of this process."""
    return postgres.url


@pytest.fixture
def new_database(postgres: Postgres) -> Iterator[Callable[[], str]]:
    """Makes an empty database for one test; it is dropped afterwards."""
    names: list[str] = []

    def make() -> str:
        names.append(f"test_{uuid4().hex}")
        return postgres.create_database(names[-1])

    yield make
    for name in names:
        postgres.drop_database(name)


@pytest.fixture(scope="session")
def redis_server(servers_directory: Path) -> Iterator[Redis]:
    """A Redis for this test process."""
    with embedded_redis(servers_directory / "redis", durable=False) as server:
        yield server


@pytest.fixture(scope="session")
def redis_url(redis_server: Redis) -> str:
    """The Redis database of this test process. What a test leaves there goes when one asks for `redis`."""
    return redis_server.url


@pytest.fixture
async def redis(redis_url: str) -> AsyncIterator[RedisClient]:
    """A client of an empty Redis."""
    client = RedisClient.from_url(redis_url)
    await client.flushall()
    yield client
    await client.aclose()


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """A Chromium for this test process: to start one takes longer than most of what is done in it."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or "/usr/bin/chromium", args=QUIET
        )
        yield browser
        await browser.close()


@pytest.fixture
async def browser(chromium: Browser) -> AsyncIterator[Browser]:
    """A browser in which nobody has been."""
    yield chromium
    for context in chromium.contexts:
        await context.close()


@pytest.fixture(scope="session")
def registry_url(postgres: Postgres) -> str:
    """A migrated database for the whole service, apart from the one that the registry's own tests empty."""
    url = postgres.create_database("service")
    upgrade(url)
    return url


@pytest.fixture(scope="session")
async def running_service(registry_url: str, redis_url: str) -> AsyncIterator[Service]:
    """The whole service, started once for each test process, on a Redis that nobody with other keys has used."""
    async with RedisClient.from_url(redis_url) as client:
        await client.flushall()
    async with running(registry_url, redis_url) as service:
        yield service


@pytest.fixture
async def service(running_service: Service, redis: RedisClient) -> AsyncIterator[Service]:
    """The whole service as it starts: nobody has written, nothing is broken, and the clock is where it began."""
    running_service.begin_anew()
    yield running_service
    await running_service.parts.turns.finish()
