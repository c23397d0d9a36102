"""The families that a row of the ledger is about, where they are registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from backend.broadcasts.audience import NIK, NOT_THEIRS, PAYMENT_NIK
from backend.imports.models import Payment
from backend.registrations.models import Registration

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.broadcasts.models import Recipient
    from backend.vault.vault import Vault


async def families_of(session: AsyncSession, vault: Vault, recipient: Recipient) -> Sequence[Registration]:
    """Give the registrations of the people that are paid, the newest first."""
    paid = select(PAYMENT_NIK[vault.slot]).where(Payment.id.in_(recipient.subjects))
    query = select(Registration).where(
        NIK[vault.slot].in_(paid), Registration.status.not_in(NOT_THEIRS), Registration.erased_at.is_(None)
    )
    return (await session.scalars(query.order_by(Registration.received_at.desc(), Registration.id.desc()))).all()
