"""Taking a correction in: what a family was asked to look at again, told anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias
from uuid import UUID

import msgspec
from pydantic import ValidationError
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from backend.agents.acting import Acting, Refusal
from backend.agents.models import BackCheck
from backend.audit.chain import Event
from backend.audit.log import append
from backend.clock import local_date
from backend.consents.models import Consent, Purpose
from backend.contacts.book import ContactBook
from backend.database import take_turns
from backend.duplicates.keys import match_keys
from backend.duplicates.models import MatchKeys
from backend.problems import FieldFault, Unprocessable
from backend.registrations import repository
from backend.registrations.family import open_family, seal_family
from backend.registrations.hashes import family_hashes
from backend.registrations.ladder import move
from backend.registrations.models import Confirmation, Registration
from backend.registrations.number import parse_number
from backend.registrations.repeats import Answered, Keyed, KeyReused, NotTheirs, Repeats
from backend.registrations.rules import RegistryFlag, faults, told_flags
from backend.registrations.schemas import CorrectionIn, HouseholdIn, SubmitterRole
from backend.registrations.status import Status
from backend.vault.vault import Vault

if TYPE_CHECKING:
    from backend.registrations.hashes import FamilyHashes
    from conversations.answers.household import Household


@dataclass(frozen=True, slots=True)
class Request:
    """Who corrects which registration."""

    asked: Keyed
    number: str
    body: CorrectionIn
    now: datetime


@dataclass(frozen=True, slots=True)
class Theirs:
    """A registration that somebody may correct: its family, or the agent who still sees to it."""

    row: Registration
    agent: UUID | None = None

    @property
    def actor(self) -> str:
        """Name them as the timeline and the log do."""
        return self.role.value if self.agent is None else f"agent/{self.agent}"

    @property
    def role(self) -> SubmitterRole:
        """Say as what they declare that it is true."""
        return SubmitterRole.RESIDENT if self.agent is None else SubmitterRole.AGENT

    def corrected(self, request: Request) -> Event:
        """Say for the log who corrected which answers, through which program."""
        return Event(
            at=request.now,
            actor=self.actor,
            action="registration.corrected",
            subject=f"registration/{self.row.id}",
            details={"fields": sorted(request.body.household.model_fields_set), "program": request.asked.caller},
        )


Outcome: TypeAlias = Answered | NotTheirs | KeyReused


@dataclass(frozen=True, slots=True)
class Corrections:
    """The way back in, within one transaction. Of an agent in a chat, `idle` is as `Acting` has it."""

    session: AsyncSession
    vault: Vault
    idle: timedelta = timedelta(0)

    async def take(self, request: Request) -> Outcome:
        """Take a correction in, or answer as before.

        Raises:
            Unprocessable: the corrected family breaks a hard rule.
        """
        repeats = Repeats(self.session, self.vault)
        if (before := await repeats.before(request.asked)) is not None:
            return before
        found = await self._theirs(request)
        if found is None:
            return NotTheirs()
        row, waited = await self._correct(request, found)
        return repeats.keep(request.asked, row, already=not waited, at=request.now)

    async def _theirs(self, request: Request) -> Theirs | None:
        number = parse_number(request.number)
        row = await repository.by_number(self.session, number) if number is not None else None
        contact = await ContactBook(self.session, self.vault).find(request.body.contact)
        if row is None or contact is None or row.erased_at is not None:
            return None
        if row.agent_id is not None and row.confirmation != Confirmation.CONFIRMED:
            agent = await Acting(self.session, self.vault, self.idle).allowed(request.body.contact, request.now)
            if isinstance(agent, Refusal):
                return None
            theirs = select(Registration.id).where(Registration.id == row.id, repository.seen_to_by(agent.id))
            return Theirs(row, agent.id) if await self.session.scalar(theirs) is not None else None
        return Theirs(row) if row.contact_id == contact.id else None

    async def _correct(self, request: Request, theirs: Theirs) -> tuple[Registration, bool]:
        before = open_family(self.vault, theirs.row)
        household = _corrected(before, request.body)
        if wrong := faults(household, local_date(request.now)):
            raise Unprocessable("The family's data breaks a rule.", errors=wrong)
        hashes = family_hashes(self.vault, household)
        # As at the way in: who shares a person or a card goes one after the other.
        await take_turns(self.session, *hashes.all())
        row = await self.session.get_one(Registration, theirs.row.id, with_for_update=True, populate_existing=True)
        waited = row.status is Status.NEEDS_FIXING
        if waited:
            await self._change(request, theirs, household, hashes)
        return row, waited

    async def _change(self, request: Request, theirs: Theirs, household: Household, hashes: FamilyHashes) -> None:
        row = theirs.row
        # First the status: a NIK that another has is never the active one of two, not even for a moment.
        taken = await repository.has_active_twin(self.session, self.vault.slot, hashes.nik.at(self.vault.slot), row.id)
        await move(
            self.session,
            self.vault,
            row.id,
            Status.CONFLICT if taken else Status.SENT,
            actor=theirs.actor,
            at=request.now,
            notify=False,
        )
        for column, value in hashes.columns().items():
            setattr(row, column, value)
        row.household = seal_family(self.vault, row.id, household)
        await self.session.merge(MatchKeys(id=row.id, compared_at=None, **match_keys(self.vault, household)))
        if household.desa != row.desa:
            # What the office looks at again goes with the family: another desa asks it now.
            moved = update(BackCheck).where(BackCheck.registration_id == row.id).values(desa=household.desa)
            await self.session.execute(moved)
        row.kecamatan, row.desa = household.kecamatan, household.desa
        seen_before = [flag for flag in row.flags if flag in set(RegistryFlag)]
        row.flags = told_flags(household, local_date(request.now)) + seen_before
        self.session.add(
            Consent(
                contact_id=row.contact_id,
                registration_id=row.id,
                purpose=Purpose.TRUTH,
                given=True,
                given_at=request.body.declared_true_at,
                channel=row.channel,
                actor=theirs.role,
            )
        )
        await append(self.session, theirs.corrected(request))


def _corrected(before: Household, body: CorrectionIn) -> Household:
    told = body.household.model_dump(mode="json", exclude_unset=True)
    try:
        return HouseholdIn.model_validate({**msgspec.to_builtins(before), **told}).told()
    except ValidationError as error:
        wrong = [
            FieldFault(f"household.{fault['loc'][0] if fault['loc'] else 'desa'}", fault["type"].replace("_", "-"))
            for fault in error.errors()
        ]
        raise Unprocessable("The family's data does not fit together.", errors=wrong) from None
