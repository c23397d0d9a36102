"""The registry's database from the command line, for a moment."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

from backend.database import create_engine, create_sessions
from backend.migrations import newest_revision
from deploy.faults import settings_of
from deploy.reachable import require_postgres, require_tables
from deploy.settings import Servers
from deploy.setup_problem import SetupProblem

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sqlalchemy.ext.asyncio import AsyncSession

    Result = TypeVar("Result")


def in_registry(work: Callable[[AsyncSession], Awaitable[Result]]) -> Result:
    """Do something with the database of DATABASE_URL, in one transaction.

    Raises:
        SetupProblem: DATABASE_URL is missing, the database cannot be reached, or it lacks this release's tables.
    """
    database_url = settings_of(Servers).database_url
    if database_url is None:
        raise SetupProblem("DATABASE_URL is not set; .env.example explains it.")
    require_postgres(database_url)
    require_tables(database_url, newest_revision())
    return asyncio.run(_done(database_url, work))


async def _done(database_url: str, work: Callable[[AsyncSession], Awaitable[Result]]) -> Result:
    engine = create_engine(database_url, 1)
    try:
        async with create_sessions(engine).begin() as session:
            return await work(session)
    finally:
        await engine.dispose()
