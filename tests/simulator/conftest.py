"""The demo's two halves on a port of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from bot.outgoing import authorities
from tests.site import Site, running_site

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from redis.asyncio import Redis

    from deploy.embedded import Postgres


@pytest.fixture(scope="session")
def simulated_database(postgres: Postgres, migrated: str) -> str:
    return postgres.create_database("simulated", migrated)


@pytest.fixture(scope="module")
async def running(simulated_database: str, redis_url: str) -> AsyncIterator[Site]:
    """The service, started once for each file of tests: its worker is gone before others fill the Redis."""
    async with running_site(simulated_database, redis_url) as site:
        yield site


@pytest.fixture
async def site(running: Site, redis: Redis) -> Site:
    """The service to which nobody has written."""
    running.line.cut = False
    return running


@pytest.fixture
async def client(site: Site) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=site.url, timeout=30, verify=authorities()) as client:
        yield client
