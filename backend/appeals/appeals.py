"""Taking objections in: the registration goes back up the ladder, with what the family says as the reason.

An objection is a step of the registration and nothing beside it: the office finds it in its queue, in its own words,
and answers it by the steps that follow.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final, TypeAlias

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.agents.acting import Acting
from backend.agents.models import State
from backend.appeals.schemas import AppealIn, OpenOut, Result
from backend.clock import local_date
from backend.contacts.book import ContactBook
from backend.database import take_turns
from backend.registrations import repository
from backend.registrations.family import masked_family
from backend.registrations.ladder import move, reason_of
from backend.registrations.models import Registration, StatusChange
from backend.registrations.number import parse_number
from backend.registrations.repeats import Answered, Keyed, KeyReused, NotTheirs, Repeats
from backend.registrations.status import Status
from backend.vault.vault import Vault
from conversations.answers.objection import Ground
from conversations.answers.registration_number import RegistrationNumber, show_registration_number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from backend.wire import ContactIn

MOST: Final = 10
"""Results that one chat is shown."""
GROUNDS: Final = {
    Ground.WRONG: "Data keluarga keliru",
    Ground.CHANGED: "Keadaan berubah",
    Ground.NOT_OURS: "Harta milik orang lain",
    Ground.OTHER: "Alasan lain",
}
"""What the office reads."""

Outcome: TypeAlias = Answered | KeyReused | NotTheirs


@dataclass(frozen=True, slots=True)
class Window:
    """For how many days after a result it can be objected to in the chat. With 0 only the office takes objections."""

    days: int

    def last_day(self, row: Registration) -> date:
        """Give the last day on which it can be, to its end."""
        return local_date(row.status_since) + timedelta(days=self.days)

    def holds(self, row: Registration, at: datetime) -> bool:
        """Tell whether that is in time."""
        return self.days > 0 and local_date(at) <= self.last_day(row)


@dataclass(frozen=True, slots=True)
class Appeals:
    """The objections, within one transaction."""

    session: AsyncSession
    vault: Vault
    window: Window

    async def open(self, contact: ContactIn, idle: timedelta, now: datetime) -> OpenOut:
        """Tell what a contact can object to. Agents see families only while their PIN counts: `idle` is how long."""
        known = await ContactBook(self.session, self.vault).find(contact)
        if known is None:
            return OpenOut(results=[])
        agent = await Acting(self.session, self.vault).proven(contact, idle, now)
        rows = await self._decided(known.id, agent.id if agent is not None else None)
        results = [await self._result(row) for row in rows if await self._is_open(row, now)]
        if results:
            return OpenOut(results=results)
        waiting, closed = (
            next((show_registration_number(row.number) for row in rows if row.status is status), None)
            for status in (Status.APPEALED, Status.NOT_ELIGIBLE)
        )
        return OpenOut(results=[], waiting=waiting, closed=closed)

    async def take(self, asked: Keyed, body: AppealIn, now: datetime) -> Outcome:
        """Take an objection in, or answer as before. What cannot be objected to any more stays as it is."""
        repeats = Repeats(self.session, self.vault)
        if (before := await repeats.before(asked)) is not None:
            return before
        known = await ContactBook(self.session, self.vault).find(body.contact)
        number = parse_number(body.number)
        if known is None or number is None:
            return NotTheirs()
        agent = await self._agent(body.contact)
        found = await self._spoken_for(known.id, agent, number)
        if found is None:
            return NotTheirs()
        # As at the way in: who has the same NIK goes one after the other.
        await take_turns(self.session, *filter(None, [repository.nik_hash(found, self.vault.slot)]))
        row = await self.session.get_one(Registration, found.id, with_for_update=True, populate_existing=True)
        # It counts when it was said; nobody says things in the future.
        is_open = await self._is_open(row, min(body.asked_at, now))
        if is_open:
            actor = "resident" if row.agent_id is None or row.agent_id != agent else f"agent/{agent}"
            said = f"{GROUNDS[body.ground]}: {' '.join(body.story.split())}"
            await move(
                self.session, self.vault, row.id, Status.APPEALED, actor=actor, at=now, reason=said, notify=False
            )
        return repeats.keep(asked, row, already=not is_open, at=now)

    async def _agent(self, contact: ContactIn) -> UUID | None:
        """Give the agent behind a chat. That they act is not noted: it would prolong a PIN that was not asked for."""
        found = await Acting(self.session, self.vault).find(contact, lock=True)
        return found.agent.id if found is not None and found.agent.state == State.ACTIVE else None

    async def _decided(self, contact: UUID, agent: UUID | None) -> Sequence[Registration]:
        query = select(Registration).where(
            repository.spoken_for(contact, agent),
            Registration.status.in_((Status.NOT_ELIGIBLE, Status.APPEALED)),
            Registration.erased_at.is_(None),
        )
        newest = query.order_by(Registration.status_since.desc(), Registration.id.desc()).limit(MOST)
        return (await self.session.scalars(newest)).all()

    async def _spoken_for(self, contact: UUID, agent: UUID | None, number: RegistrationNumber) -> Registration | None:
        found: Registration | None = await self.session.scalar(
            select(Registration).where(
                repository.spoken_for(contact, agent), Registration.number == number, Registration.erased_at.is_(None)
            )
        )
        return found

    async def _is_open(self, row: Registration, at: datetime) -> bool:
        """Tell whether a result can be objected to: once, in time, and while the NIK is registered nowhere else."""
        if row.status is not Status.NOT_ELIGIBLE or not self.window.holds(row, at):
            return False
        before = exists().where(StatusChange.registration_id == row.id, StatusChange.status == Status.APPEALED)
        if await self.session.scalar(select(before)):
            return False
        slot = self.vault.slot
        return not await repository.has_active_twin(self.session, slot, repository.nik_hash(row, slot), row.id)

    async def _result(self, row: Registration) -> Result:
        # Before the first objection the last step is the result.
        decided = (await repository.history(self.session, row))[-1]
        return Result(
            number=show_registration_number(row.number),
            name=masked_family(self.vault, row).name,
            reason=reason_of(self.vault, decided),
            until=self.window.last_day(row),
        )
