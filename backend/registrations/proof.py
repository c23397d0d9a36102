"""What is written down with a registration so that it can be proven later."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import insert

from backend.audit.chain import Event
from backend.consents.models import Consent, Purpose
from backend.registrations.models import Submission
from backend.written_together import parameters, table_of, values

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import Insert
    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.registrations.models import Registration
    from backend.registrations.schemas import SubmissionIn


def consents_given(body: SubmissionIn, contact_id: UUID, registration_id: UUID) -> list[Consent]:
    """List what was agreed to or refused with a registration."""

    def consent(purpose: Purpose, given_at: datetime, **rest: object) -> Consent:
        return Consent(
            contact_id=contact_id,
            registration_id=registration_id,
            purpose=purpose,
            given_at=given_at,
            channel=body.contact.channel,
            actor=body.submitted_by.role,
            **{"given": True, **rest},
        )

    consents = [
        consent(
            Purpose.REGISTRATION,
            body.consent.given_at,
            notice=body.consent.notice,
            message_id=body.consent.message_id,
        ),
        consent(Purpose.TRUTH, body.declared_true_at),
    ]
    if (asked := body.broadcasts) is not None:
        consents.append(consent(Purpose.BROADCASTS, asked.asked_at, given=asked.wanted, message_id=asked.message_id))
    return consents


@cache
def _noted(consents: int) -> Insert:
    agreed, answered = table_of(Consent), table_of(Submission)
    # One insert for each: SQLAlchemy puts one of several rows together anew each time.
    each = (insert(agreed).values(parameters(agreed, place)).cte(f"agreed_{place}") for place in range(consents))
    return insert(answered).values(parameters(answered)).add_cte(*each)


async def note_answered(session: AsyncSession, answered: Submission, consents: Sequence[Consent]) -> None:
    """Write down what a request was answered with, and what was agreed to in it: one statement."""
    given = values(answered)
    for place, consent in enumerate(consents):
        given |= values(consent, place)
    await session.execute(_noted(len(consents)), given)


def _acted(registration: Registration) -> dict[str, str]:
    if registration.agent_id is None:
        return {}
    return {
        "agent": str(registration.agent_id),
        "acting_reason": str(registration.acting_reason),
        "consent_way": str(registration.consent_way),
        "confirmation": str(registration.confirmation),
    }


def received_event(
    body: SubmissionIn, registration: Registration, *, caller: str, at: datetime, already: bool
) -> Event:
    """Say for the audit log that a registration came in, without saying whose."""
    return Event(
        at=at,
        actor=f"program/{caller}",
        action="registration.repeated" if already else "registration.received",
        subject=f"registration/{registration.id}",
        details={
            "status": registration.status.value,
            "submitted_by": body.submitted_by.role.value,
            "channel": body.contact.channel,
            "flags": list(registration.flags),
            **_acted(registration),
        },
    )
