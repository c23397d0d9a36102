"""Moving a registration on the status ladder."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from backend.audit.chain import Event
from backend.audit.log import append
from backend.notices.outbox import put_notice
from backend.registrations.marks import answer_marks, put_marks
from backend.registrations.models import REASON_FIELD, Registration, StatusChange
from backend.registrations.moves import Asks, step
from backend.registrations.status import Status, public

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.vault.vault import Vault
    from conversations.answers.fixable import Fixable


class NoSuchStep(Exception):
    """The ladder has no step between these two statuses."""


class NotSaid(Exception):
    """The step asks for a reason or for marked fields, and there are none."""


class Overtaken(Exception):
    """Somebody else changed the registration since it was looked at."""


def reason_of(vault: Vault, step: StatusChange) -> str | None:
    """Give what was said with a step, if anything was."""
    return None if step.reason is None else vault.open(step.reason, field=REASON_FIELD, row=step.sealed_as).decode()


async def move(
    session: AsyncSession,
    vault: Vault,
    row: UUID,
    to: Status,
    *,
    actor: str,
    at: datetime,
    reason: str | None = None,
    marks: Mapping[Fixable, str] | None = None,
    version: int | None = None,
    notify: bool = True,
) -> None:
    """Give a registration its next status, with its history and audit entry, in the running transaction.

    A notice for whoever registered goes into the same transaction, unless the change is one that only the office sees,
    or `notify` says that the person is told in the very conversation that caused it. `version` is the one that the
    decision is about.

    Raises:
        Overtaken: it has another version by now.
        NoSuchStep: that status cannot follow.
        NotSaid: the step asks for a reason or marks.
    """
    registration = await session.get_one(Registration, row, with_for_update=True, populate_existing=True)
    before = registration.status
    if version is not None and registration.version != version:
        raise Overtaken
    asked = step(before, to)
    if asked is None:
        raise NoSuchStep(f"{before} is not followed by {to}")
    if (asked.asks is Asks.REASON and not reason) or (asked.asks is Asks.MARKS and not marks):
        raise NotSaid(asked.asks)
    registration.status = to
    registration.version += 1
    registration.status_since = at
    sealed_as = uuid4()
    sealed = vault.seal(reason.encode(), field=REASON_FIELD, row=sealed_as) if reason else None
    session.add(StatusChange(registration_id=row, status=to, at=at, actor=actor, sealed_as=sealed_as, reason=sealed))
    if before is Status.NEEDS_FIXING:
        await answer_marks(session, row, at)
    put_marks(session, vault, row, marks or {}, actor=actor, at=at)
    if notify and public(before) is not public(to):
        put_notice(session, registration, at)
    await append(
        session,
        Event(
            at=at,
            actor=actor,
            action="registration.moved",
            subject=f"registration/{row}",
            details={"from": before.value, "to": to.value, "marks": sorted(marks or {})},
        ),
    )
