"""Finding contacts again, and keeping what they said about notices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from backend.contacts.models import ADDRESS_FIELD, Contact
from backend.vault.vault import Vault

if TYPE_CHECKING:
    from datetime import datetime

    from backend.wire import ContactIn


@dataclass(frozen=True, slots=True)
class ContactBook:
    """The contacts, within one transaction."""

    session: AsyncSession
    vault: Vault

    async def find(self, contact: ContactIn) -> Contact | None:
        """Look a contact up; None if we never heard of it."""
        found: Contact | None = await self.session.scalar(
            select(Contact).where(Contact.channel == contact.channel, Contact.address_hash.in_(self.digests(contact)))
        )
        return found

    async def remember(self, contact: ContactIn, now: datetime) -> Contact:
        """Look a contact up, and enter it if it is new. Nobody else changes it until the transaction ends."""
        known = await self.find(contact)
        if known is None:
            row = uuid4()
            # Whoever enters it first wins; all others then find it.
            await self.session.execute(
                insert(Contact)
                .values(
                    id=row,
                    channel=contact.channel,
                    address_hash=self.digests(contact)[0],
                    address=self.vault.seal(contact.address.encode(), field=ADDRESS_FIELD, row=row),
                    created_at=now,
                )
                .on_conflict_do_nothing(index_elements=["channel", "address_hash"])
            )
        return (
            await self.session.scalars(
                select(Contact)
                .where(Contact.channel == contact.channel, Contact.address_hash.in_(self.digests(contact)))
                .with_for_update()
                .execution_options(populate_existing=True)
            )
        ).one()

    def digests(self, contact: ContactIn) -> tuple[bytes, ...]:
        """Give the keyed hashes of a contact's address on its channel."""
        return self.vault.digests(f"{contact.channel}:{contact.address}", purpose="contact")


def note_broadcasts(contact: Contact, *, wanted: bool, asked_at: datetime) -> bool:
    """Take in an answer about notices. Tells whether it is newer than what we knew and so counts."""
    if contact.broadcasts_asked_at is not None and asked_at <= contact.broadcasts_asked_at:
        return False
    contact.broadcasts_wanted = wanted
    contact.broadcasts_asked_at = asked_at
    return True
