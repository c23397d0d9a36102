"""What waits for an agent: families whose data need fixing, results to bring, news that did not arrive, and families
that have not said yet that they are registered rightly."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from sqlalchemy import ColumnElement, and_, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from backend.agents.models import Agent, AgentChat
from backend.agents.people import scope_of
from backend.registrations.acted import code_of
from backend.registrations.family import masked_family, open_family
from backend.registrations.models import Confirmation, Registration
from backend.registrations.number import parse_number
from backend.registrations.status import CLOSED, Status, public
from backend.undelivered.models import Undelivered
from backend.undelivered.states import Kind, State
from backend.vault.vault import Vault
from conversations.answers.invitation import show_invitation
from conversations.answers.registration_number import show_registration_number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

MOST: Final = 8
"""Entries of a page: a WhatsApp list has ten rows, and one of them leads on."""
MOST_UNDELIVERED: Final = 100
"""How many families of a desa are looked through for those of an RW or RT: where they live is sealed."""
TO_BRING: Final = frozenset(Status) - {Status.SENT, Status.CONFLICT, Status.NEEDS_FIXING, Status.APPEALED}
"""What a family without a phone hears from its agent. What needs fixing is an errand of its own."""


class Errand(StrEnum):
    """Why an agent goes to a family, or writes to it."""

    FIX = "fix"
    BRING = "bring"
    UNDELIVERED = "undelivered"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class Entry:
    """One family to see, masked. `code` is what it confirms with, where that is the errand; `place` its RT and RW."""

    number: str
    name: str
    status: Status
    place: str
    code: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries, those that have waited longest first, and whether there are more."""

    entries: list[Entry]
    more: bool


@dataclass(frozen=True, slots=True)
class WorkList:
    """The errands of one agent, within one transaction."""

    session: AsyncSession
    vault: Vault
    agent: Agent

    async def counts(self) -> dict[Errand, int]:
        """Say how many families wait for each errand."""
        own = [errand for errand in Errand if errand is not Errand.UNDELIVERED]
        counted = await self.session.execute(
            select(*(func.count().filter(_waits_for(errand)).label(errand.value) for errand in own)).where(self._mine())
        )
        row = counted.one()
        unheard = len(await self._not_reached())
        return {errand: getattr(row, errand) if errand in own else unheard for errand in Errand}

    async def page(self, errand: Errand, after: str | None) -> Page:
        """Give the families behind the one with the number `after`."""
        if errand is Errand.UNDELIVERED:
            rows: Sequence[Registration] = await self._not_reached()
            places = [place for place, row in enumerate(rows) if show_registration_number(row.number) == after]
            rows = rows[places[0] + 1 if places else 0 :]
        else:
            rows = await self._waiting(errand, after)
        return Page([self._entry(errand, row) for row in rows[:MOST]], len(rows) > MOST)

    async def note_brought(self, number: str, now: datetime) -> bool:
        """Note that a family was told how it stands; False where it is none of this agent's."""
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

    async def _not_reached(self) -> Sequence[Registration]:
        """Give the families of the area to whom something could not be told, the newest first."""
        area = scope_of(self.agent)
        agents = select(AgentChat.contact_id).where(AgentChat.ended_at.is_(None))
        failed = select(Undelivered.contact_id).where(
            Undelivered.state == State.OPEN, Undelivered.kind == Kind.NUMBER, Undelivered.contact_id.not_in(agents)
        )
        found = await self.session.scalars(
            select(Registration)
            .where(
                Registration.desa == area.desa, Registration.contact_id.in_(failed), Registration.erased_at.is_(None)
            )
            .order_by(Registration.status_since.desc(), Registration.id)
            .limit(MOST_UNDELIVERED)
        )
        return [row for row in found if self._is_within(row)]

    def _is_within(self, row: Registration) -> bool:
        family = open_family(self.vault, row)
        return scope_of(self.agent).covers(family.desa, family.rw, family.rt)

    async def _own(self, number: str) -> Registration | None:
        parsed = parse_number(number)
        found: Registration | None = await self.session.scalar(
            select(Registration).where(Registration.number == parsed, self._mine())
        )
        return found

    def _mine(self) -> ColumnElement[bool]:
        return and_(Registration.agent_id.in_(select(Agent.id).where(is_or_was(self.agent.id))), still_the_agents())

    def _entry(self, errand: Errand, row: Registration) -> Entry:
        family = open_family(self.vault, row)
        code = code_of(self.vault, row) if errand is Errand.CONFIRM else None
        return Entry(
            number=show_registration_number(row.number),
            name=masked_family(self.vault, row).name,
            status=public(row.status),
            place=" ".join(f"{kind} {told}" for kind, told in (("RT", family.rt), ("RW", family.rw)) if told),
            code=show_invitation(code) if code else None,
        )


def is_or_was(agent: UUID) -> ColumnElement[bool]:
    """Tell an agent, and those in whose place this one came."""
    return or_(Agent.id == agent, Agent.replaced_by == agent)


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
