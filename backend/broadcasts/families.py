"""The families that payments are for, where they are registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Select, select

from backend.broadcasts.audience import NIK, PAYMENT_NIK
from backend.imports.models import Payment
from backend.registrations.models import Registration
from backend.registrations.status import NOT_THEIRS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from uuid import UUID

    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.broadcasts.models import Recipient
    from backend.vault.vault import Vault


async def families_of(session: AsyncSession, vault: Vault, recipient: Recipient) -> Sequence[Registration]:
    """Give the registrations of the people that are paid, the newest first."""
    found = await session.execute(_newest_first(vault, recipient.subjects))
    return list(dict.fromkeys(family for _, family in found))


async def families_of_each(
    session: AsyncSession, vault: Vault, payments: Collection[UUID]
) -> dict[UUID, list[Registration]]:
    """Give the registrations of whom each payment is for, the newest first; who has none is left out."""
    found: dict[UUID, list[Registration]] = {}
    for payment, family in await session.execute(_newest_first(vault, payments)):
        found.setdefault(payment, []).append(family)
    return found


async def newest_families(session: AsyncSession, vault: Vault, payments: Collection[UUID]) -> dict[UUID, Registration]:
    """Give the newest registration of whom each payment is for; who has none is left out."""
    each = await families_of_each(session, vault, payments)
    return {payment: families[0] for payment, families in each.items()}


def _newest_first(vault: Vault, payments: Collection[UUID]) -> Select[UUID, Registration]:
    joined = (
        select(Payment.id, Registration)
        .select_from(Payment)
        .join(Registration, NIK[vault.slot] == PAYMENT_NIK[vault.slot])
    )
    theirs = Payment.id.in_(payments), Registration.status.not_in(NOT_THEIRS), Registration.erased_at.is_(None)
    return joined.where(*theirs).order_by(Registration.received_at.desc(), Registration.id.desc())
