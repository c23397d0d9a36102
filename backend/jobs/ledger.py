"""Keeping the table of jobs: each notes how far it is in the transaction that did the work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from sqlalchemy import func, select, update

from backend.clock import utc_now
from backend.jobs.models import Job, JobState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncSession


@dataclass(frozen=True, slots=True)
class Entry:
    """One job in the table."""

    id: UUID

    @classmethod
    async def asked_for(cls, session: AsyncSession, kind: str, *, asked_by: str) -> Entry:
        """Enter a job that somebody will carry out."""
        row, now = uuid4(), utc_now()
        session.add(Job(id=row, kind=kind, state=JobState.WAITING, done=0, asked_by=asked_by, asked_at=now))
        await session.flush()
        return cls(row)

    @classmethod
    async def taken_up(cls, session: AsyncSession, kind: str, *, asked_by: str, total: int | None) -> Entry:
        """Take up the unfinished job of a kind of which there is one at a time; enter it where there is none."""
        row = await session.scalar(
            select(Job.id)
            .where(Job.kind == kind, Job.state.in_((JobState.WAITING, JobState.RUNNING)))
            .order_by(Job.asked_at)
            .limit(1)
            .with_for_update()
        )
        entry = cls(row) if row is not None else await cls.asked_for(session, kind, asked_by=asked_by)
        await entry.start(session, total)
        return entry

    async def start(self, session: AsyncSession, left: int | None) -> None:
        """Note that somebody is at it, and how much is left to do."""
        now = utc_now()
        await session.execute(
            update(Job)
            .where(Job.id == self.id)
            .values(
                state=JobState.RUNNING,
                total=Job.done + left if left is not None else None,
                started_at=now,
                seen_at=now,
                note=None,
            )
        )

    async def advance(self, session: AsyncSession, by: int, place: str | None = None) -> None:
        """Note what was done, and where to go on."""
        await session.execute(
            update(Job).where(Job.id == self.id).values(done=Job.done + by, place=place, seen_at=utc_now())
        )

    async def finish(self, session: AsyncSession, note: str | None = None) -> None:
        """Note that it is done."""
        await self._end(session, JobState.DONE, note)

    async def stop(self, session: AsyncSession, note: str) -> None:
        """Note that it cannot go on, and why."""
        await self._end(session, JobState.STOPPED, note)

    async def _end(self, session: AsyncSession, state: JobState, note: str | None) -> None:
        now = utc_now()
        await session.execute(
            update(Job).where(Job.id == self.id).values(state=state, note=note, seen_at=now, finished_at=now)
        )


async def latest(session: AsyncSession, most: int) -> Sequence[Job]:
    """List the jobs that were asked for last."""
    return (await session.scalars(select(Job).order_by(Job.asked_at.desc(), Job.id.desc()).limit(most))).all()


def unheard_of_since(moment: datetime) -> ColumnElement[bool]:
    """Give what a query has to ask of a job for finding those that no worker was at since a moment."""
    return func.coalesce(Job.seen_at, Job.asked_at) <= moment
