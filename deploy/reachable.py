"""Whether the servers that were given answer, asked once before anything is started."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import redis
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from deploy.setup_problem import SetupProblem

if TYPE_CHECKING:
    from sqlalchemy import URL

CONNECT_SECONDS = 5


def require_postgres(database_url: str) -> None:
    """Connect once.

    Raises:
        SetupProblem: it is not a database URL, or nothing answers there. The password is not repeated.
    """
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
        client = redis.Redis.from_url(redis_url, socket_connect_timeout=CONNECT_SECONDS, socket_timeout=CONNECT_SECONDS)
    except ValueError:
        raise SetupProblem("REDIS_URL: needs the form redis://:password@host:6379/0.") from None
    try:
        with client:
            client.ping()
    except redis.RedisError as problem:
        pool = client.connection_pool.connection_kwargs
        where = pool.get("path") or f"{pool.get('host', 'localhost')}:{pool.get('port', 6379)}"
        raise SetupProblem(f"REDIS_URL: Redis at {where} does not let us in ({_first_line(problem)}).") from None


def _shown(url: URL) -> str:
    return f"{url.host or 'localhost'}:{url.port or 5432}/{url.database or ''}"


def _first_line(problem: Exception) -> str:
    lines = str(problem).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(problem).__name__
