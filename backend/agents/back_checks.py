"""What the office looks at again, and what it found: nothing of it stops a registration or an agent by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from uuid import UUID

from sqlalchemy import func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from backend.agents.activity import beginning_of_day
from backend.agents.models import NOTE_FIELD, Agent, BackCheck, Finding, Signal, Way
from backend.agents.people import name_of, scope_of
from backend.agents.scope import Scope
from backend.audit.chain import Event
from backend.audit.log import append
from backend.auth.areas import AreaScope
from backend.registrations.decisions import Answer
from backend.registrations.family import masked_family
from backend.registrations.masked_row import masked_row
from backend.registrations.models import Registration
from backend.registrations.queue import Place
from backend.registrations.schemas import Row
from backend.vault.vault import Vault

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select

MOST_COUNTED: Final = 1_000
_MOST_MEANT: Final = 25


class View(StrEnum):
    """Which of them: those nobody has looked at, those where nobody was reached, those that are done."""

    OPEN = "terbuka"
    AGAIN = "belum-bertemu"
    DONE = "selesai"


_WHICH: Final = {
    View.OPEN: BackCheck.found.is_(None),
    View.AGAIN: BackCheck.found == Finding.NOT_REACHED,
    View.DONE: BackCheck.found.in_((Finding.RIGHT, Finding.WRONG)),
}


@dataclass(frozen=True, slots=True)
class Looked:
    """What somebody of the office found, how, and a note about it."""

    found: Finding
    way: Way
    note: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Check:
    """Something to look at again. `family` is the registration that is meant, where it is a single one, masked."""

    id: UUID
    signal: Signal
    at: datetime
    desa: str
    agent_id: UUID
    agent: str
    scope: Scope
    family: Row | None
    confirmation: str | None
    looked: Looked | None

    @property
    def is_settled(self) -> bool:
        """Tell whether there is nothing more to find out."""
        return self.looked is not None and self.looked.found is not Finding.NOT_REACHED


@dataclass(frozen=True, slots=True)
class Checks:
    """A page of them; `next` is where the next page begins."""

    rows: list[Check]
    next: str | None


@dataclass(frozen=True, slots=True)
class BackChecks:
    """What is to be looked at again in some areas, within one transaction. What lies outside does not exist here."""

    session: AsyncSession
    vault: Vault
    areas: AreaScope

    async def page(self, view: View, after: Place | None, most: int) -> Checks:
        """List what waits, the oldest first; or what was done, the newest first."""
        done = view is not View.OPEN
        keys = (BackCheck.done_at if done else BackCheck.at, BackCheck.id)
        query = self._query().where(_WHICH[view]).order_by(*(key.desc() if done else key for key in keys))
        if after is not None:
            here, there = tuple_(*keys), tuple_(after.since, after.id)
            query = query.where(here < there if done else here > there)
        found = (await self.session.execute(query.limit(most + 1))).all()
        shown = [self._check(*row) for row in found[:most]]
        last = found[most - 1][0] if len(found) > most else None
        onward = Place((last.done_at if done else None) or last.at, last.id).as_text() if last is not None else None
        return Checks(shown, onward)

    async def count(self, view: View) -> int:
        """Count them, as far as `MOST_COUNTED` and one more."""
        some = self._query().where(_WHICH[view]).with_only_columns(BackCheck.id).limit(MOST_COUNTED + 1).subquery()
        return await self.session.scalar(select(func.count()).select_from(some)) or 0

    async def find(self, row: UUID) -> Check | None:
        """Give one of them."""
        found = (await self.session.execute(self._query().where(BackCheck.id == row))).one_or_none()
        return self._check(*found) if found is not None else None

    async def of_agent(self, agent: UUID, most: int) -> list[Check]:
        """List what there is about an agent, the newest first."""
        query = self._query().where(BackCheck.agent_id == agent).order_by(BackCheck.at.desc(), BackCheck.id)
        return [self._check(*row) for row in (await self.session.execute(query.limit(most))).all()]

    async def of_registration(self, number: str) -> list[Check]:
        """List what there is about a registration, the oldest first."""
        query = self._query().where(Registration.number == number.replace("-", "")).order_by(BackCheck.at, BackCheck.id)
        return [self._check(*row) for row in (await self.session.execute(query)).all()]

    async def meant(self, check: Check) -> list[Row]:
        """List what an agent sent in on the day of a signal, the newest first: what it may be about."""
        begins = beginning_of_day(check.at)
        query = (
            select(Registration)
            .where(
                Registration.agent_id == check.agent_id,
                Registration.received_at >= begins,
                Registration.received_at < begins + timedelta(days=1),
                self.areas.condition(Registration.kecamatan, Registration.desa),
            )
            .order_by(Registration.received_at.desc(), Registration.id)
            .limit(_MOST_MEANT)
        )
        return [masked_row(row, masked_family(self.vault, row)) for row in await self.session.scalars(query)]

    async def note(self, row: UUID, looked: Looked) -> Answer:
        """Note what was found. A family that was registered wrongly is put before the office, which decides."""
        # As where a family corrects its data: first the registration, then what there is to look at again about it.
        family = select(BackCheck.registration_id).where(BackCheck.id == row).scalar_subquery()
        await self.session.execute(select(Registration.id).where(Registration.id == family).with_for_update())
        check = await self.session.scalar(select(BackCheck).where(BackCheck.id == row).with_for_update())
        if check is None or not self.areas.covers(check.desa):
            return Answer.NOT_FOUND
        if check.found in (Finding.RIGHT, Finding.WRONG):
            return Answer.OVERTAKEN
        check.found, check.way, check.done_at, check.done_by = looked.found, looked.way, looked.at, looked.by
        check.note = self.vault.seal(looked.note.encode(), field=NOTE_FIELD, row=row) if looked.note else None
        if looked.found is Finding.WRONG and check.registration_id is not None:
            await self._doubt(check.registration_id, looked.at)
        about = f"registration/{check.registration_id}" if check.registration_id else f"agent/{check.agent_id}"
        details = {"back_check": str(row), "signal": check.signal, "found": looked.found.value, "way": looked.way.value}
        await append(self.session, Event(looked.at, looked.by, "back_check.noted", about, details))
        return Answer.DONE

    async def _doubt(self, row: UUID, at: datetime) -> None:
        registration = await self.session.get_one(Registration, row, with_for_update=True)
        registration.doubted_at = at

    def _query(self) -> Select[BackCheck, Agent, Registration | None]:
        return (
            select(BackCheck, Agent, Registration)
            .join(Agent, Agent.id == BackCheck.agent_id)
            .outerjoin(Registration, Registration.id == BackCheck.registration_id)
            .where(self.areas.desa_condition(BackCheck.desa), _is_there())
        )

    def _check(self, row: BackCheck, agent: Agent, registration: Registration | None) -> Check:
        return Check(
            id=row.id,
            signal=Signal(row.signal),
            at=row.at,
            desa=row.desa,
            agent_id=agent.id,
            agent=name_of(self.vault, agent),
            scope=scope_of(agent),
            family=masked_row(registration, masked_family(self.vault, registration)) if registration else None,
            confirmation=registration.confirmation if registration else None,
            looked=self._looked(row),
        )

    def _looked(self, row: BackCheck) -> Looked | None:
        if row.found is None or row.way is None or row.done_at is None or row.done_by is None:
            return None
        note = self.vault.open(row.note, field=NOTE_FIELD, row=row.id).decode() if row.note else ""
        return Looked(Finding(row.found), Way(row.way), note, row.done_at, row.done_by)


def _is_there() -> ColumnElement[bool]:
    """A family that was erased cannot be asked; what was found before stays."""
    return or_(BackCheck.found.is_not(None), BackCheck.registration_id.is_(None), Registration.erased_at.is_(None))
