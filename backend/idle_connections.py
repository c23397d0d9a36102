"""Connections that lay in the pool: whether the server is still there is asked only where there is doubt."""

from __future__ import annotations

import select
import time
from typing import TYPE_CHECKING, Final

from sqlalchemy import event
from sqlalchemy.exc import DisconnectionError

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

LONG_SECONDS: Final = 5.0
"""After which the network may have dropped a connection without a word."""
_SINCE: Final = "idle since"


def ask_after_doubtful(engine: Engine) -> None:
    """Ask the server before a connection is used that lay for long, or on which something waits to be read.

    A server has nothing to say to an idle connection but that it ends it. SQLAlchemy's own `pool_pre_ping` asks each
    time, which costs a registration as much as one of its statements.
    """

    def laid_down(_connection: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
        entry.info[_SINCE] = time.monotonic()

    def taken_up(connection: DBAPIConnection, entry: ConnectionPoolEntry, _held: PoolProxiedConnection) -> None:
        since = entry.info.get(_SINCE)
        if since is None:
            return
        try:
            if time.monotonic() - since > LONG_SECONDS or _waits(connection):
                engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as gone:
            # The pool opens another one instead.
            raise DisconnectionError(type(gone).__name__) from None

    event.listen(engine, "checkin", laid_down)
    event.listen(engine, "checkout", taken_up)


def _waits(connection: DBAPIConnection) -> bool:
    look = select.poll()
    look.register(connection.driver_connection.fileno(), select.POLLIN)
    return bool(look.poll(0))
