"""Asking the register about a registration: put down first, asked by a worker, and noted with what came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.audit.chain import Event
from backend.audit.log import append
from backend.clock import utc_now
from backend.jobs.queue import defer
from backend.registrations.family import open_family
from backend.registrations.models import Registration
from backend.registrations.status import CLOSED
from backend.vault.vault import Vault
from backend.verification.models import WHY_FIELD, Verification, VerificationFlag
from backend.verification.port import Asked, Field, Outcome

if TYPE_CHECKING:
    from backend.audit.chain import Detail
    from backend.jobs.queue import Workshop
    from backend.verification.port import Answered

VERIFY: Final = "registry:verify"
"""The task that asks."""
_ON_ARRIVAL: Final = "verification"
_AT_ONCE: Final = 50
_FLAGS: Final = {Outcome.NO_MATCH: VerificationFlag.DIFFERS, Outcome.NOT_FOUND: VerificationFlag.NOT_FOUND}


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest question about a registration. Without an outcome it is still being asked."""

    asked_at: datetime
    actor: str
    reason: str | None
    outcome: Outcome | None
    differs: tuple[Field, ...]
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class VerificationDesk:
    """Questions to the register, within one transaction. Who may ask about whom was looked at before."""

    session: AsyncSession
    vault: Vault

    async def newest(self, registration: UUID) -> Standing | None:
        """Give the newest question about a registration."""
        query = select(Verification).where(Verification.registration_id == registration)
        found = await self.session.scalar(query.order_by(Verification.asked_at.desc(), Verification.id).limit(1))
        if found is None:
            return None
        reason = self.vault.open(found.reason, field=WHY_FIELD, row=found.id).decode() if found.reason else None
        return Standing(
            asked_at=found.asked_at,
            actor=found.actor,
            reason=reason,
            outcome=Outcome(found.outcome) if found.outcome else None,
            differs=tuple(map(Field, found.differs)),
            answered_at=found.answered_at,
        )

    async def ask(self, registration: UUID, reason: str, *, actor: str, at: datetime) -> bool:
        """Have a worker ask; False where that waits already, or the family is gone.

        That it will be asked is in the audit log before anything leaves the house.
        """
        row = await self.session.get_one(Registration, registration, with_for_update=True, populate_existing=True)
        waits = select(Verification.id).where(
            Verification.registration_id == registration, Verification.outcome.is_(None)
        )
        if row.erased_at is not None or await self.session.scalar(waits.limit(1)) is not None:
            return False
        question = uuid4()
        sealed = self.vault.seal(reason.encode(), field=WHY_FIELD, row=question) if reason else None
        self.session.add(
            Verification(id=question, registration_id=registration, actor=actor, asked_at=at, reason=sealed, differs=[])
        )
        await self.session.flush()
        await defer(self.session, VERIFY, lock=f"verify-{str(question)[:8]}", verification_id=question)
        details: dict[str, Detail] = {
            "verification": str(question),
            "fields": ["nik", *(field.value for field in Field)],
        }
        await append(self.session, Event(at, actor, "verification.asked", f"registration/{registration}", details))
        return True


async def carry_out(workshop: Workshop, question: UUID) -> None:
    """Ask the register, holding neither a connection nor a key meanwhile. Asked twice, the first answer stays."""
    asked = await _asked(workshop, question)
    if asked is None or workshop.verifier is None:
        return
    answered = await workshop.verifier.ask(asked)
    async with workshop.sessions.begin() as session:
        found = await session.get(Verification, question, with_for_update=True)
        if found is not None and found.outcome is None:
            await _note(session, found, answered)


async def ask_about_new(workshop: Workshop) -> int:
    """Have it asked about registrations that came in and about which nothing was asked yet. Gives how many."""
    async with workshop.sessions.begin() as session:
        vault = await workshop.keyring.vault(session)
        before = select(Verification.id).where(Verification.registration_id == Registration.id)
        under_way = Registration.status.not_in(CLOSED), Registration.erased_at.is_(None)
        query = select(Registration.id).where(~before.exists(), *under_way).order_by(Registration.received_at.desc())
        rows = (await session.scalars(query.limit(_AT_ONCE))).all()
        for row in rows:
            await VerificationDesk(session, vault).ask(row, "", actor=_ON_ARRIVAL, at=utc_now())
    return len(rows)


async def _asked(workshop: Workshop, question: UUID) -> Asked | None:
    async with workshop.sessions.begin() as session:
        vault = await workshop.keyring.vault(session)
        found = await session.get(Verification, question)
        if found is None or found.outcome is not None:
            return None
        row = await session.get_one(Registration, found.registration_id)
        if row.erased_at is not None:
            await session.delete(found)
            return None
        family = open_family(vault, row)
        return Asked(str(question), family.nik, family.name, family.birth_date, family.kk)


async def _note(session: AsyncSession, found: Verification, answered: Answered) -> None:
    now = utc_now()
    found.outcome, found.answered_at = answered.outcome, now
    found.differs = [field.value for field in answered.differs]
    row = await session.get_one(Registration, found.registration_id, with_for_update=True, populate_existing=True)
    if answered.outcome is not Outcome.UNAVAILABLE and row.erased_at is None:
        others = [flag for flag in row.flags if flag not in set(VerificationFlag)]
        row.flags = others + ([_FLAGS[answered.outcome]] if answered.outcome in _FLAGS else [])
    details: dict[str, Detail] = {
        "verification": str(found.id),
        "outcome": answered.outcome.value,
        "differs": found.differs,
    }
    await session.flush()
    await append(session, Event(now, found.actor, "verification.answered", f"registration/{row.id}", details))
