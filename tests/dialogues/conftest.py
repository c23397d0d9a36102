"""The service that the transcripts run against."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from backend.migrations import upgrade
from tests.world import Service
from tests.world import service as running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from redis.asyncio import Redis


@pytest.fixture(scope="session")
def migrated_url(postgres_url: str) -> str:
    upgrade(postgres_url)
    return postgres_url


@pytest.fixture
async def service(migrated_url: str, redis: Redis, redis_url: str) -> AsyncIterator[Service]:
    async with running(migrated_url, redis_url) as service:
        yield service
