"""Taking a correction in: what a family was asked to look at again, told anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

import msgspec
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from backend.agents.acting import Acting, Refusal
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
from backend.registrations.models import Confirmation, Registration, Submission
from backend.registrations.number import parse_number
from backend.registrations.rules import RegistryFlag, faults, told_flags
from backend.registrations.schemas import CorrectionIn, HouseholdIn
from backend.registrations.status import Status, public
from backend.vault.vault import Vault
from conversations.answers.registration_number import RegistrationNumber

if TYPE_CHECKING:
    from backend.registrations.hashes import FamilyHashes
    from conversations.answers.household import Household


@dataclass(frozen=True, slots=True)
class Request:
    """Who corrected which registration under which key. `fingerprints` are the keyed hashes of the body."""

    caller: str
    key: str
    fingerprints: tuple[bytes, ...]
    number: str
    body: CorrectionIn
    now: datetime


@dataclass(frozen=True, slots=True)
class Corrected:
    """The registration as it is told. `already` when it was not waiting for a correction any more."""

    number: RegistrationNumber
    status: Status
    received_at: datetime
    already: bool


@dataclass(frozen=True, slots=True)
class NotTheirs:
    """This contact made no such registration."""


@dataclass(frozen=True, slots=True)
class KeyReused:
    """The key was used for something else before."""


Outcome: TypeAlias = Corrected | NotTheirs | KeyReused


@dataclass(frozen=True, slots=True)
class Corrections:
    """The way back in, within one transaction."""

    session: AsyncSession
    vault: Vault

    async def take(self, request: Request) -> Outcome:
        """Take a correction in, or answer as before.

        Raises:
            Unprocessable: the corrected family breaks a hard rule.
        """
        keys = self.vault.digests(f"{request.caller} {request.key}", purpose="idempotency key")
        await take_turns(self.session, *keys)
        earlier = await repository.submission(self.session, keys)
        if earlier is not None:
            kept, registration = earlier
            if kept.request_hash not in request.fingerprints:
                return KeyReused()
            return Corrected(registration.number, kept.answered_status, registration.received_at, kept.already)
        found = await self._theirs(request)
        if found is None:
            return NotTheirs()
        return await self._correct(request, found, keys[0])

    async def _theirs(self, request: Request) -> Registration | None:
        number = parse_number(request.number)
        row = await repository.by_number(self.session, number) if number is not None else None
        contact = await ContactBook(self.session, self.vault).find(request.body.contact)
        if row is None or contact is None or row.erased_at is not None:
            return None
        if row.agent_id is not None and row.confirmation != Confirmation.CONFIRMED:
            agent = await Acting(self.session, self.vault).allowed(request.body.contact, request.now)
            theirs = not isinstance(agent, Refusal) and (row.contact_id == contact.id or row.agent_id == agent.id)
            return row if theirs else None
        return row if row.contact_id == contact.id else None

    async def _correct(self, request: Request, found: Registration, key: bytes) -> Corrected:
        before = open_family(self.vault, found)
        household = _corrected(before, request.body)
        if wrong := faults(household, local_date(request.now)):
            raise Unprocessable("The family's data breaks a rule.", errors=wrong)
        hashes = family_hashes(self.vault, household)
        # As at the way in: who shares a person or a card goes one after the other.
        await take_turns(self.session, *hashes.all())
        row = await self.session.get_one(Registration, found.id, with_for_update=True, populate_existing=True)
        waits = row.status is Status.NEEDS_FIXING
        if waits:
            await self._change(request, row, household, hashes)
        status = public(row.status)
        self.session.add(
            Submission(
                caller=request.caller,
                key_hash=key,
                request_hash=request.fingerprints[0],
                registration_id=row.id,
                answered_status=status,
                already=not waits,
                at=request.now,
            )
        )
        return Corrected(row.number, status, row.received_at, already=not waits)

    async def _change(self, request: Request, row: Registration, household: Household, hashes: FamilyHashes) -> None:
        # First the status: a NIK that another has is never the active one of two, not even for a moment.
        taken = await repository.has_active_twin(self.session, self.vault.slot, hashes.nik.at(self.vault.slot), row.id)
        await move(
            self.session,
            self.vault,
            row.id,
            Status.CONFLICT if taken else Status.SENT,
            actor="resident",
            at=request.now,
            notify=False,
        )
        for column, value in hashes.columns().items():
            setattr(row, column, value)
        row.household = seal_family(self.vault, row.id, household)
        await self.session.merge(MatchKeys(id=row.id, compared_at=None, **match_keys(self.vault, household)))
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
                actor="resident",
            )
        )
        await append(
            self.session,
            Event(
                at=request.now,
                actor=f"program/{request.caller}",
                action="registration.corrected",
                subject=f"registration/{row.id}",
                details={"fields": sorted(request.body.household.model_fields_set)},
            ),
        )


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
