"""The other channel of the same people, when a message certainly did not arrive on the first.

Only what is known to be lost falls: of an `unknown` message nobody knows, and it might be the second one.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Final

from sqlalchemy import select, update

from backend.broadcasts.families import families_of_each
from backend.broadcasts.models import Broadcast, Recipient
from backend.broadcasts.states import Skip, Standing, State
from backend.contacts.book import ContactBook
from backend.contacts.models import Contact
from backend.registrations.family import open_family
from backend.wire import ContactIn

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.registrations.models import Registration
    from backend.vault.vault import Vault

_BY_PHONE: Final = "whatsapp"
_MOST: Final = 5
"""Payments of a row that falls. An agent's phone with more has no other channel: each family has its own."""
_ENDED: Final = (State.CANCELLED,)


async def fall_back(session: AsyncSession, vault: Vault, rows: Iterable[UUID], now: datetime) -> None:
    """Enter those whose message is lost once more, on their other channel if there is one. Done twice, it is once."""
    for row in rows:
        recipient = await session.get_one(Recipient, row)
        if recipient.falls_from is not None or len(recipient.subjects) > _MOST:
            continue
        broadcast = await session.get_one(Broadcast, recipient.broadcast_id)
        if broadcast.state in _ENDED or not broadcast.is_paid:
            continue
        other = await _other(session, vault, recipient)
        if other is None:
            continue
        session.add(
            Recipient(
                broadcast_id=broadcast.id,
                contact_id=other.id,
                channel=other.channel,
                desa=recipient.desa,
                subjects=recipient.subjects,
                code=1000 + secrets.randbelow(9000),
                falls_from=recipient.id,
                state=Standing.WAITING,
                at=now,
            )
        )
        if broadcast.state is State.DONE:
            broadcast.state, broadcast.finished_at = State.RUNNING, None
        await session.flush()


async def call_off(session: AsyncSession, rows: Iterable[UUID], now: datetime) -> None:
    """Send nothing more to those who turned out to have got it on the first channel."""
    await session.execute(
        update(Recipient)
        .where(Recipient.falls_from.in_(list(rows)), Recipient.state == Standing.WAITING)
        .values(state=Standing.SKIPPED, reason=Skip.ARRIVED, at=now)
    )


async def _other(session: AsyncSession, vault: Vault, recipient: Recipient) -> Contact | None:
    """Find where else they wrote from: another registration's chat, or WhatsApp at the phone that they told."""
    fallen = await session.scalar(select(Recipient.id).where(Recipient.falls_from == recipient.id))
    if fallen is not None:
        return None
    theirs = await families_of_each(session, vault, recipient.subjects)
    shared: dict[UUID, Contact] | None = None
    for payment in recipient.subjects:
        leads_to = await _leads_to(session, vault, theirs.get(payment, ()), recipient.channel)
        # A message for several families goes only where each of them can be told of all.
        shared = leads_to if shared is None else {row: each for row, each in shared.items() if row in leads_to}
    for row, contact in (shared or {}).items():
        entered = select(Recipient.id).where(
            Recipient.broadcast_id == recipient.broadcast_id, Recipient.contact_id == row
        )
        if await session.scalar(entered.limit(1)) is None:
            return contact
    return None


async def _leads_to(
    session: AsyncSession, vault: Vault, registrations: Iterable[Registration], lost_on: str | None
) -> dict[UUID, Contact]:
    """Give where else somebody with these registrations can be written to, the newest first."""
    found: dict[UUID, Contact] = {}
    for family in registrations:
        phone = open_family(vault, family).phone
        told = ContactIn(channel=_BY_PHONE, address=f"{_BY_PHONE}:{phone}") if phone else None
        for contact in (
            await session.get(Contact, family.contact_id),
            await ContactBook(session, vault).find(told) if told is not None else None,
        ):
            if contact is not None and _reaches(contact, lost_on):
                found.setdefault(contact.id, contact)
    return found


def _reaches(contact: Contact, channel: str | None) -> bool:
    wanted = contact.broadcasts_wanted is True and contact.erased_at is None
    return wanted and contact.unreachable_since is None and contact.channel != channel
