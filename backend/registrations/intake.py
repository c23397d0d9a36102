"""Taking a registration in: one transaction, whatever arrives how often and at the same time as what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias
from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from backend.agents.acting import Acting, Refusal
from backend.agents.asking import ask_family
from backend.agents.signals import note_act
from backend.audit.log import append
from backend.clock import local_date
from backend.contacts.book import ContactBook, NoticesWanted
from backend.database import take_turns
from backend.duplicates.keys import match_keys
from backend.duplicates.models import MatchKeys
from backend.problems import Unprocessable
from backend.registrations import repository
from backend.registrations.acted import acting_columns, code_of
from backend.registrations.entering import enter
from backend.registrations.family import seal_family
from backend.registrations.hashes import FamilyHashes, family_hashes, wanted_nik
from backend.registrations.models import Registration, StatusChange
from backend.registrations.number import new_number
from backend.registrations.proof import consents_given, note_answered, received_event
from backend.registrations.repeats import Keyed, KeyReused, Repeats
from backend.registrations.rules import RegistryFlag, faults, told_flags
from backend.registrations.schemas import SubmissionIn
from backend.registrations.status import NOT_ACTIVE, Status
from backend.vault.vault import Vault
from conversations.answers.invitation import Invitation
from conversations.answers.registration_number import RegistrationNumber

if TYPE_CHECKING:
    from backend.agents.models import Agent
    from backend.contacts.models import Contact
    from conversations.answers.household import Household


@dataclass(frozen=True, slots=True)
class Request:
    """Who sent what under which key."""

    asked: Keyed
    body: SubmissionIn
    now: datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """The registration that answers the request. `repeated` when the request itself had come before.

    `code` is what a family confirms with that an agent registered.
    """

    number: RegistrationNumber
    status: Status
    received_at: datetime
    already: bool
    repeated: bool
    code: Invitation | None = None
    referred: bool = False


@dataclass(frozen=True, slots=True)
class NoAgent:
    """Whoever submitted as an agent is none now. `reason` is for the bot, which explains it."""

    reason: str


Outcome: TypeAlias = Taken | KeyReused | NoAgent


@dataclass(frozen=True, slots=True)
class Intake:
    """The way into the registry, within one transaction. Of an agent in a chat, `idle` is as `Acting` has it."""

    session: AsyncSession
    vault: Vault
    draw_number: Callable[[], RegistrationNumber] = new_number
    idle: timedelta = timedelta(0)

    async def take(self, request: Request) -> Outcome:
        """Take a registration in, or answer as before.

        Raises:
            Unprocessable: the family breaks a hard rule.
        """
        match await Repeats(self.session, self.vault).earlier(request.asked):
            case KeyReused() as reused:
                return reused
            case (kept, registration):
                return self._taken(registration, kept.answered_status, already=kept.already, repeated=True)
        agent: Agent | None = None
        if request.body.acting is not None:
            allowed = await Acting(self.session, self.vault, self.idle).allowed(request.body.contact, request.now)
            if isinstance(allowed, Refusal):
                return NoAgent(allowed)
            agent = allowed

        household = request.body.household.told()
        if found := faults(household, local_date(request.now)):
            raise Unprocessable("The family's data breaks a rule.", errors=found)
        return await self._take_new(request, household, agent)

    async def _take_new(self, request: Request, household: Household, agent: Agent | None) -> Taken:
        hashes = family_hashes(self.vault, household)
        # Registrations that share a person or a card go one after the other, so each sees the one before.
        await take_turns(self.session, *hashes.all())
        asked = request.body.broadcasts
        notices = NoticesWanted(asked.wanted, asked.asked_at) if asked is not None else None
        contact = await ContactBook(self.session, self.vault).heard_from(request.body.contact, request.now, notices)
        same_nik = await repository.open_with_nik(self.session, wanted_nik(self.vault, household.nik))
        own = next((other for other in same_nik if _is_own(other, contact, agent)), None)
        if own is not None:
            return await self._answer(request, contact, own, already=True)

        active = any(other.status not in NOT_ACTIVE for other in same_nik)
        registration = await self._enter(
            request, household, hashes, contact, Status.CONFLICT if active else Status.SENT, agent
        )
        return await self._answer(request, contact, registration, already=False)

    async def _enter(
        self,
        request: Request,
        household: Household,
        hashes: FamilyHashes,
        contact: Contact,
        status: Status,
        agent: Agent | None,
    ) -> Registration:
        row = uuid4()
        flags = told_flags(household, local_date(request.now)) + await self._registry_flags(hashes)
        acted = {}
        if agent is not None and request.body.acting is not None:
            acted = acting_columns(self.vault, row, agent, request.body.acting, household)
        registration = Registration(
            id=row,
            number=self.draw_number(),
            status=status,
            status_since=request.now,
            **hashes.columns(),
            household=seal_family(self.vault, row, household),
            kecamatan=household.kecamatan,
            desa=household.desa,
            flags=flags,
            channel=request.body.contact.channel,
            contact_id=contact.id,
            submitted_by=request.body.submitted_by.role,
            received_at=request.now,
            **acted,
        )
        step = StatusChange(registration_id=row, status=status, at=request.now, actor=request.body.submitted_by.role)
        keys = MatchKeys(id=row, **match_keys(self.vault, household))
        while not await enter(self.session, registration, step, keys):
            registration.number = self.draw_number()
        if agent is not None:
            await note_act(self.session, self.vault, agent, registration, household, request.now)
            await ask_family(self.session, self.vault, registration, household, request.now)
        return registration

    async def _registry_flags(self, hashes: FamilyHashes) -> list[str]:
        people = [person.at(hashes.slot) for person in hashes.people]
        open_now = await repository.open_already(self.session, hashes.slot, hashes.kk.at(hashes.slot), people)
        found = {RegistryFlag.KK_REGISTERED: open_now.kk, RegistryFlag.PERSON_REGISTERED: open_now.person}
        return [flag for flag, is_open in found.items() if is_open]

    async def _answer(self, request: Request, contact: Contact, registration: Registration, *, already: bool) -> Taken:
        repeats = Repeats(self.session, self.vault)
        answered = repeats.submission(request.asked, registration, already=already, at=request.now)
        await note_answered(self.session, answered, consents_given(request.body, contact.id, registration.id))
        await append(
            self.session,
            received_event(request.body, registration, caller=request.asked.caller, at=request.now, already=already),
        )
        return self._taken(registration, answered.answered_status, already=already, repeated=False)

    def _taken(self, registration: Registration, status: Status, *, already: bool, repeated: bool) -> Taken:
        return Taken(
            registration.number,
            status,
            registration.received_at,
            already,
            repeated,
            code=code_of(self.vault, registration),
            referred=registration.referred,
        )


def _is_own(other: Registration, contact: Contact, agent: Agent | None) -> bool:
    """Tell whether somebody registered it themselves before; agents do so from two channels."""
    return other.contact_id == contact.id or (agent is not None and other.agent_id == agent.id)
