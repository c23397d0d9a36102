"""The parts as processes of their own, for production: any number of each on one PostgreSQL and one Redis."""

from __future__ import annotations

import asyncio
import signal
from contextlib import ExitStack, nullcontext
from functools import partial
from typing import TYPE_CHECKING

import structlog
from prometheus_client import REGISTRY, ProcessCollector

from backend.logging import configure_logging
from deploy.conversations_said import faulty_conversations_said
from deploy.faults import refuse_unknown, settings_of
from deploy.load import Load
from deploy.reachable import require_postgres, require_redis
from deploy.serving import listening, serve, served_beside, stoppable
from deploy.settings import Place, Servers

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from contextlib import AbstractContextManager

    from pydantic_settings import BaseSettings
    from starlette.types import ASGIApp

    from bot.assembly import World
    from deploy.tracing.spans import Spans


def run_bot() -> None:
    """Serve the webhooks.

    Raises:
        SetupProblem: a setting is wrong, Redis does not answer, or the port is in use.
    """
    from bot.app import create_app
    from bot.settings import Settings

    place, settings = settings_of(Place), settings_of(Settings)
    refuse_unknown(_all_settings())
    with stoppable(), listening(place) as sock, _spans("bot", place) as spans:
        require_redis(settings.redis_url)
        configure_logging()
        with faulty_conversations_said():
            app: ASGIApp = create_app(settings, _world(spans))
        if spans is not None:
            from deploy.tracing.http import TracedApp

            app = TracedApp(app, spans, ("/webhooks",), known=False)
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
    with stoppable(), listening(place) as sock, _spans("registry", place) as spans:
        require_postgres(settings.database_url)
        configure_logging()
        registry = create_app(settings)
        app: ASGIApp = registry
        if spans is not None:
            from deploy.tracing.http import TracedApp

            app = TracedApp(registry, spans, ("/api/v1", "/console"), known=True)
        measured = registry.state.metrics.registry
        ProcessCollector(registry=measured)
        serve(app, sock, load=Load("registry", measured), proxies=place.forwarded_allow_ips)


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
        spans = held.enter_context(_spans("worker", place))
        with faulty_conversations_said():
            asyncio.run(_until_stopped(partial(work, settings, serving=serving, world=_world(spans))))


def run_jobs() -> None:
    """Carry out the registry's jobs until SIGINT or SIGTERM.

    Raises:
        SetupProblem: a setting is wrong, or PostgreSQL does not answer.
    """
    from backend.jobs.worker import run_jobs as work
    from backend.settings import Settings

    settings = settings_of(Settings, {"demo": False})
    refuse_unknown(_all_settings())
    require_postgres(settings.database_url)
    configure_logging()
    asyncio.run(_until_stopped(partial(work, settings)))


async def _until_stopped(work: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    stop = asyncio.Event()
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(each, stop.set)
    structlog.get_logger().info("worker started")
    await work(stop)


def _spans(part: str, place: Place) -> AbstractContextManager[Spans | None]:
    """Give what spans are made with, when an endpoint for traces is configured."""
    if place.otel_exporter_otlp_endpoint is None:
        return nullcontext()
    from deploy.tracing.export import exported

    return exported(part, place.otel_exporter_otlp_endpoint)


def _world(spans: Spans | None) -> World:
    from bot.assembly import World

    if spans is None:
        return World()
    from deploy.tracing.bot import traced_world

    return traced_world(spans)


def _all_settings() -> tuple[type[BaseSettings], ...]:
    """One `.env` may serve all processes, so each of them knows the settings of all."""
    from backend.settings import Settings as BackendSettings
    from bot.settings import Settings as BotSettings

    return Place, Servers, BackendSettings, BotSettings
