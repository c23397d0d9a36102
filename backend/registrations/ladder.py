"""Moving a registration up the status ladder."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from backend.audit.chain import Event
from backend.audit.log import append
from backend.registrations.models import REASON_FIELD, Registration, StatusChange
from backend.registrations.status import Status, may_follow

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.vault.vault import Vault


class NoSuchStep(Exception):
    """The ladder has no step between these two statuses."""


async def move(
    session: AsyncSession,
    vault: Vault,
    row: UUID,
    to: Status,
    *,
    actor: str,
    at: datetime,
    reason: str | None = None,
) -> None:
    """Give a registration its next status, with its history and audit entry, in the running transaction.

    Raises:
        NoSuchStep: that status cannot follow.
    """
    registration = await session.get_one(Registration, row, with_for_update=True, populate_existing=True)
    before = registration.status
    if not may_follow(before, to):
        raise NoSuchStep(f"{before} is not followed by {to}")
    registration.status = to
    registration.status_since = at
    sealed_as = uuid4()
    sealed = vault.seal(reason.encode(), field=REASON_FIELD, row=sealed_as) if reason else None
    session.add(StatusChange(registration_id=row, status=to, at=at, actor=actor, sealed_as=sealed_as, reason=sealed))
    await append(
        session,
        Event(
            at=at,
            actor=actor,
            action="registration.moved",
            subject=f"registration/{row}",
            details={"from": before.value, "to": to.value},
        ),
    )
