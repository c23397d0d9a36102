"""A database that is away for a while, as its clients see it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql
from sqlalchemy import make_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deploy.embedded import Postgres


@contextmanager
def closed(postgres: Postgres, database_url: str) -> Iterator[None]:
    """End every connection to a database, and let nobody in until the block ends."""
    name = make_url(database_url).database or ""
    let_in = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
    with psycopg.connect(postgres.database_url("postgres").replace("+psycopg", ""), autocommit=True) as operator:
        operator.execute(let_in.format(sql.Identifier(name), sql.SQL("false")))
        operator.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        yield
        operator.execute(let_in.format(sql.Identifier(name), sql.SQL("true")))
