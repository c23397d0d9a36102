"""A family says itself whether an agent registered it rightly: BENAR or BUKAN SAYA, from its own phone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.agents.acting import Acting
from backend.agents.codes import CONFIRMATION, WrongCodes, hashes
from backend.agents.models import Signal
from backend.agents.signals import list_registration
from backend.agents.succession import chat_for
from backend.audit.chain import Event
from backend.audit.log import append
from backend.contacts.book import ContactBook
from backend.notices.outbox import pass_on
from backend.registrations.models import Confirmation, Registration
from backend.vault.vault import Vault
from conversations.answers.registration_number import show_registration_number

if TYPE_CHECKING:
    from datetime import datetime

    from backend.wire import ContactIn

_ANOTHER: Final = "another contact"


class Said(StrEnum):
    """What a code stands for now. AGENTS_OWN came from an agent's phone, which cannot speak for the family.

    It may stand for another answer than this one: DENIED goes to each BUKAN SAYA, and to BENAR where there was one.
    """

    CONFIRMED = "confirmed"
    DENIED = "denied"
    UNKNOWN = "unknown"
    AGENTS_OWN = "agents_own"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Heard:
    """What became of an answer. The number is there where the registration is this chat's own from now on."""

    said: Said
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Confirming:
    """The answers of families, within one transaction."""

    session: AsyncSession
    vault: Vault

    async def hear(self, typed: ContactIn, code: str, now: datetime, *, right: bool) -> Heard:
        """Take an answer. Once somebody has said that it was not them, no other answer changes that."""
        wrong = WrongCodes(self.session, self.vault, typed)
        if await wrong.too_many(now):
            return Heard(Said.TOO_MANY)
        row = await self.session.scalar(
            select(Registration)
            .where(Registration.confirm_hash.in_(hashes(self.vault, code, CONFIRMATION)))
            .with_for_update()
        )
        if row is None or row.erased_at is not None:
            wrong.note(now)
            return Heard(Said.UNKNOWN)
        if await Acting(self.session, self.vault).find(typed) is not None:
            return Heard(Said.AGENTS_OWN)
        if row.confirmation == Confirmation.CONFIRMED:
            return await self._hear_again(row, typed, now, right=right)
        if row.confirmation == Confirmation.DENIED:
            return Heard(Said.DENIED)
        if not right:
            await self._deny(row, now)
            return Heard(Said.DENIED)
        await self._confirm(row, typed, now)
        return Heard(Said.CONFIRMED, show_registration_number(row.number))

    async def _hear_again(self, row: Registration, typed: ContactIn, now: datetime, *, right: bool) -> Heard:
        """Hear of what a family confirmed: it is its own, and only its own chat may take that back.

        Whoever else says that it is wrong gives the office a reason to look, and no more.
        """
        contact = await ContactBook(self.session, self.vault).find(typed)
        its_own = contact is not None and contact.id == row.contact_id
        if right:
            return Heard(Said.CONFIRMED, show_registration_number(row.number) if its_own else None)
        if its_own:
            await self._take_back(row, now)
        else:
            await list_registration(self.session, row, Signal.DENIED, now, said_by=_ANOTHER)
            await self._note(row, "registration.disputed", now)
        return Heard(Said.DENIED)

    async def _take_back(self, row: Registration, now: datetime) -> None:
        """Believe the chat that it is not about its family after all: the agent sees to it again, and hears of it."""
        await self._deny(row, now)
        chat = await chat_for(self.session, row.agent_id) if row.agent_id is not None else None
        if chat is not None:
            await pass_on(self.session, row, chat)

    async def _deny(self, row: Registration, now: datetime) -> None:
        row.confirmation, row.confirmed_at = Confirmation.DENIED, now
        await list_registration(self.session, row, Signal.DENIED, now)
        await self._note(row, "registration.denied", now)

    async def _confirm(self, row: Registration, typed: ContactIn, now: datetime) -> None:
        """Believe the family, and let news of its registration go to its own chat from now on."""
        contact = await ContactBook(self.session, self.vault).remember(typed, now)
        row.confirmation, row.confirmed_at, row.contact_id = Confirmation.CONFIRMED, now, contact.id
        await self._note(row, "registration.confirmed", now)

    async def _note(self, row: Registration, action: str, now: datetime) -> None:
        await append(
            self.session,
            Event(at=now, actor="resident", action=action, subject=f"registration/{row.id}", details={}),
        )
