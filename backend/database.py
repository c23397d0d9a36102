"""The database: engine, base of all tables, and the one transaction of a request."""

from collections.abc import AsyncIterator
from typing import Annotated, Final

from fastapi import Depends, Request
from sqlalchemy import MetaData, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import BigInteger

from backend.idle_connections import ask_after_doubtful

_CONNECT_SECONDS: Final = 5
STATEMENT_SECONDS: Final = 15


class Base(DeclarativeBase):
    """Base of all tables. Constraints are named by rule so that migrations can address them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def create_engine(database_url: str, pool_size: int = 10, statement_seconds: int = STATEMENT_SECONDS) -> AsyncEngine:
    """Open a pool. A statement that takes longer is cancelled by the server; jobs may give it more time."""
    engine = create_async_engine(
        database_url,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=_CONNECT_SECONDS,
        # Errors would otherwise carry the values of the statement into logs.
        hide_parameters=True,
        connect_args={
            "connect_timeout": _CONNECT_SECONDS,
            # One zone whatever the server has: a repeated answer has to be the same, letter by letter.
            "options": f"-c timezone=UTC -c statement_timeout={statement_seconds * 1000}",
        },
    )
    ask_after_doubtful(engine.sync_engine)
    return engine


def create_sessions(engine: AsyncEngine) -> async_sessionmaker[AsyncSession]:
    """Make the factory of sessions. Objects stay readable after the commit."""
    return async_sessionmaker(engine, expire_on_commit=False)


async def _transaction(request: Request) -> AsyncIterator[AsyncSession]:
    async with request.app.state.sessions.begin() as session:
        yield session


# "function" ends the dependency before the response leaves: nobody is told of what is not committed.
Transaction = Annotated[AsyncSession, Depends(_transaction, scope="function")]


_LOCKS: Final = func.unnest(bindparam("locks", type_=ARRAY(BigInteger))).column_valued("lock")
_TAKEN: Final = select(func.pg_advisory_xact_lock(_LOCKS))


async def take_turns(session: AsyncSession, *digests: bytes) -> None:
    """Let only one transaction at a time work on what these digests stand for, until it ends.

    Whoever calls this twice in one transaction does so in the order: request, NIK, attempts, audit.
    """
    # Rows come as they lie in the array, so that nobody takes the same ones in another order.
    locks = sorted({int.from_bytes(digest[:8], signed=True) for digest in digests})
    await session.execute(_TAKEN, {"locks": locks})
