"""What came of asking whether payments came: the shares of each desa, and the cases that are open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.audit.chain import Event
from backend.audit.log import append
from backend.auth.areas import AreaScope
from backend.broadcasts.families import families_of
from backend.broadcasts.models import Broadcast, Recipient
from backend.broadcasts.states import MAY_HAVE_ARRIVED
from backend.broadcasts.subjects import about
from backend.broadcasts.text import names_masked, payments_named
from backend.notices.outbox import put_word
from backend.receipts.models import PLACE_FIELD, Came, Receipt
from backend.receipts.word import seal_word, word_of
from backend.vault.vault import Vault
from conversations.answers.registration_number import show_registration_number

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import ColumnElement

LISTED: Final = 20
"""Questions that can be chosen from, the newest."""


@dataclass(frozen=True, slots=True)
class OfDesa:
    """How many were asked in a desa, and what they said."""

    desa: str
    asked: int
    came: Mapping[Came, int]

    @property
    def answered(self) -> int:
        """Count the answers."""
        return sum(self.came.values())


@dataclass(frozen=True, slots=True)
class Case:
    """A case as the office reads it: the names masked, what is sealed opened.

    `number` is of the registration that is newest; empty where nobody paid is registered.
    """

    receipt: Receipt
    names: str
    number: str
    payments: str
    place: str
    word: str


@dataclass(frozen=True, slots=True)
class ReceiptDesk:
    """The answers from some areas, within one transaction."""

    session: AsyncSession
    vault: Vault
    areas: AreaScope

    async def questions(self) -> list[Broadcast]:
        """List what was asked within the areas, the newest first."""
        query = select(Broadcast).where(Broadcast.follows.is_not(None)).order_by(Broadcast.number.desc()).limit(LISTED)
        return [each for each in await self.session.scalars(query) if self._touches(each.scope)]

    async def by_desa(self, question: UUID) -> list[OfDesa]:
        """Count by desa who was asked, and who answered what. The most that is missing comes first."""
        desa, asked = func.coalesce(Recipient.desa, ""), Counter[str]()
        came: dict[str, Counter[Came]] = {}
        rows = await self.session.execute(
            select(desa, Receipt.came, func.count())
            .select_from(Recipient)
            .outerjoin(Receipt, Receipt.recipient_id == Recipient.id)
            .where(
                Recipient.broadcast_id == question,
                Recipient.state.in_(MAY_HAVE_ARRIVED),
                self.areas.desa_condition(desa),
            )
            .group_by(desa, Receipt.came)
        )
        for where, said, many in rows:
            asked[where] += many
            if said is not None:
                came.setdefault(where, Counter())[Came(said)] += many
        found = [OfDesa(where, many, came.get(where, Counter())) for where, many in asked.items()]
        return sorted(found, key=lambda each: (-each.came.get(Came.NO, 0), -each.came.get(Came.SHORT, 0), each.desa))

    async def count(self, *, is_open: bool) -> int:
        """Count the cases that are open, or that are not any more."""
        query = select(func.count()).select_from(Receipt)
        return await self.session.scalar(query.where(*self._cases(is_open=is_open))) or 0

    async def cases(self, first: int, most: int, *, is_open: bool) -> list[Case]:
        """List cases: open ones from the oldest, closed ones from the newest."""
        order = Receipt.answered_at if is_open else Receipt.answered_at.desc()
        query = select(Receipt).where(*self._cases(is_open=is_open)).order_by(order, Receipt.id)
        return [await self._read(each) for each in await self.session.scalars(query.offset(first).limit(most))]

    async def find(self, row: UUID, *, lock: bool = False) -> Case | None:
        """Find one. What lies outside the areas is not there."""
        receipt = await self.session.get(Receipt, row, with_for_update=lock)
        if receipt is None or not self.areas.covers(receipt.desa or ""):
            return None
        return await self._read(receipt)

    async def close(self, receipt: Receipt, word: str, *, actor: str, at: datetime) -> bool:
        """Close a case with a word, which the person is told; False when it is closed already."""
        if receipt.closed_at is not None:
            return False
        receipt.closed_at, receipt.closed_by, receipt.word = at, actor, seal_word(self.vault, receipt, word)
        put_word(self.session, receipt, at)
        await self.session.flush()
        await append(self.session, Event(at, actor, "receipt.closed", f"receipt/{receipt.id}", {"came": receipt.came}))
        return True

    def _touches(self, other: AreaScope) -> bool:
        return self.areas.includes(other) or other.includes(self.areas)

    def _cases(self, *, is_open: bool) -> tuple[ColumnElement[bool], ...]:
        closed = Receipt.closed_at.is_(None) if is_open else Receipt.closed_at.is_not(None)
        return Receipt.came != Came.YES, closed, self.areas.desa_condition(Receipt.desa)

    async def _read(self, receipt: Receipt) -> Case:
        recipient = await self.session.get_one(Recipient, receipt.recipient_id)
        told = (await about(self.session, self.vault, recipient.subjects, paid=True)).values()
        families = await families_of(self.session, self.vault, recipient)
        place = receipt.place
        return Case(
            receipt,
            names_masked(told),
            show_registration_number(families[0].number) if families else "",
            payments_named(told),
            self.vault.open(place, field=PLACE_FIELD, row=receipt.id).decode() if place is not None else "",
            word_of(self.vault, receipt),
        )
