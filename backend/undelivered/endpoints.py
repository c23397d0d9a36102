"""What could not be delivered, over HTTP: the bot tells it, and asks what was decided."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends

from backend.auth.bearer import scoped
from backend.auth.scopes import Scope
from backend.clock import Now
from backend.database import Transaction
from backend.undelivered.ledger import Ledger
from backend.undelivered.schemas import DecisionsOut, TakenIn, UndeliveredIn
from backend.undelivered.states import State
from backend.vault.held import HeldVault
from backend.wire import Token

router = APIRouter(
    prefix="/undelivered",
    tags=["undelivered"],
    dependencies=[Depends(scoped(Scope.UNDELIVERED_WRITE))],
)


async def _ledger(session: Transaction, vault: HeldVault) -> Ledger:
    return Ledger(session, vault)


Kept = Annotated[Ledger, Depends(_ledger, scope="function")]


@router.get("/decisions", summary="What officers decided")
async def decisions(ledger: Kept) -> DecisionsOut:
    """Give what is still to be carried out, the oldest first, at most 100, and how much is open."""
    return DecisionsOut(open=await ledger.count(State.OPEN), decisions=await ledger.pending())


@router.put("/{reference}", summary="Tell what could not be delivered", status_code=HTTPStatus.NO_CONTENT)
async def put_undelivered(reference: Token, body: UndeliveredIn, ledger: Kept, now: Now) -> None:
    """List something for the officers, or take it off their list when its `reason` says that it came to an end.

    The newest telling by `happened_at` counts; repeating one changes nothing.
    """
    await ledger.note(reference, body, now)


@router.post("/{reference}/taken", summary="A decision was carried out", status_code=HTTPStatus.NO_CONTENT)
async def taken(reference: Token, body: TakenIn, ledger: Kept, now: Now) -> None:
    """Note that a decision was carried out. Doing it twice changes nothing."""
    await ledger.take(reference, body.decided_at, now)
