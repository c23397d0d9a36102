"""Writing to the audit log, and proving that nobody changed it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from backend.audit.chain import BEGINNING, Event, chained_hash
from backend.audit.models import AuditEntry
from backend.database import take_turns

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

_TURN: Final = hashlib.sha256(b"audit").digest()


async def append(session: AsyncSession, event: Event) -> None:
    """Add an event at the end of the chain.

    Called last in a transaction: from here until the commit all other writers wait.
    """
    await session.flush()
    await take_turns(session, _TURN)
    last = await session.scalar(select(AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1))
    previous = last if last is not None else BEGINNING
    session.add(
        AuditEntry(
            at=event.at,
            actor=event.actor,
            action=event.action,
            subject=event.subject,
            details=dict(event.details),
            previous_hash=previous,
            hash=chained_hash(event, previous),
        )
    )
    await session.flush()


async def first_broken(session: AsyncSession) -> int | None:
    """Find the first entry that does not follow from the one before it, or None if the chain is whole."""
    previous = BEGINNING
    entries = await session.stream_scalars(select(AuditEntry).order_by(AuditEntry.id))
    async for entry in entries:
        event = Event(entry.at, entry.actor, entry.action, entry.subject, entry.details)
        if entry.previous_hash != previous or entry.hash != chained_hash(event, previous):
            return entry.id
        previous = entry.hash
    return None
