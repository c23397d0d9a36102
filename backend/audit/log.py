"""Writing to the audit log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_once

from backend.audit.chain import BEGINNING, Event, chained_hash
from backend.audit.lanes import CHANGES
from backend.audit.models import AuditEntry, AuditHead

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession


async def append(session: AsyncSession, event: Event, lane: int = CHANGES) -> None:
    """Add an event at the end of a lane, in the running transaction.

    Called last in a transaction: from here until the commit all others who write to the lane wait.
    """
    await session.flush()
    previous = await held_head(session, lane)
    link = chained_hash(event, previous)
    written = (
        insert(AuditEntry)
        .values(
            lane=lane,
            at=event.at,
            actor=event.actor,
            action=event.action,
            subject=event.subject,
            details=dict(event.details),
            previous_hash=previous,
            hash=link,
        )
        .returning(AuditEntry.id)
    )
    last = (await session.execute(written)).scalar_one()
    await session.execute(
        update(AuditHead)
        .where(AuditHead.lane == lane)
        .values(entries=AuditHead.entries + 1, last_id=last, hash=link)
        .execution_options(synchronize_session=False)
    )


async def held_head(session: AsyncSession, lane: int) -> bytes:
    """Give the hash at the end of a lane; nobody else writes to it until the transaction ends."""
    query = select(AuditHead.hash).where(AuditHead.lane == lane).with_for_update()
    head = await session.scalar(query)
    if head is None:
        first = insert_once(AuditHead).values(lane=lane, entries=0, last_id=0, hash=BEGINNING)
        await session.execute(first.on_conflict_do_nothing())
        head = (await session.execute(query)).scalar_one()
    return head
