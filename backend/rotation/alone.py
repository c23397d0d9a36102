"""The two kinds of being alone: one rotation at a time, and a moment in which no key is in use."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from psycopg.errors import LockNotAvailable
from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError

from backend.rotation.progress import AlreadyRotating
from backend.vault.keyring import KEYS_STAND

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

_ROTATING: Final = 3_510_000_003
_ATTEMPTS: Final = 120
_PAUSE: Final = 0.5


@asynccontextmanager
async def only_rotation(engine: AsyncEngine) -> AsyncIterator[None]:
    """Keep every other rotation out. The database lets go of it when this process dies.

    Raises:
        AlreadyRotating: there is one.
    """
    async with engine.connect() as plain:
        connection = await plain.execution_options(isolation_level="AUTOCOMMIT")
        if not await connection.scalar(select(func.pg_try_advisory_lock(_ROTATING))):
            raise AlreadyRotating
        try:
            yield
        finally:
            await connection.execute(select(func.pg_advisory_unlock(_ROTATING)))


@asynccontextmanager
async def keys_changing(sessions: async_sessionmaker[AsyncSession]) -> AsyncIterator[AsyncSession]:
    """Give a transaction in which keys may change how they stand: nobody else uses them until it ends.

    Raises:
        TimeoutError: somebody used them for a minute without a pause.
    """
    for _ in range(_ATTEMPTS):
        async with sessions() as session:
            if await _locked(session):
                yield session
                await session.commit()
                return
        await asyncio.sleep(_PAUSE)
    raise TimeoutError("The keys were in use all the time. Try again when nothing long is running.")


async def _locked(session: AsyncSession) -> bool:
    # Waiting long would make everybody wait who comes behind us, a registration for an export.
    await session.execute(text("SET LOCAL lock_timeout = '500ms'"))
    try:
        await session.execute(select(func.pg_advisory_xact_lock(KEYS_STAND)))
    except OperationalError as problem:
        if isinstance(problem.orig, LockNotAvailable):
            return False
        raise
    return True
