"""Notices over HTTP: the bot claims them, and says when they are on their way."""

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

import msgspec
from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from backend.auth.bearer import scoped
from backend.auth.scopes import Scope
from backend.batches.models import Batch, Counted, RowOutcome
from backend.batches.results import counted, results
from backend.clock import Now
from backend.contacts.book import contact_of
from backend.database import Transaction
from backend.notices import outbox
from backend.notices.models import Kind, Notice
from backend.notices.outbox import Claimed
from backend.receipts.word import word_of
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


class BatchRowOut(BaseModel):
    """A row of a batch: the number under which it is registered with the code that confirms it, or what it lacks."""

    row: int
    number: str
    code: str
    lacks: list[dict[str, str]]


class BatchPartOut(BaseModel):
    """A part of what became of a batch, with the sums of all of it. `left` rows are in no part.

    What a row lacks has the names that `conversations.answers.form.Lack` has.
    """

    part: int
    counted: Counted
    registered: int
    already: int
    faulty: int
    left: int
    rows: list[BatchRowOut]


class NoticeOut(BaseModel):
    """What to tell whom: a status, a part of what became of a `batch`, an officer's `word`, or what `kind` says.

    `marks` are there while a registration needs fixing. It is `acted` where an agent made it and still sees to it;
    `code` is what a family confirms with that is asked to.
    """

    id: UUID
    contact: ContactIn
    kind: Kind
    at: datetime
    number: str | None = None
    status: Status | None = None
    marks: list[MarkOut] = []
    acted: bool = False
    code: str | None = None
    batch: BatchPartOut | None = None
    word: str | None = None


class NoticesOut(BaseModel):
    """What was claimed, the oldest first."""

    notices: list[NoticeOut]


@router.post("/claims", summary="Claim notices")
async def claims(body: ClaimIn, session: Transaction, vault: HeldVault, now: Now) -> NoticesOut:
    """Hand out notices that nobody has. What is not told before the lease ends is handed out again."""
    claimed = await outbox.claim(session, body.most, now, timedelta(seconds=body.lease_seconds))
    return NoticesOut(notices=[await _out(session, vault, each) for each in claimed])


async def _out(session: Transaction, vault: HeldVault, claimed: Claimed) -> NoticeOut:
    notice, contact, row = claimed.notice, contact_of(vault, claimed.contact), claimed.registration
    told = NoticeOut(id=notice.id, contact=contact, kind=Kind(notice.kind), at=notice.at, status=notice.status)
    if claimed.batch is not None:
        return told.model_copy(update={"batch": await _part(session, vault, claimed.batch, notice)})
    if claimed.receipt is not None:
        return told.model_copy(update={"word": word_of(vault, claimed.receipt)})
    if row is None:
        return told
    marks = await open_marks(session, vault, row.id) if notice.status is Status.NEEDS_FIXING else {}
    code = code_of(vault, row) if told.kind is Kind.CONFIRM else None
    return told.model_copy(
        update={
            "number": show_registration_number(row.number),
            "marks": [MarkOut(field=field, reason=reason) for field, reason in marks.items()],
            "acted": row.agent_id is not None and row.confirmation != Confirmation.CONFIRMED,
            "code": show_invitation(code) if code else None,
        }
    )


async def _part(session: Transaction, vault: HeldVault, batch: Batch, notice: Notice) -> BatchPartOut:
    counts = await counted(session, batch.id)
    return BatchPartOut(
        part=notice.part or 0,
        counted=Counted(batch.counted),
        registered=counts[RowOutcome.REGISTERED],
        already=counts[RowOutcome.ALREADY],
        faulty=counts[RowOutcome.FAULTY],
        left=notice.rows_left or 0,
        rows=[
            BatchRowOut(
                row=each.row,
                number=each.number,
                code=each.code,
                lacks=[msgspec.structs.asdict(lack) for lack in each.lacks],
            )
            for each in await results(session, vault, batch.id, notice.rows)
        ],
    )


@router.post("/{row}/told", summary="A notice is on its way", status_code=HTTPStatus.NO_CONTENT)
async def told(row: UUID, session: Transaction, now: Now) -> None:
    """Note that a notice is the bot's to deliver now. Doing it twice changes nothing."""
    await outbox.note_told(session, row, now)
