"""The process that carries out the registry's jobs."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

import psycopg
import structlog
from procrastinate.exceptions import ConnectorException

from backend.database import create_engine, create_sessions
from backend.jobs.queue import Workshop, queue_on
from backend.jobs.tasks import add_tasks
from backend.vault.keyring import Keyring
from backend.verification.chosen import register_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from backend.settings import Settings

_CONNECTIONS: Final = 4
_STATEMENT_SECONDS: Final = 600
_FINISHING_SECONDS: Final = 10
_AT_ONCE: Final = 2
_AGAIN_SECONDS: Final = 5
_log = structlog.stdlib.get_logger("backend.jobs")


@asynccontextmanager
async def working(settings: Settings) -> AsyncIterator[asyncio.Task[None]]:
    """Carry out jobs while the block runs, in the task that is given: it ends only through a fault of ours.

    What is in hand at the end may finish; what does not is taken up again later.
    """
    engine = create_engine(settings.database_url, _CONNECTIONS, _STATEMENT_SECONDS)
    register = register_of(settings)
    workshop = Workshop(engine, create_sessions(engine), Keyring(settings.vault_keys()), settings, register)
    worker = asyncio.create_task(_work(settings, workshop))
    try:
        yield worker
    finally:
        worker.cancel()
        await asyncio.gather(worker, return_exceptions=True)
        if register is not None:
            await register.close()
        await engine.dispose()


async def run_jobs(settings: Settings, stop: asyncio.Event) -> None:
    """Carry out jobs until told to stop."""
    async with working(settings) as worker:
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait({worker, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if worker.done():
            await worker


async def _work(settings: Settings, workshop: Workshop) -> None:
    """Carry out jobs, whatever becomes of the database: a worker that loses it ends, and another one is started."""
    while True:
        app = queue_on(settings.database_url)
        add_tasks(
            app,
            workshop,
            asks_on_arrival=settings.verification_on_arrival and workshop.verifier is not None,
            back_check_percent=settings.back_check_percent,
        )
        try:
            async with app.open_async():
                await app.run_worker_async(
                    concurrency=_AT_ONCE,
                    install_signal_handlers=False,
                    shutdown_graceful_timeout=_FINISHING_SECONDS,
                )
            _log.error("jobs interrupted", reason="the worker ended")
        except (ConnectorException, psycopg.Error, OSError) as fault:
            _log.error("jobs interrupted", reason=type(fault).__name__)
        await asyncio.sleep(_AGAIN_SECONDS)
