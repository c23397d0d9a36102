"""Requests about one's own data over HTTP."""

from http import HTTPStatus

from fastapi import APIRouter, Depends, Response

from backend.audit.seen import Seen, note_seen
from backend.auth.bearer import Caller, scoped
from backend.auth.scopes import Scope
from backend.clock import Now
from backend.database import Transaction
from backend.problems import Conflict, NotFound, documented
from backend.registrations.endpoints import IdempotencyKey
from backend.rights.copies import masked_copy, own_registration, told
from backend.rights.requests import Requests
from backend.rights.schemas import CopyIn, CopyOut, RequestIn, RequestReceipt
from backend.vault.held import HeldVault

router = APIRouter(
    prefix="/rights",
    tags=["rights"],
    responses=documented(HTTPStatus.NOT_FOUND),
)
_NOT_THEIRS = "This contact has no registration with this number."


@router.post(
    "/copies",
    summary="Show a contact what is held of its family, masked",
    dependencies=[Depends(scoped(Scope.RIGHTS_WRITE))],
)
async def copy(body: CopyIn, session: Transaction, vault: HeldVault, caller: Caller, now: Now) -> CopyOut:
    """Give a masked copy to the contact that registered, and note that it was given."""
    found = await own_registration(session, vault, body.contact, body.number)
    if found is None:
        raise NotFound(_NOT_THEIRS)
    given = await masked_copy(session, vault, *found)
    subject, details = f"registration/{found[1].id}", {"to": "its own contact"}
    await note_seen(session, Seen.DETAIL, subject, actor=f"program/{caller}", at=now, details=details)
    return given


@router.post(
    "/requests",
    summary="Ask for a copy, a correction, erasure, or the end of consent",
    dependencies=[Depends(scoped(Scope.RIGHTS_WRITE))],
    status_code=HTTPStatus.CREATED,
    responses={
        200: {"model": RequestReceipt, "description": "Answered before, or the same is open already"},
        **documented(HTTPStatus.CONFLICT),
    },
)
async def ask(
    response: Response,
    body: RequestIn,
    idempotency_key: IdempotencyKey,
    session: Transaction,
    vault: HeldVault,
    caller: Caller,
    now: Now,
) -> RequestReceipt:
    """Put a request on the office's board. It has to be answered within 3 x 24 hours of `asked_at`."""
    opened = await Requests(session, vault).open(caller, idempotency_key, body, now)
    if opened is None:
        raise NotFound(_NOT_THEIRS)
    if opened.repeated and opened.request.kind != body.kind:
        raise Conflict("This Idempotency-Key came with another body before.")
    if opened.already or opened.repeated:
        response.status_code = HTTPStatus.OK
    return RequestReceipt(**told(opened.request).model_dump(), already=opened.already)
