"""The parts as processes of their own, for production: any number of each on one PostgreSQL and one Redis."""

from __future__ import annotations

import asyncio
import signal
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

import structlog
from prometheus_client import REGISTRY

from backend.logging import configure_logging
from deploy.conversations_said import faulty_conversations_said
from deploy.faults import refuse_unknown, settings_of
from deploy.load import Load
from deploy.reachable import require_postgres, require_redis
from deploy.serving import listening, serve, served_beside, stoppable
from deploy.settings import Place, Servers

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from pydantic_settings import BaseSettings


def run_bot() -> None:
    """Serve the webhooks.

    Raises:
        SetupProblem: a setting is wrong, Redis does not answer, or the port is in use.
    """
    from bot.app import create_app
    from bot.settings import Settings

    place, settings = settings_of(Place), settings_of(Settings)
    refuse_unknown(_all_settings())
    with stoppable(), listening(place) as sock:
        require_redis(settings.redis_url)
        configure_logging()
        with faulty_conversations_said():
            app = create_app(settings)
        serve(app, sock, load=Load("bansos", REGISTRY))


def run_backend() -> None:
    """Serve the registry.

    Raises:
        SetupProblem: a setting is wrong, PostgreSQL does not answer, or the port is in use.
    """
    from backend.app import create_app
    from backend.settings import Settings

    place, settings = settings_of(Place), settings_of(Settings, {"demo": False})
    refuse_unknown(_all_settings())
    with stoppable(), listening(place) as sock:
        require_postgres(settings.database_url)
        configure_logging()
        app = create_app(settings)
        serve(app, sock, load=Load("registry", app.state.metrics.registry))


def run_worker() -> None:
    """Work off what was accepted until SIGINT or SIGTERM; what is in hand is finished first.

    Raises:
        SetupProblem: a setting is wrong, Redis does not answer, or WORKER_PORT is in use.
    """
    from bot.app import run_worker as work
    from bot.settings import Settings

    place, settings = settings_of(Place), settings_of(Settings)
    refuse_unknown(_all_settings())
    with ExitStack() as held:
        serving = None
        if place.worker_port is not None:
            sock = held.enter_context(listening(place, place.worker_port, "WORKER_PORT"))
            serving = partial(served_beside, sock=sock, load=Load("bansos", REGISTRY))
        require_redis(settings.redis_url)
        configure_logging()
        with faulty_conversations_said():
            asyncio.run(_until_stopped(partial(work, settings, serving=serving)))


async def _until_stopped(work: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    stop = asyncio.Event()
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(each, stop.set)
    structlog.get_logger().info("worker started")
    await work(stop)


def _all_settings() -> tuple[type[BaseSettings], ...]:
    """One `.env` may serve all processes, so each of them knows the settings of all."""
    from backend.settings import Settings as BackendSettings
    from bot.settings import Settings as BotSettings

    return Place, Servers, BackendSettings, BotSettings
