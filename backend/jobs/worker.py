"""The process that carries out the registry's jobs."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

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


@asynccontextmanager
async def working(settings: Settings) -> AsyncIterator[None]:
    """Carry out jobs while the block runs. What is in hand may finish; what does not is taken up again later."""
    engine = create_engine(settings.database_url, _CONNECTIONS, _STATEMENT_SECONDS)
    app = queue_on(settings.database_url)
    register = register_of(settings)
    workshop = Workshop(engine, create_sessions(engine), Keyring(settings.vault_keys()), settings, register)
    add_tasks(
        app,
        workshop,
        asks_on_arrival=settings.verification_on_arrival and register is not None,
        back_check_percent=settings.back_check_percent,
    )
    try:
        async with app.open_async():
            worker = asyncio.create_task(
                app.run_worker_async(
                    concurrency=_AT_ONCE,
                    install_signal_handlers=False,
                    shutdown_graceful_timeout=_FINISHING_SECONDS,
                )
            )
            try:
                yield
            finally:
                worker.cancel()
                await asyncio.gather(worker, return_exceptions=True)
    finally:
        if register is not None:
            await register.close()
        await engine.dispose()


async def run_jobs(settings: Settings, stop: asyncio.Event) -> None:
    """Carry out jobs until told to stop."""
    async with working(settings):
        await stop.wait()
