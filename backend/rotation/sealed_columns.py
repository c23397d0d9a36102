"""Every sealed column there is, and how many rows are sealed with which key."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Table, func, select

from backend.tables import metadata
from backend.vault.sealed import Sealed, SealedColumn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.ext.asyncio import AsyncSession


@dataclass(frozen=True, slots=True)
class Place:
    """A sealed column. `bound_to` is the column whose UUID its values are bound to, mostly the row's own id."""

    table: Table
    column: Column[Sealed]
    bound_to: Column[Any]

    @property
    def field(self) -> str:
        """The name that its values are bound to."""
        return f"{self.table.name}.{self.column.name}"

    @property
    def key(self) -> Column[Any]:
        """What its rows are gone through by."""
        return next(iter(self.table.primary_key.columns))


def sealed_columns() -> Iterator[Place]:
    """Find every sealed column in the models: a new one is rotated without being named anywhere."""
    for table in metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, SealedColumn):
                yield Place(table, column, table.columns[column.info.get("bound_to", "id")])


async def rows_by_key(session: AsyncSession) -> dict[str, Counter[str]]:
    """Count the rows of every sealed column by the id of the key that they are sealed with."""
    return {place.field: await _of(session, place) for place in sealed_columns()}


async def _of(session: AsyncSession, place: Place) -> Counter[str]:
    key_id = func.key_id_of(place.column)
    found = await session.execute(select(key_id, func.count()).where(place.column.is_not(None)).group_by(key_id))
    return Counter({row[0]: row[1] for row in found})
