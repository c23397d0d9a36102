"""What people answer to "has it come?", and the cases that follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.audit.chain import Event
from backend.audit.log import append
from backend.broadcasts.models import Broadcast, Recipient
from backend.broadcasts.states import MAY_HAVE_ARRIVED
from backend.broadcasts.subjects import about
from backend.broadcasts.text import payments_named
from backend.contacts.book import ContactBook
from backend.receipts.models import PLACE_FIELD, Came, Receipt
from backend.vault.vault import Vault

if TYPE_CHECKING:
    from datetime import datetime

    from backend.wire import ContactIn

ANSWERED_WITHIN: Final = timedelta(days=60)
"""After that an answer is not of the question any more."""


class Heard(StrEnum):
    """What became of an answer. OPENED is a case now, UNCHANGED was said before, GONE is no question of this chat."""

    THANKED = "thanked"
    OPENED = "opened"
    UNCHANGED = "unchanged"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Asked:
    """The newest question to a contact: whose it is in the ledger, and about which payment."""

    recipient: UUID
    about: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody says, with the rupiah received and where, as far as that was told."""

    came: Came
    amount: int | None
    place: str


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers, within one transaction."""

    session: AsyncSession
    vault: Vault

    async def due(self, contact: ContactIn, now: datetime) -> Asked | None:
        """Give what a contact was asked last; None when that is nothing, or too long ago."""
        known = await ContactBook(self.session, self.vault).find(contact)
        if known is None:
            return None
        newest = (
            select(Recipient)
            .join(Broadcast, Broadcast.id == Recipient.broadcast_id)
            .where(
                Recipient.contact_id == known.id,
                Broadcast.follows.is_not(None),
                Recipient.state.in_(MAY_HAVE_ARRIVED),
                Recipient.sent_at > now - ANSWERED_WITHIN,
            )
            .order_by(Recipient.place.desc())
            .limit(1)
        )
        recipient = await self.session.scalar(newest)
        if recipient is None:
            return None
        return Asked(recipient.id, await self.payments(recipient.subjects))

    async def payments(self, subjects: list[UUID]) -> str:
        """Say which payments a question was about, without anybody's name."""
        told = await about(self.session, self.vault, subjects, paid=True)
        return payments_named(told.values())

    async def hear(self, contact: ContactIn, row: UUID, answer: Answer, now: datetime) -> Heard:
        """Take an answer. The same again changes nothing; another one counts from now on."""
        known = await ContactBook(self.session, self.vault).find(contact)
        recipient = await self.session.get(Recipient, row, with_for_update=True)
        if known is None or recipient is None or recipient.contact_id != known.id:
            return Heard.GONE
        question = await self.session.get_one(Broadcast, recipient.broadcast_id)
        if question.follows is None:
            return Heard.GONE
        receipt = await self.session.scalar(select(Receipt).where(Receipt.recipient_id == row))
        if receipt is not None and receipt.came == answer.came:
            return Heard.UNCHANGED
        if receipt is None:
            receipt = Receipt(
                id=uuid4(), recipient_id=row, broadcast_id=question.id, contact_id=known.id, desa=recipient.desa
            )
            self.session.add(receipt)
        receipt.came, receipt.amount, receipt.answered_at = answer.came, answer.amount, now
        receipt.place = (
            self.vault.seal(answer.place.encode(), field=PLACE_FIELD, row=receipt.id) if answer.place else None
        )
        if answer.came is Came.YES:
            receipt.closed_at = receipt.closed_at or now
        else:
            receipt.closed_at = receipt.closed_by = None
        await self.session.flush()
        event = Event(now, "resident", "receipt.answered", f"receipt/{receipt.id}", {"came": answer.came.value})
        await append(self.session, event)
        return Heard.THANKED if answer.came is Came.YES else Heard.OPENED
