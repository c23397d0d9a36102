"""The bot's server: the platforms' webhooks, and in the demo the simulator and the worker too."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import TYPE_CHECKING

import structlog
from starlette.applications import Starlette

from bot.assembly import Parts, World, assembled, engine_of
from bot.channels.telegram.polling import LongPolling, Refused
from bot.front import Front
from bot.health import health_routes
from bot.runtime.backlog import STORE_READY, Watch
from bot.runtime.redis import Redis
from bot.simulator import simulator_routes
from bot.simulator.bench import Bench, bench_routes
from bot.webhooks import webhook_routes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from contextlib import AbstractAsyncContextManager

    from starlette.routing import BaseRoute

    from bot.settings import Settings

    Serving = Callable[[Starlette], AbstractAsyncContextManager[None]]

log = structlog.get_logger()


def create_app(
    settings: Settings, world: World = World(), *, simulator: bool = False, works: bool = False
) -> Starlette:
    """Build the server.

    The demo also serves the simulator with its workbench, and `works`: it carries out jobs as a worker does,
    and polls Telegram where no webhook can reach it.

    Raises:
        FaultyConversations: a flow or a catalogue has a fault; nothing is started.
    """
    engine = engine_of(settings)
    bench = Bench(world) if simulator else None

    @asynccontextmanager
    async def lifespan(app: Front) -> AsyncIterator[None]:
        async with AsyncExitStack() as running:
            parts = await running.enter_async_context(assembled(settings, bench.world if bench else world, engine))
            world.observe(parts)
            app.open(_routes(parts, bench))
            if works:
                await running.enter_async_context(_working(parts))
                await running.enter_async_context(_polling(parts))
            app.state.parts = parts
            yield

    # Without the registry the bot still answers, and keeps what is sent: that is no reason to be taken out.
    async def is_ready() -> bool:
        parts: Parts = app.state.parts
        return await parts.tools.store.is_ready()

    async def measure() -> None:
        STORE_READY.set(await is_ready())

    app = Front(routes=health_routes(lambda: True, is_ready, measure), lifespan=lifespan)
    # The address of such a redirect would come from the request's Host, which anybody can choose.
    app.router.redirect_slashes = False
    return app


async def run_worker(
    settings: Settings, stop: asyncio.Event, serving: Serving | None = None, world: World = World()
) -> None:
    """Work off jobs until told to stop; `serving` shows meanwhile how that goes.

    Raises:
        FaultyConversations: a flow or a catalogue has a fault; nothing is started.
    """
    async with assembled(settings, world) as parts, AsyncExitStack() as beside:
        world.observe(parts)
        if serving is not None:
            redis = Redis(settings.redis_url)
            beside.push_async_callback(redis.close)
            await beside.enter_async_context(serving(_worker_app(parts, Watch(redis))))
        await parts.worker.run(stop)


def _worker_app(parts: Parts, watch: Watch) -> Starlette:
    async def measure() -> None:
        await watch.measure(parts.tools.clock())

    app = Starlette(routes=health_routes(parts.worker.is_alive, parts.tools.store.is_ready, measure))
    app.router.redirect_slashes = False
    return app


def _routes(parts: Parts, bench: Bench | None) -> Sequence[BaseRoute]:
    webhooks = webhook_routes(
        parts.turns,
        telegram=parts.telegram,
        whatsapp=parts.whatsapp,
        note_reachability=parts.reports.note_reachability,
        note_status=parts.reports.note_status,
    )
    return [*webhooks, *([*simulator_routes(parts), *bench_routes(parts, bench)] if bench else [])]


@asynccontextmanager
async def _working(parts: Parts) -> AsyncIterator[None]:
    stop = asyncio.Event()
    work = asyncio.create_task(parts.worker.run(stop))
    try:
        yield
    finally:
        stop.set()
        await work


@asynccontextmanager
async def _polling(parts: Parts) -> AsyncIterator[None]:
    if parts.telegram is None or parts.has_public_address:
        yield
        return
    polling = LongPolling(parts.telegram, parts.turns, parts.reports.note_reachability)
    work = asyncio.create_task(_until_refused(polling))
    try:
        yield
    finally:
        work.cancel()
        with suppress(asyncio.CancelledError):
            await work


async def _until_refused(polling: LongPolling) -> None:
    try:
        await polling.run()
    except Refused as refusal:
        log.error("telegram polling stopped", reason=str(refusal))  # noqa: TRY400 - the reason is the whole story
