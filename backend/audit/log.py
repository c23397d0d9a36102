"""Writing to the audit log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_once

from backend.audit.chain import BEGINNING, Event, chained_hash
from backend.audit.lanes import CHANGES
from backend.audit.models import AuditEntry, AuditHead
from backend.written_together import parameters, table_of, values

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession


_ENTRIES: Final = table_of(AuditEntry)
_HEADS: Final = table_of(AuditHead)
_GIVEN: Final = parameters(_ENTRIES)
_HEAD: Final = select(_HEADS.c.hash).where(_HEADS.c.lane == bindparam("lane")).with_for_update()
_ENTRY: Final = insert(_ENTRIES).values(_GIVEN).returning(_ENTRIES.c.id).cte("entry")
# One statement: from the first look at the end of the lane until the commit, everybody else waits.
_WRITTEN: Final = (
    update(_HEADS)
    .where(_HEADS.c.lane == _GIVEN["lane"])
    .values(entries=_HEADS.c.entries + 1, last_id=select(_ENTRY.c.id).scalar_subquery(), hash=_GIVEN["hash"])
)


async def append(session: AsyncSession, event: Event, lane: int = CHANGES) -> None:
    """Add an event at the end of a lane, in the running transaction.

    Called last in a transaction: from here until the commit all others who write to the lane wait.
    """
    await session.flush()
    previous = await held_head(session, lane)
    link = chained_hash(event, previous)
    entry = AuditEntry(
        lane=lane,
        at=event.at,
        actor=event.actor,
        action=event.action,
        subject=event.subject,
        details=dict(event.details),
        previous_hash=previous,
        hash=link,
    )
    await session.execute(_WRITTEN, values(entry))


async def held_head(session: AsyncSession, lane: int) -> bytes:
    """Give the hash at the end of a lane; nobody else writes to it until the transaction ends."""
    head: bytes | None = await session.scalar(_HEAD, {"lane": lane})
    if head is None:
        first = insert_once(AuditHead).values(lane=lane, entries=0, last_id=0, hash=BEGINNING)
        await session.execute(first.on_conflict_do_nothing())
        head = (await session.execute(_HEAD, {"lane": lane})).scalar_one()
    return head
