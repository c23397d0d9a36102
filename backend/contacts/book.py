"""Finding contacts again, and keeping what they said about notices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from sqlalchemy import and_, bindparam, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from backend.contacts.models import ADDRESS_FIELD, Contact
from backend.vault.slots import Slot
from backend.vault.vault import Vault
from backend.wire import ContactIn

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select

    from backend.vault.slots import Slotted, Wanted


_PURPOSE: Final = "contact"
_HASH: Final = {Slot.A: Contact.address_hash_a, Slot.B: Contact.address_hash_b}


@dataclass(frozen=True, slots=True)
class NoticesWanted:
    """An answer to whether notices are wanted, and when it was given."""

    wanted: bool
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class ContactBook:
    """The contacts, within one transaction."""

    session: AsyncSession
    vault: Vault

    async def find(self, contact: ContactIn) -> Contact | None:
        """Look a contact up; None if we never heard of it."""
        statement, wanted = self._is(contact)
        found: Contact | None = await self.session.scalar(statement, wanted)
        return found

    async def remember(self, contact: ContactIn, now: datetime, notices: NoticesWanted | None = None) -> Contact:
        """Look a contact up, and enter it if it is new. Nobody else changes it until the transaction ends."""
        row, hashes = uuid4(), address_hashes(self.vault, contact.channel, contact.address)
        values = {
            "id": row,
            "channel": contact.channel,
            "address_hash_a": hashes.a,
            "address_hash_b": hashes.b,
            "address": self.vault.seal(contact.address.encode(), field=ADDRESS_FIELD, row=row),
            "created_at": now,
            "broadcasts_wanted": notices.wanted if notices else None,
            "broadcasts_asked_at": notices.asked_at if notices else None,
        }
        # Whoever enters it first wins; all others then find it.
        entered: Contact | None = await self.session.scalar(_ENTERED, values)
        if entered is not None:
            return entered
        statement, wanted = self._is(contact)
        held = statement.with_for_update().execution_options(populate_existing=True)
        found = (await self.session.scalars(held, wanted)).one()
        if notices is not None:
            note_broadcasts(found, wanted=notices.wanted, asked_at=notices.asked_at)
        return found

    async def heard_from(self, contact: ContactIn, now: datetime, notices: NoticesWanted | None = None) -> Contact:
        """Do the same for a contact that wrote itself: whoever writes to us can be written to."""
        found = await self.remember(contact, now, notices)
        found.unreachable_since = None
        return found

    def _is(self, contact: ContactIn) -> tuple[Select[Contact], dict[str, object]]:
        wanted = wanted_address(self.vault, contact)
        return _FOUND[wanted.slot], {"channel": contact.channel, "address": wanted.digest}


def wanted_address(vault: Vault, contact: ContactIn) -> Wanted:
    """Hash an address on its channel, for looking it up."""
    return vault.wanted(f"{contact.channel}:{contact.address}", purpose=_PURPOSE)


def is_at(slot: Slot) -> ColumnElement[bool]:
    """Tell a contact by the parameters `channel` and `address`, a hash in the column that is searched."""
    return and_(Contact.channel == bindparam("channel"), _HASH[slot] == bindparam("address"))


def address_hashes(vault: Vault, channel: str, address: str) -> Slotted:
    """Hash an address on its channel, for both columns."""
    return vault.slotted(f"{channel}:{address}", purpose=_PURPOSE)


def note_broadcasts(contact: Contact, *, wanted: bool, asked_at: datetime) -> bool:
    """Take in an answer about notices. Tells whether it is newer than what we knew and so counts."""
    if contact.broadcasts_asked_at is not None and asked_at <= contact.broadcasts_asked_at:
        return False
    contact.broadcasts_wanted = wanted
    contact.broadcasts_asked_at = asked_at
    return True


def contact_of(vault: Vault, contact: Contact) -> ContactIn:
    """Give where somebody writes from, in clear. Only for use inside, and for the bot, which has it anyway."""
    address = vault.open(contact.address, field=ADDRESS_FIELD, row=contact.id).decode()
    return ContactIn(channel=contact.channel, address=address)


# Made once: to put a statement together costs as much as to ask it.
_ENTERED: Final = insert(Contact).on_conflict_do_nothing().returning(Contact)
_FOUND: Final = {slot: select(Contact).where(is_at(slot)) for slot in Slot}
