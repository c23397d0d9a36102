"""Bringing many families: keeping them sealed, and having them gone through."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.audit.chain import Event
from backend.audit.log import append
from backend.batches.families import families_told
from backend.batches.models import NAME_FIELD, Batch, BatchState
from backend.batches.telling import tell
from backend.database import take_turns
from backend.imports.refusals import Refusal
from backend.jobs.ledger import Entry
from backend.jobs.queue import defer
from backend.sealed_files.shelf import clear, put
from backend.vault.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Sequence

BATCH: Final = "registry:batch"
"""The task that goes through a batch."""
KEPT: Final = timedelta(days=7)
_LISTED: Final = 20
_LONGEST_NAME: Final = 120


@dataclass(frozen=True, slots=True)
class Brought:
    """What somebody brought for an agent: when and in which message the agent said that the families agreed."""

    agent_id: UUID
    contact_id: UUID
    name: str
    content: bytes
    actor: str
    message_id: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class BatchDesk:
    """The batches of agents, within one transaction."""

    session: AsyncSession
    vault: Vault

    async def bring(self, brought: Brought, at: datetime) -> Batch | Refusal:
        """Keep what was brought, and have it gone through.

        The same again is the batch of before: what became of it is told once more, and one that stopped goes on.
        """
        families = await asyncio.to_thread(families_told, brought.content)
        if isinstance(families, Refusal):
            return families
        named = f"{brought.agent_id} {sha256(brought.content).hexdigest()}"
        digests = self.vault.digests(named, purpose="batch of an agent")
        await take_turns(self.session, *digests)
        known = await self.session.scalar(select(Batch).where(Batch.digest.in_(digests)).with_for_update())
        if known is not None:
            await self._again(known, brought, at)
            return known
        row = uuid4()
        batch = Batch(
            id=row,
            agent_id=brought.agent_id,
            contact_id=brought.contact_id,
            state=BatchState.RUNNING,
            digest=digests[0],
            name=self.vault.seal(brought.name[-_LONGEST_NAME:].encode(), field=NAME_FIELD, row=row),
            rows=len(families.told),
            counted=families.counted,
            actor=brought.actor,
            message_id=brought.message_id,
            sent_at=brought.sent_at,
            brought_at=at,
            job_id=(await Entry.asked_for(self.session, "batch", asked_by=brought.actor)).id,
        )
        self.session.add(batch)
        await self.session.flush()
        await put(self.session, self.vault, row, brought.content)
        await self._start(batch, at, rows=batch.rows)
        return batch

    async def of_agent(self, agent_id: UUID) -> Sequence[Batch]:
        """List what an agent brought, the newest first."""
        query = select(Batch).where(Batch.agent_id == agent_id).order_by(Batch.brought_at.desc(), Batch.id)
        return (await self.session.scalars(query.limit(_LISTED))).all()

    async def find(self, agent_id: UUID, batch_id: UUID) -> Batch | None:
        """Find something that an agent brought."""
        found = await self.session.get(Batch, batch_id)
        return found if found is not None and found.agent_id == agent_id else None

    def name_of(self, batch: Batch) -> str:
        """Give the name of a file as it was brought."""
        return self.vault.open(batch.name, field=NAME_FIELD, row=batch.id).decode()

    async def _again(self, batch: Batch, brought: Brought, at: datetime) -> None:
        batch.contact_id = brought.contact_id
        if batch.state == BatchState.DONE:
            if batch.message_id != brought.message_id:
                batch.message_id = brought.message_id
                await tell(self.session, self.vault, batch, at)
        elif batch.state == BatchState.STOPPED:
            batch.state = BatchState.RUNNING
            batch.job_id = (await Entry.asked_for(self.session, "batch", asked_by=brought.actor)).id
            await self.session.flush()
            await self._start(batch, at, rows=batch.rows)

    async def _start(self, batch: Batch, at: datetime, **details: int) -> None:
        await defer(self.session, BATCH, lock=f"batch-{batch.job_id}", batch_id=batch.id)
        event = Event(at, batch.actor, "batch.brought", f"batch/{batch.id}", details)
        await append(self.session, event)


async def forget_old(session: AsyncSession, now: datetime) -> None:
    """Forget what was brought a week ago. The families that came of it stay."""
    old = select(Batch.id).where(Batch.brought_at <= now - KEPT).with_for_update(skip_locked=True)
    rows = (await session.scalars(old)).all()
    await clear(session, rows)
    await session.execute(delete(Batch).where(Batch.id.in_(rows)))
