"""What a broadcast needs before it can be judged, and before it can be sent: counts, and a ledger of its recipients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

import structlog
from sqlalchemy import case, func, literal, select
from sqlalchemy.dialects.postgresql import insert

from backend.audit.chain import Event
from backend.audit.log import append
from backend.broadcasts.audience import Audience
from backend.broadcasts.falling_back import fall_back
from backend.broadcasts.models import Broadcast, Recipient
from backend.broadcasts.states import Skip, Standing, State
from backend.clock import utc_now
from backend.jobs.ledger import Entry
from backend.jobs.models import Job

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.jobs.queue import Workshop

AT_ONCE: Final = 10_000
SAMPLES: Final = 20
_LOWEST_CODE, _CODES = 1000, 9000
_log = structlog.stdlib.get_logger("backend.broadcasts")


async def prepare(workshop: Workshop, broadcast_id: UUID) -> None:
    """Do what a broadcast waits for. Broken off, it goes on where it was; done twice, nothing changes."""
    async with workshop.sessions.begin() as session:
        broadcast = await session.get(Broadcast, broadcast_id)
        state = None if broadcast is None else broadcast.state
    match state:
        case State.PREVIEW:
            await _count(workshop, broadcast_id)
        case State.APPROVED:
            while await _enter_piece(workshop, broadcast_id):
                pass
        case _:
            return


async def _count(workshop: Workshop, broadcast_id: UUID) -> None:
    async with workshop.sessions.begin() as session:
        broadcast = await session.get_one(Broadcast, broadcast_id, with_for_update=True)
        if broadcast.state is not State.PREVIEW or broadcast.preview is not None:
            return
        audience = Audience(broadcast, (await workshop.keyring.vault(session)).slot)
        found = audience.recipients()
        counted = await session.execute(
            select(found.c.channel, found.c.skip, func.count(), func.sum(func.cardinality(found.c.subjects)))
            .group_by(found.c.channel, found.c.skip)
            .order_by(found.c.channel, found.c.skip)
        )
        rows = [[channel, skip, people, int(families)] for channel, skip, people, families in counted]
        samples = await session.scalars(
            select(found.c.subjects).where(found.c.skip.is_(None)).order_by(found.c.contact_id).limit(SAMPLES)
        )
        preview: dict[str, Any] = {
            "rows": rows,
            "samples": [[str(each) for each in subjects] for subjects in samples],
            "at": utc_now().isoformat(),
        }
        broadcast.preview = preview
        if broadcast.job_id is not None:
            await Entry(broadcast.job_id).finish(session)


async def _enter_piece(workshop: Workshop, broadcast_id: UUID) -> bool:
    """Enter the recipients of some subjects, and tell whether there may be more."""
    async with workshop.sessions.begin() as session:
        broadcast = await session.get_one(Broadcast, broadcast_id, with_for_update=True)
        if broadcast.state is not State.APPROVED or broadcast.job_id is None:
            return False
        audience = Audience(broadcast, (await workshop.keyring.vault(session)).slot)
        job, entry = await session.get_one(Job, broadcast.job_id), Entry(broadcast.job_id)
        after = _place(job)
        if after is None:
            total = select(func.count()).select_from(audience.subjects().subquery())
            await entry.start(session, int(await session.scalar(total) or 0))
        until, many = await _boundary(session, audience, after)
        if until is not None:
            await _enter(session, broadcast, audience, after, until)
            await entry.advance(session, many, str(until))
            return True
        broadcast.state = State.MATERIALISED
        lost = (Recipient.state == Standing.SKIPPED) & (Recipient.reason == Skip.UNREACHABLE)
        unreachable = await session.scalars(
            select(Recipient.id).where(Recipient.broadcast_id == broadcast_id, lost).order_by(Recipient.place)
        )
        await fall_back(session, await workshop.keyring.vault(session), unreachable.all(), utc_now())
        await entry.finish(session)
        people = await session.scalar(
            select(func.count()).select_from(Recipient).where(Recipient.broadcast_id == broadcast_id)
        )
        event = Event(utc_now(), "system", "broadcast.materialised", f"broadcast/{broadcast_id}", {"rows": people or 0})
        await append(session, event)
        _log.info("broadcast_materialised", broadcast=str(broadcast_id), rows=people)
        return False


def _place(job: Job) -> UUID | None:
    return UUID(job.place) if job.place else None


async def _boundary(session: AsyncSession, audience: Audience, after: UUID | None) -> tuple[UUID | None, int]:
    """Give the last subject of the next piece, and how many the piece has."""
    subjects = audience.subjects().subquery()
    key = subjects.c.id
    query = select(key).order_by(key).limit(AT_ONCE)
    if after is not None:
        query = query.where(key > after)
    piece = query.subquery()
    last = select(piece.c.id, func.count().over()).order_by(piece.c.id.desc()).limit(1)
    row = (await session.execute(last)).first()
    return (None, 0) if row is None else (row[0], row[1])


async def _enter(
    session: AsyncSession, broadcast: Broadcast, audience: Audience, after: UUID | None, until: UUID
) -> None:
    found = audience.recipients(after, until)
    standing = case((found.c.skip.is_(None), Standing.WAITING.value), else_=Standing.SKIPPED.value)
    rows = select(
        func.gen_random_uuid(),
        literal(broadcast.id),
        found.c.contact_id,
        found.c.channel,
        found.c.desa,
        found.c.subjects,
        func.floor(func.random() * _CODES) + _LOWEST_CODE,
        standing,
        found.c.skip,
        literal(utc_now()),
    ).order_by(found.c.skip.is_not(None))
    columns = ("id", "broadcast_id", "contact_id", "channel", "desa", "subjects", "code", "state", "reason", "at")
    entered = insert(Recipient).from_select(columns, rows)
    # An agent's families lie in several pieces, and are one message.
    await session.execute(
        entered.on_conflict_do_update(
            index_elements=["broadcast_id", "contact_id"],
            set_={"subjects": Recipient.subjects + entered.excluded.subjects},
        )
    )
