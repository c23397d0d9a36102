"""Writing made-up families, a batch in each transaction, in memory that does not grow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, cast

from psycopg import AsyncConnection, sql
from sqlalchemy import select, text, update

from backend.agents.models import Agent
from backend.audit.lanes import CHANGES
from backend.audit.log import held_head
from backend.audit.models import AuditHead
from backend.installation import is_for_made_up_people
from backend.registrations.models import Registration
from backend.seeding.agents import COLUMNS as AGENT_COLUMNS
from backend.seeding.agents import agent_rows
from backend.seeding.people import MOST, People
from backend.seeding.rows import COLUMNS, Rows, first_id

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

    from backend.vault.keyring import Keyring

AT_ONCE: Final = 2_000


class NotForMadeUpPeople(Exception):
    """The database is not marked as one for showing or testing."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How many families are wanted, of which seed, and until when they came."""

    families: int
    seed: int
    until: datetime
    forced: bool = False

    def __post_init__(self) -> None:
        if not 0 < self.families <= MOST:
            raise ValueError(f"from 1 to {MOST} families can be made up")


async def seeded(sessions: async_sessionmaker[AsyncSession], keyring: Keyring, wish: Wish) -> AsyncIterator[int]:
    """Write the families; gives how many are there so far. Broken off, it goes on at the batch that is missing.

    Raises:
        NotForMadeUpPeople: the database is not marked, and it was not forced.
    """
    async with sessions.begin() as session:
        if not wish.forced and not await is_for_made_up_people(session):
            raise NotForMadeUpPeople
        people = People.of(wish.seed)
        await _enter_agents(session, keyring, people, wish.until)
    for first in range(0, wish.families, AT_ONCE):
        last = min(first + AT_ONCE, wish.families)
        async with sessions.begin() as session:
            # The last of a batch tells: an earlier, shorter run may have ended in the middle of it.
            places = [place for place in (first, last - 1) if not await _is_there(session, wish.seed, place)]
            if places:
                start = first if first in places else await _first_missing(session, wish.seed, first, last)
                await _write(session, keyring, people, wish.until, range(start, last))
        yield last
    async with sessions() as session:
        connection = await session.connection(execution_options={"isolation_level": "AUTOCOMMIT"})
        await connection.execute(text("ANALYZE"))


async def _write(session: AsyncSession, keyring: Keyring, people: People, until: datetime, places: range) -> None:
    vault = await keyring.vault(session)
    rows = Rows(vault, people, until, await held_head(session, CHANGES))
    for place in places:
        rows.add(place)
    await _copy(session, COLUMNS, rows.tables)
    last = await session.scalar(text("SELECT max(id) FROM audit"))
    await session.execute(
        update(AuditHead)
        .where(AuditHead.lane == CHANGES)
        .values(entries=AuditHead.entries + len(rows.tables["audit"]), last_id=last, hash=rows.hash)
    )


async def _copy(
    session: AsyncSession, tables: Mapping[str, tuple[str, ...]], rows: Mapping[str, list[tuple[Any, ...]]]
) -> None:
    raw = await (await session.connection()).get_raw_connection()
    driver = cast("AsyncConnection[Any]", raw.driver_connection)
    for table, columns in tables.items():
        into = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
        )
        async with driver.cursor() as cursor, cursor.copy(into) as copy:
            for row in rows[table]:
                await copy.write_row(row)


async def _enter_agents(session: AsyncSession, keyring: Keyring, people: People, until: datetime) -> None:
    rows = agent_rows(await keyring.vault(session), people.seed, people.villages, until)
    if await session.get(Agent, rows["agents"][0][0]) is None:
        await _copy(session, AGENT_COLUMNS, rows)


async def _is_there(session: AsyncSession, seed: int, place: int) -> bool:
    return await session.get(Registration, first_id(seed, place)) is not None


async def _first_missing(session: AsyncSession, seed: int, first: int, last: int) -> int:
    ids = {first_id(seed, place): place for place in range(first, last)}
    there = set(await session.scalars(select(Registration.id).where(Registration.id.in_(ids))))
    return min(place for row, place in ids.items() if row not in there)
