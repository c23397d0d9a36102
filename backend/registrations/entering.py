"""Entering a registration, with its first step and with the keys that it is compared by: one statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from backend.duplicates.models import MatchKeys
from backend.registrations.models import Registration, StatusChange
from backend.written_together import parameters, table_of, values

if TYPE_CHECKING:
    from sqlalchemy import CTE, Table
    from sqlalchemy.ext.asyncio import AsyncSession

_ROWS: Final = table_of(Registration)
# Two families never get one number: where it is taken, nothing of all this is entered.
_ENTERED: Final = (
    insert(_ROWS)
    .values(parameters(_ROWS))
    .on_conflict_do_nothing(index_elements=["number"])
    .returning(_ROWS.c.id)
    .cte("entered")
)


def _with_it(table: Table) -> CTE:
    given = parameters(table)
    return insert(table).from_select(list(given), select(*given.values()).select_from(_ENTERED)).cte(table.name)


_ALL: Final = select(_ENTERED.c.id).add_cte(_with_it(table_of(StatusChange)), _with_it(table_of(MatchKeys)))


async def enter(session: AsyncSession, registration: Registration, step: StatusChange, keys: MatchKeys) -> bool:
    """Enter a registration. None of the three is in the session, or gets into it.

    Tells whether it was entered: it is not where its number is taken.
    """
    given = values(registration) | values(step) | values(keys)
    return await session.scalar(_ALL, given) is not None
