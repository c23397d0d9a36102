"""What a registration holds that an agent made: who acted, why, how consent was given, and what confirms it."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from backend.agents.codes import CONFIRMATION, hashes, lasting_code
from backend.agents.people import name_of, scope_of
from backend.registrations.models import WITNESS_FIELD, Confirmation
from backend.registrations.schemas import ActingOut
from conversations.answers.masking import mask_name

if TYPE_CHECKING:
    from uuid import UUID

    from backend.agents.models import Agent
    from backend.registrations.models import Registration
    from backend.registrations.schemas import ActingIn
    from backend.vault.vault import Vault
    from conversations.answers.household import Household
    from conversations.answers.invitation import Invitation


def acting_columns(vault: Vault, row: UUID, agent: Agent, acting: ActingIn, household: Household) -> dict[str, Any]:
    """Give the columns of a registration by an agent. A family with a phone confirms it itself, with a code."""
    witness = acting.witness
    has_phone = household.phone is not None
    return {
        "agent_id": agent.id,
        "acting_reason": acting.reason,
        "consent_way": acting.consent_way,
        "witness": vault.seal(witness.encode(), field=WITNESS_FIELD, row=row) if witness else None,
        "referred": not scope_of(agent).covers(household.desa, household.rw, household.rt),
        "confirmation": Confirmation.AWAITED if has_phone or not witness else Confirmation.WITNESSED,
        "confirm_hash": hashes(vault, lasting_code(vault, row), CONFIRMATION)[0] if has_phone else None,
    }


def acting_of(vault: Vault, registration: Registration, agent: Agent) -> ActingOut:
    """Show who acted in a family's place, and what confirms it."""
    witness = registration.witness
    told = vault.open(witness, field=WITNESS_FIELD, row=registration.id).decode() if witness is not None else None
    return ActingOut(
        agent=name_of(vault, agent),
        reason=registration.acting_reason or "",
        consent_way=registration.consent_way or "",
        witness=mask_name(told) if told else None,
        referred=registration.referred,
        confirmation=registration.confirmation or "",
        confirmed_at=registration.confirmed_at,
    )


def code_of(vault: Vault, registration: Registration) -> Invitation | None:
    """Give the code that a family confirms with; None where it has none, or where its key has changed since."""
    if registration.confirm_hash is None:
        return None
    code = lasting_code(vault, registration.id)
    kept = hashes(vault, code, CONFIRMATION)
    return code if any(secrets.compare_digest(each, registration.confirm_hash) for each in kept) else None
