"""The end of data whose time is over (UU 27/2022 articles 42 to 44): found, counted, erased, and proved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from sqlalchemy import and_, delete, func, or_, select, update

from backend.audit.chain import Event
from backend.audit.log import append
from backend.batches.desk import KEPT as BATCHES_KEPT
from backend.batches.models import Batch
from backend.clock import local_date, utc_now
from backend.contacts.book import address_hashes
from backend.contacts.models import ADDRESS_FIELD, Contact
from backend.fraud_reports.models import FraudReport
from backend.imports.models import Import, ImportState, Payment
from backend.jobs.ledger import Entry
from backend.registrations.models import Registration
from backend.registrations.status import CLOSED
from backend.rights.erasure import Why, erase, erase_rows
from backend.rights.models import RightsRequest
from backend.rights.wishes import State
from backend.undelivered.models import Undelivered

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

    from backend.settings import Kept
    from backend.vault.keyring import Keyring
    from backend.vault.vault import Vault

KIND: Final = "rights.retention"
ACTOR: Final = "retention"
AT_ONCE: Final = 50
_NOBODY: Final = "erased-"
CONTACT_KEPT: Final = timedelta(days=30)
"""How long an address stays after the last family from there is gone: for telling them, and for their questions."""


@dataclass(frozen=True, slots=True)
class Due:
    """How many registrations are past their time, by the reason, and how many addresses belong to nobody any more.

    `payments` are those that still name somebody, and are past their time whoever that is. `reports` are those of
    fraud, and `batches` the files of agents of which every row was answered.
    """

    closed: int
    too_old: int
    contacts: int
    payments: int
    reports: int
    batches: int

    @property
    def total(self) -> int:
        """How much there is to do."""
        return self.closed + self.too_old + self.contacts + self.payments + self.reports + self.batches


async def due(session: AsyncSession, kept: Kept, now: datetime) -> Due:
    """Count what is past its time, without touching it."""
    return Due(
        await _count(session, Registration, _closed(kept, now)),
        await _count(session, Registration, and_(_too_old(kept, now), ~_closed(kept, now))),
        await _count(session, Contact, _nobodys(now)),
        await _count(session, Payment, _paid_long_ago(kept, now)),
        await _count(session, FraudReport, _told_long_ago(kept, now)),
        await _count(session, Batch, _answered_long_ago(now)),
    )


async def erase_what_is_due(
    sessions: async_sessionmaker[AsyncSession], keyring: Keyring, kept: Kept, *, actor: str = ACTOR
) -> AsyncIterator[tuple[int, int]]:
    """Erase it, some families in each transaction, and give how much is done of how much. Broken off, it goes on."""
    async with sessions.begin() as session:
        total = (await due(session, kept, utc_now())).total
        if not total:
            return
        job = await Entry.taken_up(session, KIND, asked_by=actor, total=total)
    done = 0
    for step in (_families, _contacts, _payees, _reports, _batches):
        while True:
            async with sessions.begin() as session:
                erased = await step(session, await keyring.vault(session), kept, actor)
                await job.advance(session, erased)
            if not erased:
                break
            done += erased
            yield done, max(total, done)
    async with sessions.begin() as session:
        await job.finish(session, f"{done} erased")


async def _families(session: AsyncSession, vault: Vault, kept: Kept, actor: str) -> int:
    now = utc_now()
    found = await session.scalars(
        select(Registration)
        .where(or_(_closed(kept, now), _too_old(kept, now)))
        .order_by(Registration.id)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    rows = [(row.id, row.status in CLOSED) for row in found]
    for row, closed in rows:
        await erase(session, vault, row, why=Why.CLOSED if closed else Why.TOO_OLD, actor=actor, at=now)
    return len(rows)


async def _contacts(session: AsyncSession, vault: Vault, _kept: Kept, actor: str) -> int:
    """Put an address that is nobody's in the place of each: consents and requests go on pointing to a row."""
    now = utc_now()
    query = select(Contact).where(_nobodys(now)).order_by(Contact.id).limit(AT_ONCE)
    found = (await session.scalars(query.with_for_update(skip_locked=True))).all()
    for contact in found:
        nobody = f"{_NOBODY}{uuid4()}"
        hashes = address_hashes(vault, contact.channel, nobody)
        contact.address = vault.seal(nobody.encode(), field=ADDRESS_FIELD, row=contact.id)
        contact.address_hash_a, contact.address_hash_b = hashes.a, hashes.b
        contact.broadcasts_wanted = False
        contact.erased_at = now
        await session.execute(update(Undelivered).where(Undelivered.contact_id == contact.id).values(person=None))
        await append(session, Event(now, actor, "contact.erased", f"contact/{contact.id}", {}))
    return len(found)


async def _payees(session: AsyncSession, vault: Vault, kept: Kept, actor: str) -> int:
    now = utc_now()
    found = await session.scalars(
        select(Payment.id)
        .where(_paid_long_ago(kept, now))
        .order_by(Payment.day, Payment.id)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    rows = found.all()
    if rows:
        await erase_rows(session, vault, Payment.__tablename__, rows, actor=actor, at=now)
    return len(rows)


async def _reports(session: AsyncSession, vault: Vault, kept: Kept, actor: str) -> int:
    now = utc_now()
    query = select(FraudReport.id).where(_told_long_ago(kept, now)).order_by(FraudReport.told_at).limit(AT_ONCE)
    rows = (await session.scalars(query.with_for_update(skip_locked=True))).all()
    if rows:
        await erase_rows(session, vault, FraudReport.__tablename__, rows, actor=actor, at=now)
    return len(rows)


async def _batches(session: AsyncSession, _vault: Vault, _kept: Kept, actor: str) -> int:
    """Forget files of agents: what was entered stays, and what was not is in nobody's hands any more."""
    now = utc_now()
    query = select(Batch.id).where(_answered_long_ago(now)).order_by(Batch.done_at).limit(AT_ONCE)
    rows = (await session.scalars(query.with_for_update(skip_locked=True))).all()
    if rows:
        await session.execute(delete(Batch).where(Batch.id.in_(rows)))
        await append(session, Event(now, actor, "batches.forgotten", "batches", {"many": len(rows)}))
    return len(rows)


def _told_long_ago(kept: Kept, now: datetime) -> ColumnElement[bool]:
    return and_(FraudReport.told.is_not(None), FraudReport.told_at < now - timedelta(days=kept.retention_closed_days))


def _answered_long_ago(now: datetime) -> ColumnElement[bool]:
    return Batch.done_at < now - BATCHES_KEPT


def _paid_long_ago(kept: Kept, now: datetime) -> ColumnElement[bool]:
    """Find payments to people who never registered here, and all that are too old: no family's end reaches them."""
    today, done = local_date(now), select(Import.id).where(Import.state == ImportState.DONE)
    nobodys = and_(Payment.desa.is_(None), Payment.day < today - timedelta(days=kept.retention_closed_days))
    too_old = Payment.day < today - timedelta(days=kept.retention_longest_days)
    return and_(Payment.erased_at.is_(None), Payment.import_id.in_(done), or_(nobodys, too_old))


def _closed(kept: Kept, now: datetime) -> ColumnElement[bool]:
    before = now - timedelta(days=kept.retention_closed_days)
    return and_(_there(), Registration.status.in_(CLOSED), Registration.status_since < before)


def _too_old(kept: Kept, now: datetime) -> ColumnElement[bool]:
    before = now - timedelta(days=kept.retention_longest_days)
    return and_(_there(), Registration.received_at < before)


def _there() -> ColumnElement[bool]:
    """What nobody has asked for anything about: an open request is answered first."""
    asked = select(RightsRequest.id).where(
        RightsRequest.registration_id == Registration.id, RightsRequest.state == State.OPEN
    )
    return and_(Registration.erased_at.is_(None), ~asked.exists())


def _nobodys(now: datetime) -> ColumnElement[bool]:
    before = now - CONTACT_KEPT
    theirs = select(Registration.id).where(
        Registration.contact_id == Contact.id, or_(Registration.erased_at.is_(None), Registration.erased_at >= before)
    )
    return and_(Contact.erased_at.is_(None), Contact.created_at < before, ~theirs.exists(), ~_wanted())


def _wanted() -> ColumnElement[bool]:
    """Somebody who never registered and only said whether notices are wanted: that answer goes on counting."""
    any_family = select(Registration.id).where(Registration.contact_id == Contact.id)
    return and_(Contact.broadcasts_asked_at.is_not(None), ~any_family.exists())


async def _count(
    session: AsyncSession,
    of: type[Registration | Contact | Payment | FraudReport | Batch],
    condition: ColumnElement[bool],
) -> int:
    found: int | None = await session.scalar(select(func.count()).select_from(of).where(condition))
    return found or 0
