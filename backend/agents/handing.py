"""Unfinished cases on their way between two chats: sealed, taken once, and given back while nobody takes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from sqlalchemy import and_, exists, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from backend.agents.acting import Acting, Standing
from backend.agents.codes import DRAFT, WrongCodes, hashes, lasting_code
from backend.agents.models import DRAFT_FIELD, Agent, HandedDraft
from backend.audit.chain import Event
from backend.audit.log import append
from backend.contacts.book import ContactBook
from backend.database import take_turns
from backend.notices.outbox import put_taken
from backend.vault.vault import Vault

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import ColumnElement

    from backend.contacts.models import Contact
    from backend.wire import ContactIn
    from conversations.answers.invitation import Invitation

FOR_OTHERS: Final = timedelta(days=3)
"""How long the code takes a case to somebody else."""
FOR_GIVER: Final = timedelta(days=30)
"""How long whoever gave it can take it back: as long as a draft waits in a chat."""
KEPT: Final = timedelta(hours=1)
"""How long a case that was taken is still there, for the same message that comes again."""


class Took(StrEnum):
    """What became of a code. NONE: this chat gave nothing that waits. NOT_NOW: the agent's PIN is due."""

    TAKEN = "taken"
    UNKNOWN = "unknown"
    NONE = "none"
    USED = "used"
    EXPIRED = "expired"
    TOO_MANY = "too_many"
    NOT_NOW = "not_now"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a code, with the case and the agent who takes it, if one does."""

    took: Took
    draft: str | None = None
    agent: Agent | None = None


@dataclass(frozen=True, slots=True)
class Handing:
    """The way of cases between chats, within one transaction."""

    session: AsyncSession
    vault: Vault

    async def give(self, typed: ContactIn, draft: str, message: str, now: datetime) -> Invitation:
        """Keep a case for whoever brings the code. The same message gives once."""
        digests = self._digests(typed, message)
        await take_turns(self.session, *digests)
        found = await self.session.scalar(
            select(HandedDraft).where(HandedDraft.given_with.in_(digests)).with_for_update()
        )
        if found is None:
            found = await self._enter(typed, draft, digests[0], now)
        elif found.taken_at is None:
            found.draft = self.vault.seal(draft.encode(), field=DRAFT_FIELD, row=found.id)
        return lasting_code(self.vault, found.id)

    async def take(self, typed: ContactIn, code: str | None, message: str, idle: timedelta, now: datetime) -> Outcome:
        """Hand a case out, once. Without a code it is the last one that this chat gave.

        Whose answer was lost asks again, by the same message or by another one soon after, and gets it again.
        """
        book = ContactBook(self.session, self.vault)
        acting = await Acting(self.session, self.vault).find(typed)
        if acting is not None and acting.standing(idle, now) is not Standing.ACTIVE:
            return Outcome(Took.NOT_NOW)
        wrong = WrongCodes(self.session, self.vault, typed)
        if code is not None and await wrong.too_many(now):
            return Outcome(Took.TOO_MANY)
        contact = await book.remember(typed, now)
        digests = self._digests(typed, message)
        found = await self._found(contact, code, digests, now)
        if found is None:
            if code is not None:
                wrong.note(now)
            return Outcome(Took.UNKNOWN if code is not None else Took.NONE)
        if found.taken_with not in digests and not await self._may_ask_again(found.id, contact, now):
            if found.taken_at is not None:
                return Outcome(Took.USED)
            if now >= (found.until if found.given_by == contact.id else found.made_at + FOR_OTHERS):
                return Outcome(Took.EXPIRED)
            await self._note_taken(found, contact, digests[0], now)
        draft = self.vault.open(found.draft, field=DRAFT_FIELD, row=found.id).decode() if found.draft else None
        return Outcome(Took.TAKEN if draft else Took.USED, draft, acting.agent if acting is not None else None)

    async def _enter(self, typed: ContactIn, draft: str, digest: bytes, now: datetime) -> HandedDraft:
        row, giver = uuid4(), await ContactBook(self.session, self.vault).remember(typed, now)
        entered = HandedDraft(
            id=row,
            code_hash=hashes(self.vault, lasting_code(self.vault, row), DRAFT)[0],
            draft=self.vault.seal(draft.encode(), field=DRAFT_FIELD, row=row),
            given_by=giver.id,
            given_with=digest,
            made_at=now,
            until=now + FOR_GIVER,
        )
        self.session.add(entered)
        await append(self.session, Event(now, f"contact/{giver.id}", "draft.given", f"draft/{row}", {}))
        return entered

    async def _found(
        self, contact: Contact, code: str | None, digests: tuple[bytes, ...], now: datetime
    ) -> HandedDraft | None:
        query = select(HandedDraft).with_for_update()
        if code is not None:
            query = query.where(HandedDraft.code_hash.in_(hashes(self.vault, code, DRAFT)))
        else:
            same = HandedDraft.taken_with.in_(digests)
            again = _just_taken(contact, now)
            query = query.where(HandedDraft.given_by == contact.id, or_(HandedDraft.taken_at.is_(None), same, again))
            query = query.order_by(func.coalesce(same, false()).desc(), HandedDraft.taken_at.is_not(None))
        found: HandedDraft | None = await self.session.scalar(query.order_by(HandedDraft.made_at.desc()).limit(1))
        return found

    async def _may_ask_again(self, row: UUID, contact: Contact, now: datetime) -> bool:
        asked = select(HandedDraft.id).where(HandedDraft.id == row, _just_taken(contact, now))
        return await self.session.scalar(asked) is not None

    async def _note_taken(self, found: HandedDraft, contact: Contact, digest: bytes, now: datetime) -> None:
        found.taken_by, found.taken_at, found.taken_with = contact.id, now, digest
        if contact.id != found.given_by:
            put_taken(self.session, found.given_by, now)
        await append(self.session, Event(now, f"contact/{contact.id}", "draft.taken", f"draft/{found.id}", {}))

    def _digests(self, typed: ContactIn, message: str) -> tuple[bytes, ...]:
        return self.vault.digests(f"{typed.channel}:{typed.address}:{message}", purpose="message of a handed draft")


def _just_taken(contact: Contact, now: datetime) -> ColumnElement[bool]:
    """Find what this chat took a moment ago and may still wait for: it has given nothing away since."""
    other = aliased(HandedDraft)
    given_on = exists().where(other.given_by == contact.id, other.made_at > HandedDraft.taken_at)
    mine = and_(HandedDraft.taken_by == contact.id, HandedDraft.taken_at > now - KEPT)
    return and_(mine, ~given_on.correlate(HandedDraft))
