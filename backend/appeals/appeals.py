"""Taking objections in: the registration goes back up the ladder, with what the family says as the reason.

An objection is a step of the registration and nothing beside it: the office finds it in its queue, in its own words,
and answers it by the steps that follow.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final, TypeAlias

from sqlalchemy import ColumnElement, and_, exists, false, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.agents.acting import Acting
from backend.agents.activity import beginning_of_day
from backend.agents.models import State
from backend.appeals.schemas import AppealIn, OpenOut, Result
from backend.clock import local_date
from backend.contacts.book import ContactBook
from backend.database import take_turns
from backend.registrations import repository
from backend.registrations.family import masked_family
from backend.registrations.ladder import move, reason_of
from backend.registrations.models import Confirmation, Registration, StatusChange
from backend.registrations.number import parse_number
from backend.registrations.repeats import Answered, Keyed, KeyReused, NotTheirs, Repeats
from backend.registrations.status import Status
from backend.vault.vault import Vault
from conversations.answers.objection import Ground
from conversations.answers.registration_number import RegistrationNumber, show_registration_number

if TYPE_CHECKING:
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

    def begins(self, at: datetime) -> datetime | None:
        """Give since when a result is in time at a moment; None where none is."""
        return beginning_of_day(at) - timedelta(days=self.days) if self.days > 0 and at.year > 1 else None


@dataclass(frozen=True, slots=True)
class Appeals:
    """The objections, within one transaction."""

    session: AsyncSession
    vault: Vault
    window: Window

    async def open(self, contact: ContactIn, number: str | None, idle: timedelta, now: datetime) -> OpenOut:
        """Tell what a contact can object to, or whether it can to the result of a `number`.

        Agents see families only while their PIN counts: `idle` is how long.
        """
        known = await ContactBook(self.session, self.vault).find(contact)
        if known is None:
            return OpenOut(results=[])
        agent = await Acting(self.session, self.vault, idle).proven(contact, now)
        speaks_for = repository.spoken_for(known.id, agent.id if agent is not None else None)
        query = select(Registration.id).where(speaks_for, Registration.erased_at.is_(None))
        if number is not None:
            query = query.where(Registration.number == (parse_number(number) or ""))
        # First whose they are: all results of these weeks are far more than those of one chat.
        theirs = Registration.id.in_(select(query.cte().prefix_with("MATERIALIZED").c.id))
        still = select(Registration).where(theirs, self._is_open(now))
        first = still.order_by(Registration.status_since, Registration.id).limit(MOST)
        results = [await self._result(row) for row in await self.session.scalars(first)]
        if results:
            return OpenOut(results=results)
        waiting, closed = [await self._newest(theirs, each) for each in (Status.APPEALED, Status.NOT_ELIGIBLE)]
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
        in_time = select(Registration.id).where(Registration.id == row.id, self._is_open(min(body.asked_at, now)))
        is_open = await self.session.scalar(in_time) is not None
        if is_open:
            by_agent = row.agent_id is not None and row.confirmation != Confirmation.CONFIRMED
            actor = f"agent/{agent}" if by_agent else "resident"
            said = f"{GROUNDS[body.ground]}: {' '.join(body.story.split())}"
            await move(
                self.session, self.vault, row.id, Status.APPEALED, actor=actor, at=now, reason=said, notify=False
            )
        return repeats.keep(asked, row, already=not is_open, at=now)

    async def _agent(self, contact: ContactIn) -> UUID | None:
        """Give the agent behind a chat. That they act is not noted: it would prolong a PIN that was not asked for."""
        found = await Acting(self.session, self.vault).find(contact, lock=True)
        return found.agent.id if found is not None and found.agent.state == State.ACTIVE else None

    async def _newest(self, theirs: ColumnElement[bool], status: Status) -> str | None:
        query = select(Registration.number).where(theirs, Registration.status == status)
        number = await self.session.scalar(query.order_by(Registration.status_since.desc()).limit(1))
        return show_registration_number(number) if number is not None else None

    async def _spoken_for(self, contact: UUID, agent: UUID | None, number: RegistrationNumber) -> Registration | None:
        found: Registration | None = await self.session.scalar(
            select(Registration).where(
                repository.spoken_for(contact, agent), Registration.number == number, Registration.erased_at.is_(None)
            )
        )
        return found

    def _is_open(self, at: datetime) -> ColumnElement[bool]:
        """Tell what can be objected to: once, in time, and while the NIK is registered nowhere else."""
        begins = self.window.begins(at)
        if begins is None:
            return false()
        steps = (StatusChange.registration_id == Registration.id, StatusChange.status == Status.APPEALED)
        return and_(
            Registration.status == Status.NOT_ELIGIBLE,
            Registration.status_since >= begins,
            ~exists().where(*steps).correlate(Registration),
            ~repository.an_active_twin(self.vault.slot),
        )

    async def _result(self, row: Registration) -> Result:
        # Before the first objection the last step is the result.
        decided = (await repository.history(self.session, row))[-1]
        return Result(
            number=show_registration_number(row.number),
            name=masked_family(self.vault, row).name,
            reason=reason_of(self.vault, decided),
            until=self.window.last_day(row),
        )
