"""Whether the servers that were given answer, asked once before anything is started."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.runtime.redis import Command, Redis, Refused
from bot.runtime.redis.address import Address
from bot.runtime.taken import StoreUnavailable
from deploy.setup_problem import SetupProblem

if TYPE_CHECKING:
    from sqlalchemy import URL

CONNECT_SECONDS = 5


def require_postgres(database_url: str) -> None:
    """Connect once.

    Raises:
        SetupProblem: it is not a database URL, or nothing answers there. The password is not repeated.
    """
    # Imported when it is needed: a bot, which has no database, starts in half the time without.
    import psycopg
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(database_url)
    except ArgumentError:
        raise SetupProblem("DATABASE_URL: needs the form postgresql+psycopg://user:password@host/database.") from None
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    try:
        psycopg.connect(plain, connect_timeout=CONNECT_SECONDS).close()
    except psycopg.Error as problem:
        raise SetupProblem(
            f"DATABASE_URL: PostgreSQL at {_shown(url)} does not let us in ({_first_line(problem)})."
        ) from None


def require_tables(database_url: str, revision: str) -> None:
    """Ask which release's tables there are.

    Raises:
        SetupProblem: others than this release needs.
    """
    import psycopg
    from sqlalchemy.engine import make_url

    plain = make_url(database_url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, connect_timeout=CONNECT_SECONDS) as connection:
        try:
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except psycopg.errors.UndefinedTable:
            found = None
    if found is None or found[0] != revision:
        raise SetupProblem("DATABASE_URL: the database lacks the tables of this release. Run: bansos migrate.")


def require_redis(redis_url: str) -> None:
    """Ask for a PONG once.

    Raises:
        SetupProblem: it is not a Redis URL, or nothing answers there. The password is not repeated.
    """
    try:
        address = Address.of(redis_url)
    except ValueError:
        raise SetupProblem("REDIS_URL: needs the form redis://:password@host:6379/0.") from None
    try:
        asyncio.run(_answered(redis_url))
    except (StoreUnavailable, Refused) as problem:
        where = address.path or f"{address.host}:{address.port}"
        raise SetupProblem(f"REDIS_URL: Redis at {where} does not let us in ({_first_line(problem)}).") from None


async def _answered(redis_url: str) -> None:
    redis = Redis(redis_url, patience=CONNECT_SECONDS)
    try:
        await redis.run(Command("", ("PING",)))
    finally:
        await redis.close()


def _shown(url: URL) -> str:
    return f"{url.host or 'localhost'}:{url.port or 5432}/{url.database or ''}"


def _first_line(problem: Exception) -> str:
    lines = str(problem).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(problem).__name__
