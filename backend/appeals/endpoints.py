"""Objections over HTTP."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request

from backend.agents.idle import Idle
from backend.appeals.appeals import Appeals, Window
from backend.appeals.schemas import AppealIn, OpenIn, OpenOut
from backend.auth.bearer import scoped
from backend.auth.scopes import Scope
from backend.clock import Now
from backend.database import Transaction
from backend.problems import documented
from backend.registrations.endpoints import AsKeyed, receipt
from backend.registrations.schemas import Receipt
from backend.vault.held import HeldVault

router = APIRouter(prefix="/appeals", tags=["appeals"])


async def _appeals(request: Request, session: Transaction, vault: HeldVault) -> Appeals:
    window: Window = request.app.state.appeal_window
    return Appeals(session, vault, window)


Desk = Annotated[Appeals, Depends(_appeals, scope="function")]


@router.post("/open", summary="Tell what a contact can object to", dependencies=[Depends(scoped(Scope.STATUS_READ))])
async def open_to(body: OpenIn, appeals: Desk, idle: Idle, now: Now) -> OpenOut:
    """Give the results that this contact, or the agent behind it, can object to now."""
    return await appeals.open(body.contact, body.number, idle, now)


@router.post(
    "",
    summary="Object to a result",
    dependencies=[Depends(scoped(Scope.REGISTRATIONS_WRITE))],
    responses=documented(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
)
async def appeal(body: AppealIn, asked: AsKeyed, appeals: Desk, now: Now) -> Receipt:
    """Take an objection in: the registration has the status "appealed" then, and the office looks at it again.

    `already` says that it cannot be objected to any more, or was before: then nothing was changed.
    """
    return receipt(await appeals.take(asked, body, now))
