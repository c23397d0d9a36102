"""Whether a message is genuine, over HTTP."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, StringConstraints

from backend.auth.bearer import scoped
from backend.auth.scopes import Scope
from backend.broadcasts.checking import Checking, Verdict
from backend.clock import Now
from backend.database import Transaction
from backend.vault.held import HeldVault
from backend.wire import Body, ContactIn

router = APIRouter(
    prefix="/broadcasts",
    tags=["broadcasts"],
    dependencies=[Depends(scoped(Scope.STATUS_READ))],
)


class CheckIn(Body):
    """What somebody shows us: "CEK 4821", or a message that they got."""

    contact: ContactIn
    text: Annotated[str, StringConstraints(min_length=1, max_length=4096, pattern=r"^[^\x00]*$")]


class CheckOut(BaseModel):
    """What it is. `text` and `sent_at` are of the notice that we wrote to this contact."""

    outcome: Verdict
    text: str
    sent_at: datetime | None


@router.post("/checks", summary="Tell whether a message is from us")
async def check(body: CheckIn, session: Transaction, vault: HeldVault, now: Now) -> CheckOut:
    """Compare a message with what was sent to this contact. What went to others is not told from what never was.

    After ten codes in a day that were none, no more are looked at until the next.
    """
    found = await Checking(session, vault).check(body.contact, body.text, now)
    return CheckOut(outcome=found.verdict, text=found.text, sent_at=found.sent_at)
