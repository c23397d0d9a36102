"""Notices over HTTP: the bot claims them, and says when they are on their way."""

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from backend.auth.bearer import scoped
from backend.auth.scopes import Scope
from backend.clock import Now
from backend.contacts.models import ADDRESS_FIELD
from backend.database import Transaction
from backend.notices import outbox
from backend.notices.models import Kind
from backend.registrations.acted import code_of
from backend.registrations.marks import open_marks
from backend.registrations.models import Confirmation
from backend.registrations.schemas import MarkOut
from backend.registrations.status import Status
from backend.vault.held import HeldVault
from backend.wire import WHOLE, Body, ContactIn
from conversations.answers.invitation import show_invitation
from conversations.answers.registration_number import show_registration_number

router = APIRouter(
    prefix="/notices",
    tags=["notices"],
    dependencies=[Depends(scoped(Scope.NOTICES_TELL))],
)


class ClaimIn(Body):
    """How many notices somebody wants, and for how many seconds nobody else is to have them."""

    most: Annotated[int, Field(strict=True, ge=1, le=100), WHOLE] = 20
    lease_seconds: Annotated[int, Field(strict=True, ge=1, le=600), WHOLE] = 60


class NoticeOut(BaseModel):
    """What to tell whom. `number` and `status` where it is about those of a registration, which an agent made and still
    sees to if it is `acted`; `marks` while it needs fixing. `code` is what a family confirms with that is asked to."""

    id: UUID
    contact: ContactIn
    kind: Kind
    number: str | None
    status: Status | None
    at: datetime
    marks: list[MarkOut]
    acted: bool
    code: str | None


class NoticesOut(BaseModel):
    """What was claimed, the oldest first."""

    notices: list[NoticeOut]


@router.post("/claims", summary="Claim notices")
async def claims(body: ClaimIn, session: Transaction, vault: HeldVault, now: Now) -> NoticesOut:
    """Hand out notices that nobody has. What is not told before the lease ends is handed out again."""
    claimed = await outbox.claim(session, body.most, now, timedelta(seconds=body.lease_seconds))
    told = []
    for each in claimed:
        row, status = each.registration, each.notice.status
        marks = await open_marks(session, vault, row.id) if row and status is Status.NEEDS_FIXING else {}
        address = vault.open(each.contact.address, field=ADDRESS_FIELD, row=each.contact.id).decode()
        code = code_of(vault, row) if row and each.notice.kind == Kind.CONFIRM else None
        told.append(
            NoticeOut(
                id=each.notice.id,
                contact=ContactIn(channel=each.contact.channel, address=address),
                kind=Kind(each.notice.kind),
                number=show_registration_number(row.number) if row else None,
                status=status,
                at=each.notice.at,
                marks=[MarkOut(field=field, reason=reason) for field, reason in marks.items()],
                acted=row is not None and row.agent_id is not None and row.confirmation != Confirmation.CONFIRMED,
                code=show_invitation(code) if code else None,
            )
        )
    return NoticesOut(notices=told)


@router.post("/{row}/told", summary="A notice is on its way", status_code=HTTPStatus.NO_CONTENT)
async def told(row: UUID, session: Transaction, now: Now) -> None:
    """Note that a notice is the bot's to deliver now. Doing it twice changes nothing."""
    await outbox.note_told(session, row, now)
