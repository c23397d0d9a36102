"""Bot and registry behind one address on a port of its own, as the demo serves them, with a worker."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import uuid4

import httpx
from fastapi import FastAPI
from redis.asyncio import Redis

from backend.app import create_app as create_registry
from backend.settings import Settings as RegistrySettings
from bot.app import create_app as create_bot
from bot.assembly import World
from bot.settings import Settings as BotSettings
from deploy.composition import composed
from tests.office import QUICK, signed_in, somebody
from tests.stubs.loopback import serving
from tests.world import API_KEYS, DATA_KEYS, Line

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@dataclass
class Site:
    """The service as a browser finds it, an officer's cookie, the registry, and the line from the bot to it."""

    url: str
    cookie: str
    line: Line
    registry: FastAPI


@asynccontextmanager
async def running_site(database_url: str, redis_url: str) -> AsyncIterator[Site]:
    """Serve everything on the given servers; what others left in Redis, whose keys were others, goes first."""
    async with Redis.from_url(redis_url) as store:
        await store.flushall()
    registry = create_registry(
        RegistrySettings(
            _env_file=None,
            database_url=database_url,
            data_keys=DATA_KEYS,
            api_keys=API_KEYS,
        ),
        works=True,
    )
    registry.state.door = replace(registry.state.door, passwords=QUICK)
    line = Line(httpx.ASGITransport(registry))
    bot = create_bot(
        BotSettings(
            _env_file=None,
            redis_url=redis_url,
            backend_url="http://registry",
            data_keys=DATA_KEYS,
            api_keys=API_KEYS,
        ),
        World(registry=line),
        simulator=True,
        works=True,
    )
    service = composed(bot, registry)
    async with (
        service.router.lifespan_context(service),
        serving(service) as url,
        signed_in(registry, await somebody(registry, f"petugas.{uuid4().hex[:8]}")) as officer,
    ):
        yield Site(url, officer.cookies["bansos"], line, registry)
