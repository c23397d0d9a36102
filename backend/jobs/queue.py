"""The job queue: procrastinate on the registry's own PostgreSQL, in a schema of its own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, TypeAlias
from uuid import UUID

from procrastinate import App, PsycopgConnector
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from backend.settings import Kept
from backend.vault.keyring import Keyring
from backend.verification.port import Verifier
from conversations.answers.masking import redact

QUEUE: Final = "registry"
Argument: TypeAlias = "str | int | bool"
_DEFER: Final = text("""
    SELECT procrastinate.procrastinate_defer_jobs_v1(ARRAY[ROW(
        :queue, :task, 0, :lock, :lock, CAST(:args AS jsonb), NULL
    )::procrastinate.procrastinate_job_to_defer_v1])
""")
CONNECTIONS: Final = 4


class TellsTooMuch(ValueError):
    """A job is told of ids only: what stands in the queue is not sealed."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """What jobs work with."""

    engine: AsyncEngine
    sessions: async_sessionmaker[AsyncSession]
    keyring: Keyring
    kept: Kept
    verifier: Verifier | None = None


def queue_on(database_url: str) -> App:
    """Give procrastinate on a database. It opens when a worker runs, and every session of it sees its schema only."""
    conninfo = make_url(database_url).set(drivername="postgresql").render_as_string(hide_password=False)
    connector = PsycopgConnector(
        conninfo=conninfo,
        min_size=1,
        max_size=CONNECTIONS,
        kwargs={"options": "-c search_path=procrastinate -c timezone=UTC"},
    )
    return App(connector=connector, worker_defaults={"queues": [QUEUE], "listen_notify": True})


async def defer(session: AsyncSession, task: str, *, lock: str | None = None, **args: Argument | UUID) -> None:
    """Put a job into the queue, in the running transaction: it exists if and when that commits.

    Jobs with one `lock` run one after the other, and only one of them waits.

    Raises:
        TellsTooMuch: an argument looks like somebody's number, or is long enough to hold more than an id.
    """
    written = {name: str(value) if isinstance(value, UUID) else value for name, value in args.items()}
    for name, value in written.items():
        if not _says_little(value):
            raise TellsTooMuch(name)
    values = {"queue": QUEUE, "task": task, "lock": lock, "args": json.dumps(written)}
    await session.execute(_DEFER, values)


def _says_little(value: Any) -> bool:  # noqa: ANN401 - anything can be passed
    if isinstance(value, bool):
        return True
    if not isinstance(value, str | int):
        return False
    if isinstance(value, str):
        try:
            UUID(value)
        except ValueError:
            return len(value) <= 40 and value.isascii() and " " not in value and redact(value) == value
        return True
    return redact(str(value)) == str(value)


STALLED_AFTER: Final = timedelta(seconds=90)
"""A worker that was not heard of for so long is dead, and its jobs are taken up by another."""
