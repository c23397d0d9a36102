"""Asking a family that writes to us itself whether an agent registered it rightly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from backend.agents.acting import Acting
from backend.contacts.book import ContactBook
from backend.notices.outbox import put_question
from backend.wire import ContactIn

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.registrations.models import Registration
    from backend.vault.vault import Vault
    from conversations.answers.household import Household

WHATSAPP: Final = "whatsapp"
"""The channel whose addresses are phone numbers."""


async def ask_family(
    session: AsyncSession, vault: Vault, registration: Registration, household: Household, now: datetime
) -> None:
    """Put the question down where the phone that was told is that of a chat we know, and not of an agent's."""
    if household.phone is None:
        return
    known = ContactIn(channel=WHATSAPP, address=f"{WHATSAPP}:{household.phone}")
    contact = await ContactBook(session, vault).find(known)
    if contact is None or contact.erased_at is not None or contact.unreachable_since is not None:
        return
    if await Acting(session, vault).find(known) is None:
        put_question(session, registration, contact.id, now)
