"""What waits for an agent: families whose data need fixing, results to bring, news that did not arrive, and families
that have not said yet that they are registered rightly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import ColumnElement, and_, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from backend.agents.errands import Entry, Errand, entry_of
from backend.agents.models import Agent
from backend.agents.succession import is_or_was
from backend.agents.unheard import Unheard
from backend.registrations.acted import code_of
from backend.registrations.models import Confirmation, Registration
from backend.registrations.number import parse_number
from backend.registrations.status import CLOSED, Status
from backend.vault.vault import Vault
from conversations.answers.invitation import show_invitation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

MOST: Final = 8
"""Entries of a page: a WhatsApp list has ten rows, and one of them leads on."""
TO_BRING: Final = frozenset(Status) - {Status.SENT, Status.CONFLICT, Status.NEEDS_FIXING, Status.APPEALED}
"""What a family without a phone hears from its agent. What needs fixing is an errand of its own."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some families to see, those that have waited longest first, and whether there are more."""

    entries: list[Entry]
    more: bool


@dataclass(frozen=True, slots=True)
class WorkList:
    """The errands of one agent, within one transaction."""

    session: AsyncSession
    vault: Vault
    agent: Agent

    async def counts(self, now: datetime) -> dict[Errand, int]:
        """Say how many families wait for each errand."""
        own = [errand for errand in Errand if errand is not Errand.UNDELIVERED]
        counted = await self.session.execute(
            select(*(func.count().filter(_waits_for(errand)).label(errand.value) for errand in own)).where(self._mine())
        )
        row = counted.one()
        unheard = len(await self._unheard.entries(now))
        return {errand: getattr(row, errand) if errand in own else unheard for errand in Errand}

    async def page(self, errand: Errand, after: str | None, now: datetime) -> Page:
        """Give the families behind the one with the id `after`."""
        if errand is Errand.UNDELIVERED:
            entries = await self._unheard.entries(now)
            behind = next((place for place, each in enumerate(entries, start=1) if each.id == after), 0)
            entries = entries[behind:]
        else:
            rows = await self._waiting(errand, after)
            entries = [entry_of(self.vault, row, self._code(errand, row)) for row in rows]
        return Page(entries[:MOST], len(entries) > MOST)

    async def note_told(self, errand: Errand, family: str, now: datetime) -> bool:
        """Note that a family has heard what an errand is to bring it; False where it does not wait for this agent."""
        match errand:
            case Errand.UNDELIVERED:
                return await self._unheard.tell(family, now)
            case Errand.BRING:
                return await self._note_brought(family, now)
            case Errand.FIX | Errand.CONFIRM:
                return False

    @property
    def _unheard(self) -> Unheard:
        return Unheard(self.session, self.vault, self.agent)

    async def _note_brought(self, number: str, now: datetime) -> bool:
        row = await self._own(number)
        if row is None:
            return False
        row.brought_at = now
        return True

    async def _waiting(self, errand: Errand, after: str | None) -> Sequence[Registration]:
        query = select(Registration).where(self._mine(), _waits_for(errand))
        last = await self._own(after) if after is not None else None
        if last is not None:
            behind = tuple_(Registration.status_since, Registration.id) > tuple_(last.status_since, last.id)
            query = query.where(behind)
        query = query.order_by(Registration.status_since, Registration.id).limit(MOST + 1)
        return (await self.session.scalars(query)).all()

    async def _own(self, number: str) -> Registration | None:
        parsed = parse_number(number)
        found: Registration | None = await self.session.scalar(
            select(Registration).where(Registration.number == parsed, self._mine())
        )
        return found

    def _code(self, errand: Errand, row: Registration) -> str | None:
        code = code_of(self.vault, row) if errand is Errand.CONFIRM else None
        return show_invitation(code) if code else None

    def _mine(self) -> ColumnElement[bool]:
        return and_(is_or_was(Registration.agent_id, self.agent.id), still_the_agents())


def still_the_agents() -> ColumnElement[bool]:
    """Tell what an agent still sees to: once a family has said that it is registered rightly, it is the family's."""
    return and_(Registration.confirmation != Confirmation.CONFIRMED, Registration.erased_at.is_(None))


def _waits_for(errand: Errand) -> ColumnElement[bool]:
    of = Registration
    match errand:
        case Errand.FIX:
            return of.status == Status.NEEDS_FIXING
        case Errand.BRING:
            told = func.coalesce(of.brought_at, of.received_at)
            return and_(of.confirm_hash.is_(None), of.status.in_(TO_BRING), of.status_since > told)
        case Errand.CONFIRM:
            awaited = and_(of.confirmation == Confirmation.AWAITED, of.confirm_hash.is_not(None))
            return and_(awaited, of.status.not_in(CLOSED))
        case Errand.UNDELIVERED:
            raise ValueError("it is found by what the platform said, not by the registration")
