"""Showing one field of a family in clear: for a stated reason, and never without leaving a trace."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from backend.audit.seen import Seen, note_seen
from backend.contacts.models import ADDRESS_FIELD, Contact
from backend.registrations import repository
from backend.registrations.family import open_family
from backend.registrations.number import parse_number
from backend.registrations.reveals import REVEAL_REASON_FIELD, Reveal

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.auth.areas import AreaScope
    from backend.registrations.models import Registration
    from backend.vault.vault import Vault
    from conversations.answers.household import Household

SHORTEST_REASON: Final = 10
LONGEST_REASON: Final = 300


class Field(StrEnum):
    """What can be shown in clear, one at a time."""

    NAME = "name"
    NIK = "nik"
    KK = "kk"
    BIRTH_DATE = "birth_date"
    PHONE = "phone"
    ADDRESS = "address"
    MEMBERS = "members"
    PREGNANT = "pregnant"
    DISABILITY = "disability"
    CONTACT = "contact"


async def reveal(
    session: AsyncSession,
    vault: Vault,
    number: str,
    field: Field,
    reason: str,
    *,
    actor: str,
    areas: AreaScope,
    at: datetime,
) -> str | None:
    """Give one field in clear; empty text where the family did not tell it, None where there is no such registration.

    In the same transaction the reason is kept, sealed, and the audit log says who saw which field of which row.
    """
    parsed = parse_number(number)
    row = await repository.by_number(session, parsed) if parsed is not None else None
    if row is None or not areas.covers(row.desa):
        return None
    shown = await _shown(session, vault, row, field)
    revealed = Reveal(registration_id=row.id, field=field, actor=actor, at=at)
    await keep_reveal(session, vault, revealed, f"registration/{row.id}", reason)
    return shown


async def keep_reveal(session: AsyncSession, vault: Vault, revealed: Reveal, subject: str, reason: str) -> None:
    """Keep that something of a subject was shown in clear, with the reason sealed, and note it in the audit log."""
    revealed.id = uuid4()
    revealed.reason = vault.seal(reason.encode(), field=REVEAL_REASON_FIELD, row=revealed.id)
    session.add(revealed)
    details = {"field": str(revealed.field), "reveal": str(revealed.id)}
    await note_seen(session, Seen.REVEAL, subject, actor=revealed.actor, at=revealed.at, details=details)


async def _shown(session: AsyncSession, vault: Vault, row: Registration, field: Field) -> str:
    if field is Field.CONTACT:
        contact = await session.get_one(Contact, row.contact_id)
        return vault.open(contact.address, field=ADDRESS_FIELD, row=contact.id).decode()
    if row.erased_at is not None:
        return ""
    family = open_family(vault, row)
    match field:
        case Field.BIRTH_DATE:
            return family.birth_date.isoformat()
        case Field.ADDRESS:
            return _address(family)
        case Field.MEMBERS:
            return "; ".join(f"{member.name} ({member.relation})" for member in family.members)
        case _:
            return str(getattr(family, field) or "")


def _address(family: Household) -> str:
    parts = (family.dusun, f"RT {family.rt}" if family.rt else None, f"RW {family.rw}" if family.rw else None)
    return ", ".join(part for part in parts if part)
