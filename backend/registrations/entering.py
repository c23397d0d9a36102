"""Entering a registration, with its first step and with the keys that it is compared by: one statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast
from uuid import uuid4

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from backend.duplicates.models import MatchKeys
from backend.registrations.models import Registration, StatusChange

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import BindParameter, Column, Table
    from sqlalchemy.ext.asyncio import AsyncSession

_ROWS: Final = cast("Table", Registration.__table__)
_STEPS: Final = cast("Table", StatusChange.__table__)
_KEYS: Final = cast("Table", MatchKeys.__table__)


def _given(column: Column[Any]) -> BindParameter[Any]:
    return bindparam(f"{column.table.name}_{column.name}", type_=column.type)


# Two families never get one number: where it is taken, nothing of all this is entered.
_ENTERED: Final = (
    insert(_ROWS)
    .values({column.name: _given(column) for column in _ROWS.columns})
    .on_conflict_do_nothing(index_elements=["number"])
    .returning(_ROWS.c.id, _ROWS.c.status, _ROWS.c.received_at)
    .cte("entered")
)
_STEP: Final = insert(_STEPS).from_select(
    ["registration_id", "status", "at", "actor", "sealed_as"],
    select(_ENTERED, _given(_STEPS.c.actor), _given(_STEPS.c.sealed_as)),
)
_KEPT: Final = insert(_KEYS).from_select(
    ["id", "keys_a", "keys_b"], select(_ENTERED.c.id, _given(_KEYS.c.keys_a), _given(_KEYS.c.keys_b))
)
_ALL: Final = select(_ENTERED.c.id).add_cte(_STEP.cte("step"), _KEPT.cte("kept"))


async def enter(session: AsyncSession, registration: Registration, keys: Mapping[str, Any]) -> bool:
    """Enter a registration that the session does not hold, and `keys` from `match_keys`.

    Tells whether it was entered: it is not where its number is taken.
    """
    values = {f"{_ROWS.name}_{column.name}": getattr(registration, column.name) for column in _ROWS.columns}
    values |= {f"{_KEYS.name}_{name}": value for name, value in keys.items()}
    values |= {f"{_STEPS.name}_actor": registration.submitted_by, f"{_STEPS.name}_sealed_as": uuid4()}
    return await session.scalar(_ALL, values) is not None
