"""Keeping what could not be delivered, and what officers decide about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from backend.audit.chain import Event
from backend.audit.log import append
from backend.auth.areas import WHOLE, AreaScope
from backend.contacts.book import ContactBook
from backend.registrations.models import Registration
from backend.undelivered.models import Undelivered
from backend.undelivered.schemas import DecisionOut
from backend.undelivered.states import CLOSING, DECIDED, Decision, Reason, State
from backend.vault.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import ColumnElement

    from backend.undelivered.schemas import UndeliveredIn

MOST_DECISIONS: Final = 100


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that could not be delivered, within one transaction. An officer reaches what is of their areas."""

    session: AsyncSession
    vault: Vault
    areas: AreaScope = WHOLE

    async def note(self, reference: str, told: UndeliveredIn, now: datetime) -> None:
        """Take in what the bot tells. The newest telling counts: repeating one, or a late one, changes nothing."""
        contact = await ContactBook(self.session, self.vault).remember(told.contact, now)
        if told.reason is Reason.UNREACHABLE and contact.unreachable_since is None:
            contact.unreachable_since = now
        state = State.CLOSED if told.reason in CLOSING else State.OPEN
        values = {
            "kind": told.kind,
            "reason": told.reason,
            "detail": told.detail,
            "contact_id": contact.id,
            "person": told.person,
            "desa": told.desa,
            "state": state,
            "happened_at": told.happened_at,
        }
        await self.session.execute(
            insert(Undelivered)
            .values(reference=reference, times=1, first_at=told.happened_at, **values)
            .on_conflict_do_update(
                index_elements=["reference"],
                set_={
                    **values,
                    "times": Undelivered.times + (1 if state is State.OPEN else 0),
                    "decided_at": None,
                    "decided_by": None,
                    "taken_at": None,
                },
                where=Undelivered.happened_at < told.happened_at,
            )
        )

    async def pending(self) -> list[DecisionOut]:
        """Give the decisions that nobody has carried out yet, the oldest first."""
        states = {state: decision for decision, state in DECIDED.items()}
        found = await self.session.scalars(
            select(Undelivered)
            .where(Undelivered.state.in_(states), Undelivered.taken_at.is_(None))
            .order_by(Undelivered.decided_at)
            .limit(MOST_DECISIONS)
        )
        return [
            DecisionOut(reference=each.reference, decision=states[State(each.state)], decided_at=each.decided_at)
            for each in found
            if each.decided_at is not None
        ]

    async def take(self, reference: str, decided_at: datetime, now: datetime) -> None:
        """Note that a decision was carried out. One that was replaced meanwhile stays as it is."""
        await self.session.execute(
            update(Undelivered)
            .where(Undelivered.reference == reference, Undelivered.decided_at == decided_at)
            .values(taken_at=now)
        )

    async def reaches(self, row: UUID) -> bool:
        """Tell whether there is an entry by that id within the areas."""
        return (
            await self.session.scalar(select(Undelivered.id).where(Undelivered.id == row, self._within())) is not None
        )

    async def decide(self, row: UUID, decision: Decision, actor: str, now: datetime) -> bool:
        """Note what an officer decides; False when there is nothing open by that id any more."""
        found = await self.session.scalar(
            update(Undelivered)
            .where(Undelivered.id == row, Undelivered.state == State.OPEN, self._within())
            .values(state=DECIDED[decision], decided_at=now, decided_by=actor, taken_at=None)
            .returning(Undelivered.id)
        )
        if found is None:
            return False
        await append(
            self.session,
            Event(at=now, actor=actor, action=f"undelivered.{decision}", subject=f"undelivered/{row}", details={}),
        )
        return True

    async def count(self, *states: State) -> int:
        """Count the entries in some states."""
        return (
            await self.session.scalar(
                select(func.count()).select_from(Undelivered).where(Undelivered.state.in_(states), self._within())
            )
            or 0
        )

    async def listed(self, states: Sequence[State], skip: int, most: int) -> Sequence[Undelivered]:
        """List entries in some states, the newest first."""
        return (
            await self.session.scalars(
                select(Undelivered)
                .where(Undelivered.state.in_(states), self._within())
                .order_by(Undelivered.happened_at.desc(), Undelivered.id)
                .offset(skip)
                .limit(most)
            )
        ).all()

    async def of_contact(self, contact: UUID, most: int) -> Sequence[Undelivered]:
        """List the entries of one contact in any state, the newest first."""
        return (
            await self.session.scalars(
                select(Undelivered)
                .where(Undelivered.contact_id == contact, self._within())
                .order_by(Undelivered.happened_at.desc(), Undelivered.id)
                .limit(most)
            )
        ).all()

    def _within(self) -> ColumnElement[bool]:
        newest = (
            select(Registration.desa)
            .where(Registration.contact_id == Undelivered.contact_id)
            .order_by(Registration.received_at.desc(), Registration.id)
            .limit(1)
            .scalar_subquery()
        )
        # What came from nobody known is for those who see everything.
        return self.areas.desa_condition(func.coalesce(Undelivered.desa, newest))
