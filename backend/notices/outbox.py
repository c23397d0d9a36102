"""Putting notices down for the bot, handing them out, and noting that they were told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import or_, select, update
from sqlalchemy.orm import aliased

from backend.batches.models import Batch
from backend.contacts.models import Contact
from backend.notices.models import Kind, Notice
from backend.receipts.models import Receipt
from backend.registrations.models import Registration
from backend.registrations.status import public

if TYPE_CHECKING:
    from datetime import datetime, timedelta
    from uuid import UUID

    from sqlalchemy.ext.asyncio import AsyncSession


@dataclass(frozen=True, slots=True)
class Part:
    """One message about a batch: some of its rows, and how many are left that no message tells."""

    number: int
    rows: Sequence[int]
    left: int = 0


@dataclass(frozen=True, slots=True)
class Claimed:
    """A notice that somebody has for a while, with what it is about (one of all) and whom it is for."""

    notice: Notice
    registration: Registration | None
    batch: Batch | None
    receipt: Receipt | None
    contact: Contact


def put_notice(session: AsyncSession, registration: Registration, at: datetime) -> None:
    """Put down that whoever registered is to be told of the status. The running transaction decides whether it is."""
    session.add(
        Notice(
            registration_id=registration.id,
            contact_id=registration.contact_id,
            status=public(registration.status),
            at=at,
        )
    )


async def pass_on(session: AsyncSession, registration: Registration, contact: UUID) -> None:
    """Let a contact hear from now on how a registration stands, and what nobody was told of it yet."""
    waiting = (Notice.registration_id == registration.id, Notice.kind == Kind.STATUS, Notice.told_at.is_(None))
    await session.execute(update(Notice).where(*waiting).values(contact_id=contact))
    registration.contact_id = contact


def put_taken(session: AsyncSession, giver: UUID, at: datetime) -> None:
    """Put down that a contact is to be told that somebody took the case it handed over."""
    session.add(Notice(kind=Kind.TAKEN, contact_id=giver, at=at))


def put_question(session: AsyncSession, registration: Registration, contact: UUID, at: datetime) -> None:
    """Put down that a contact is to be asked whether an agent registered it rightly."""
    session.add(Notice(kind=Kind.CONFIRM, registration_id=registration.id, contact_id=contact, at=at))


def put_word(session: AsyncSession, receipt: Receipt, at: datetime) -> None:
    """Put down that whoever answered is to be told with what their case was closed."""
    session.add(Notice(kind=Kind.WORD, receipt_id=receipt.id, contact_id=receipt.contact_id, at=at))


def put_part(session: AsyncSession, batch: Batch, part: Part, at: datetime) -> None:
    """Put down that whoever brought a batch is to be told a part of what became of it."""
    session.add(
        Notice(
            kind=Kind.BATCH,
            batch_id=batch.id,
            contact_id=batch.contact_id,
            part=part.number,
            rows=list(part.rows),
            rows_left=part.left,
            at=at,
        )
    )


async def claim(session: AsyncSession, most: int, now: datetime, lease: timedelta) -> list[Claimed]:
    """Hand out notices that nobody has, the oldest first. One contact's never come out of order."""
    before = aliased(Notice)
    earlier = select(before.id).where(
        before.contact_id == Notice.contact_id, before.told_at.is_(None), before.place < Notice.place
    )
    free = (
        select(Notice.id)
        .where(
            Notice.told_at.is_(None),
            or_(Notice.leased_until.is_(None), Notice.leased_until <= now),
            ~earlier.exists(),
        )
        .order_by(Notice.place)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    taken = (await session.scalars(free)).all()
    await session.execute(update(Notice).where(Notice.id.in_(taken)).values(leased_until=now + lease))
    found = await session.execute(
        select(Notice, Registration, Batch, Receipt, Contact)
        .join(Registration, Registration.id == Notice.registration_id, isouter=True)
        .join(Batch, Batch.id == Notice.batch_id, isouter=True)
        .join(Receipt, Receipt.id == Notice.receipt_id, isouter=True)
        .join(Contact, Contact.id == Notice.contact_id)
        .where(Notice.id.in_(taken))
        .order_by(Notice.place)
    )
    return [Claimed(*row) for row in found]


async def note_told(session: AsyncSession, row: UUID, now: datetime) -> None:
    """Note that a notice is on its way to its person. Once is enough; repeating it changes nothing."""
    await session.execute(update(Notice).where(Notice.id == row, Notice.told_at.is_(None)).values(told_at=now))
