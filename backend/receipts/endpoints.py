"""Whether payments came, over HTTP: what a contact was asked, and what it answers."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field, StringConstraints

from backend.auth.bearer import scoped
from backend.auth.scopes import Scope
from backend.clock import Now
from backend.database import Transaction
from backend.receipts.answers import Answer, Answers, Heard
from backend.receipts.models import Came
from backend.vault.held import HeldVault
from backend.wire import WHOLE, Body, ContactIn

router = APIRouter(
    prefix="/receipts",
    tags=["receipts"],
    dependencies=[Depends(scoped(Scope.CONTACTS_WRITE))],
)


class DueIn(Body):
    """Who asks."""

    contact: ContactIn


class DueOut(BaseModel):
    """What this contact was asked last; `recipient` is null when it was not asked."""

    recipient: UUID | None
    about: str


class AnswerIn(Body):
    """What somebody answers. `amount` is what was received, in rupiah."""

    contact: ContactIn
    recipient: UUID
    came: Came
    amount: Annotated[int, Field(ge=0, le=1_000_000_000, strict=True), WHOLE] | None = None
    place: Annotated[str, StringConstraints(max_length=300, pattern=r"^[^\x00]*$")] = ""


class AnswerOut(BaseModel):
    """What became of the answer."""

    outcome: Heard


async def _answers(session: Transaction, vault: HeldVault) -> Answers:
    return Answers(session, vault)


Kept = Annotated[Answers, Depends(_answers, scope="function")]


@router.post("/due", summary="Tell what a contact was asked")
async def due(body: DueIn, answers: Kept, now: Now) -> DueOut:
    """Give the newest question whether a payment came, without anybody's name."""
    asked = await answers.due(body.contact, now)
    return DueOut(recipient=None, about="") if asked is None else DueOut(recipient=asked.recipient, about=asked.about)


@router.post("/answers", summary="Answer whether a payment came")
async def answer(body: AnswerIn, answers: Kept, now: Now) -> AnswerOut:
    """Take an answer. Anything but yes opens a case; the same answer again changes nothing."""
    said = Answer(body.came, body.amount, " ".join(body.place.split()))
    return AnswerOut(outcome=await answers.hear(body.contact, body.recipient, said, now))
