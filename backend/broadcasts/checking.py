"""Whether a message is a notice of ours to this very contact: by its code, or by its words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.agents.codes import WrongCodes
from backend.broadcasts.models import Broadcast, Recipient
from backend.broadcasts.states import MAY_HAVE_ARRIVED
from backend.broadcasts.subjects import about
from backend.broadcasts.text import Message, written
from backend.contacts.book import ContactBook
from backend.vault.vault import Vault
from conversations.answers.authenticity import asked_code, code_within, shown

if TYPE_CHECKING:
    from backend.wire import ContactIn

LONGEST_SHOWN: Final = 400
"""Characters of a notice that are told again: with the question that goes on it has to fit into one message."""
_COMPARED: Final = 20
"""Notices of one contact, the newest, that a message is compared with."""
_SIMILAR: Final = 75.0
"""Per cent of the signs that are the same, from which on a message is one of ours with changes."""
_ENOUGH: Final = 5
"""Words of a notice by which a part of it is known."""
_PURPOSE: Final = "notice codes by contact"


class Verdict(StrEnum):
    """What a message is. NOT_OURS also answers what we wrote to somebody else: whether it exists is not said."""

    OURS = "ours"
    CHANGED = "changed"
    NOT_OURS = "not_ours"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdict, with what we really wrote and when where that is known."""

    verdict: Verdict
    text: str = ""
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Sent:
    recipient: Recipient
    notice: str
    message: Message | None

    @property
    def words(self) -> str:
        return shown(self.message.text) if self.message is not None else ""

    def checked(self, verdict: Verdict) -> Checked:
        short = self.notice if len(self.notice) <= LONGEST_SHOWN else f"{self.notice[: LONGEST_SHOWN - 1]}…"
        return Checked(verdict, short, self.recipient.sent_at or self.recipient.at)


@dataclass(frozen=True, slots=True)
class Checking:
    """Questions whether a message is genuine, within one transaction."""

    session: AsyncSession
    vault: Vault

    async def check(self, contact: ContactIn, text: str, now: datetime) -> Checked:
        """Judge a message: one that asks about a code, or one that is shown to us."""
        sent = await self._sent(contact)
        code = asked_code(text)
        if code is not None:
            return await self._by_code(contact, code, sent, now)
        words = shown(text)
        compared = [(each, each.words) for each in sent if each.message is not None]
        for each, ours in compared:
            if len(words.split()) >= _ENOUGH and f" {words} " in f" {ours} ":
                return each.checked(Verdict.OURS)
        for each, ours in compared:
            if shown(each.notice) in words or fuzz.ratio(words, ours) >= _SIMILAR:
                return each.checked(Verdict.CHANGED)
        within = code_within(text)
        if within is None:
            return Checked(Verdict.NOT_OURS)
        by_code = await self._by_code(contact, within, sent, now)
        # With our code under it, other words are a change all the same.
        return replace(by_code, verdict=Verdict.CHANGED) if by_code.verdict is Verdict.OURS else by_code

    async def _by_code(self, contact: ContactIn, code: str, sent: list[_Sent], now: datetime) -> Checked:
        wrong = WrongCodes(self.session, self.vault, contact, _PURPOSE)
        if await wrong.too_many(now):
            return Checked(Verdict.TOO_MANY)
        for each in sent:
            if each.recipient.code == int(code):
                return each.checked(Verdict.OURS)
        wrong.note(now)
        return Checked(Verdict.NOT_OURS)

    async def _sent(self, contact: ContactIn) -> list[_Sent]:
        """Give what went to a contact, the newest first. Who was erased meanwhile is not in the words any more."""
        known = await ContactBook(self.session, self.vault).find(contact)
        if known is None:
            return []
        rows = await self.session.execute(
            select(Recipient, Broadcast)
            .join(Broadcast, Broadcast.id == Recipient.broadcast_id)
            .where(Recipient.contact_id == known.id, Recipient.state.in_(MAY_HAVE_ARRIVED))
            .order_by(Recipient.place.desc())
            .limit(_COMPARED)
        )
        return [await self._written(recipient, broadcast) for recipient, broadcast in rows.all()]

    async def _written(self, recipient: Recipient, broadcast: Broadcast) -> _Sent:
        told = await about(self.session, self.vault, recipient.subjects, paid=broadcast.is_paid)
        named = [told[subject] for subject in recipient.subjects if subject in told]
        if not named:
            return _Sent(recipient, broadcast.title, None)
        message = written(broadcast.text, broadcast.bring, named, recipient.code)
        return _Sent(recipient, message.notice, message)
