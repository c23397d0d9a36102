"""What messages are about, read from where it is kept: the people of payments and of registrations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from backend.broadcasts.text import About, Due
from backend.imports.models import Payment
from backend.imports.person import open_person
from backend.registrations.family import open_family
from backend.registrations.models import Registration

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.vault.vault import Vault


async def about(session: AsyncSession, vault: Vault, subjects: Iterable[UUID], *, paid: bool) -> dict[UUID, About]:
    """Read what some messages are about, by its id. Who was erased meanwhile is not among them."""
    wanted = set(subjects)
    if paid:
        query = select(Payment).where(Payment.id.in_(wanted), Payment.person.is_not(None))
        return {each.id: _of_payment(vault, each) for each in await session.scalars(query)}
    families = select(Registration).where(Registration.id.in_(wanted), Registration.household.is_not(None))
    return {each.id: About(open_family(vault, each).name) for each in await session.scalars(families)}


def _of_payment(vault: Vault, payment: Payment) -> About:
    due = Due(payment.programme, payment.stage, payment.amount, payment.place, payment.day)
    return About(open_person(vault, payment).name, due)
