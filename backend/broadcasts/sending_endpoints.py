"""Broadcasts over HTTP, for whoever sends them: recipients are claimed, noted before sending, and settled."""

from datetime import timedelta
from http import HTTPStatus
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field, StrictBool, StringConstraints

from backend.auth.bearer import scoped
from backend.auth.scopes import Scope
from backend.broadcasts.ledger import Ledger
from backend.broadcasts.outcomes import Outcome, Report, Settled
from backend.broadcasts.states import Standing
from backend.broadcasts.template_endpoints import TemplateStatus
from backend.clock import Now
from backend.database import Transaction
from backend.vault.held import HeldVault
from backend.wire import WHOLE, Body, ContactIn

router = APIRouter(
    prefix="/broadcasts",
    tags=["broadcasts"],
    dependencies=[Depends(scoped(Scope.BROADCASTS_SEND))],
)

Channel = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,31}$")]
Fault = Annotated[str, StringConstraints(max_length=300, pattern=r"^[^\x00]*$")]
ProviderId = Annotated[str, StringConstraints(max_length=64, pattern=r"^[^\x00]*$")]
MOST = 500
LARGEST_BODY = 2 * 1024 * 1024
"""Bytes: room for the most outcomes with the longest reasons."""


class ClaimIn(Body):
    """How many recipients on a channel somebody wants, and for how many seconds nobody else is to have them."""

    channel: Channel
    most: Annotated[int, Field(ge=1, le=MOST, strict=True), WHOLE] = 100
    lease_seconds: Annotated[int, Field(ge=1, le=600, strict=True), WHOLE] = 30


class RecipientOut(BaseModel):
    """Whom to tell what. `variables` are the values of the content template, in order, where one has to be used.

    `asks` names the payment where the message asks whether that came; else it is empty.
    """

    id: UUID
    contact: ContactIn
    text: str
    template: str | None
    variables: list[str]
    asks: str


class RecipientsOut(BaseModel):
    """What was claimed, in the order of sending."""

    recipients: list[RecipientOut]


class IntentIn(Body):
    """Which messages somebody is about to send. `intent` names this sending: a repetition has the same."""

    intent: UUID
    recipients: Annotated[list[UUID], Field(min_length=1, max_length=MOST)]


class IntentOut(BaseModel):
    """Those that may be sent. Of the others nothing was noted."""

    may: list[UUID]


class OutcomeIn(Body):
    """What became of one message. `seconds` is how long one that was certainly not sent has to wait.

    `withdrawn` is the standing of its template, where that may not be used now and nothing else is the matter: the
    message waits until it may be.
    """

    id: UUID
    intent: UUID
    outcome: Outcome
    reason: Fault | None = None
    provider_id: ProviderId | None = None
    seconds: Annotated[float, Field(ge=0, le=86_400, strict=True)] = 0
    unreachable: StrictBool = False
    withdrawn: TemplateStatus | None = None


class OutcomesIn(Body):
    """What became of some messages."""

    outcomes: Annotated[list[OutcomeIn], Field(min_length=1, max_length=MOST)]


class ReportIn(Body):
    """What a platform reports of a message later.

    `intent` is the sending that it is about. `too_fast` is a message that failed because it was one too many: it is
    sent again some minutes later. `withdrawn` is as for an outcome.
    """

    id: UUID
    state: Literal["sent", "delivered", "read", "failed"]
    fault: Fault | None = None
    unreachable: StrictBool = False
    intent: UUID | None = None
    too_fast: StrictBool = False
    withdrawn: TemplateStatus | None = None


class ReportsIn(Body):
    """What platforms report of some messages."""

    reports: Annotated[list[ReportIn], Field(min_length=1, max_length=MOST)]


async def _ledger(request: Request, session: Transaction) -> Ledger:
    return Ledger(session, request.app.state.paced, request.app.state.keyring)


Senders = Annotated[Ledger, Depends(_ledger, scope="function")]


@router.post("/claims", summary="Claim recipients of broadcasts")
async def claims(body: ClaimIn, ledger: Senders, vault: HeldVault, now: Now) -> RecipientsOut:
    """Hand out recipients that nobody has. What is not settled before the lease ends is handed out again."""
    claimed = await ledger.claim(vault, body.channel, body.most, now, timedelta(seconds=body.lease_seconds))
    return RecipientsOut(
        recipients=[
            RecipientOut(
                id=each.id,
                contact=ContactIn(channel=each.channel, address=each.address),
                text=each.message.text,
                template=each.template,
                variables=list(each.message.variables),
                asks=each.asks,
            )
            for each in claimed
        ]
    )


@router.post("/intents", summary="Note messages before they are sent")
async def intents(body: IntentIn, ledger: Senders, now: Now) -> IntentOut:
    """Note which messages are about to be sent.

    Whoever stopped notices is not among those that may, and nobody is whose broadcast was paused.
    """
    return IntentOut(may=await ledger.intend(body.recipients, body.intent, now))


@router.post("/outcomes", summary="Say what became of messages", status_code=HTTPStatus.NO_CONTENT)
async def outcomes(body: OutcomesIn, ledger: Senders, now: Now) -> None:
    """Note what became of messages. Saying it twice changes nothing."""
    await ledger.settle(
        [
            Settled(
                each.id,
                each.intent,
                each.outcome,
                each.reason,
                each.provider_id,
                each.seconds,
                each.unreachable,
                each.withdrawn,
            )
            for each in body.outcomes
        ],
        now,
    )


@router.post("/reports", summary="Hand on what platforms report", status_code=HTTPStatus.NO_CONTENT)
async def reports(body: ReportsIn, ledger: Senders, now: Now) -> None:
    """Take in delivery reports, in any order. None of them takes a message back to where it was."""
    await ledger.report(
        [
            Report(
                each.id, Standing(each.state), each.fault, each.unreachable, each.intent, each.too_fast, each.withdrawn
            )
            for each in body.reports
        ],
        now,
    )
