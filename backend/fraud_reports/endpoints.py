"""Reports of fraud over HTTP."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from pydantic import StringConstraints

from backend.auth.bearer import Caller, scoped
from backend.auth.scopes import Scope
from backend.clock import Now
from backend.database import Transaction
from backend.fraud_reports.desk import FraudDesk, Told
from backend.registrations.endpoints import IdempotencyKey
from backend.vault.held import HeldVault
from backend.wire import Body, ContactIn, Moment

router = APIRouter(
    prefix="/fraud-reports",
    tags=["fraud reports"],
    dependencies=[Depends(scoped(Scope.CONTACTS_WRITE))],
)


class ReportIn(Body):
    """What somebody received in our name. `sender` is the number or address that it came from, where it was told."""

    contact: ContactIn
    received: Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern=r"^[^\x00]*$")]
    sender: Annotated[str, StringConstraints(max_length=300, pattern=r"^[^\x00]*$")] = ""
    told_at: Moment


@router.post(
    "",
    summary="Report fraud",
    status_code=HTTPStatus.NO_CONTENT,
    response_class=Response,
)
async def report(
    body: ReportIn,
    idempotency_key: IdempotencyKey,
    session: Transaction,
    vault: HeldVault,
    caller: Caller,
    now: Now,
) -> None:
    """Keep a report, sealed, with the desa of the contact's registration. Who reported is not kept.

    The same key again changes nothing.
    """
    told = Told(body.received, body.sender)
    await FraudDesk(session, vault).take(body.contact, told, min(body.told_at, now), f"{caller} {idempotency_key}")
