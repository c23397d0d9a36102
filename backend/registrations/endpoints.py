"""Registrations over HTTP."""

import json
import math
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi.responses import JSONResponse

from backend.agents.idle import Idle
from backend.audit.seen import note_listed
from backend.auth.bearer import Caller, scoped
from backend.auth.key_ring import Program
from backend.auth.scopes import Scope
from backend.clock import Now
from backend.database import Transaction
from backend.problems import Conflict, FieldFault, NotFound, documented, problem
from backend.registrations import correction, intake, schemas
from backend.registrations.correction import Corrections
from backend.registrations.intake import Intake, NoAgent
from backend.registrations.office import NoSuchPlace, Office
from backend.registrations.repeats import Answered, Keyed, KeyReused, NotTheirs
from backend.registrations.repository import Filter
from backend.registrations.reveal import reveal
from backend.registrations.standings import NoSuch, Standings, TooManyGuesses
from backend.registrations.status import Status
from backend.vault.held import HeldVault
from conversations.answers.invitation import show_invitation
from conversations.answers.registration_number import show_registration_number

router = APIRouter(
    prefix="/registrations",
    tags=["registrations"],
)

IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=8,
        max_length=200,
        pattern=r"^[\x21-\x7e]+$",
        description="Fixed once for each registration somebody makes; a repetition gets the first answer.",
    ),
]


async def _keyed(request: Request, idempotency_key: IdempotencyKey, vault: HeldVault, caller: Caller) -> Keyed:
    return Keyed(caller, idempotency_key, _fingerprints(await request.body(), vault))


AsKeyed = Annotated[Keyed, Depends(_keyed)]
"""The key of a request that may come again, and what it was."""


@router.post(
    "",
    summary="Register a family",
    dependencies=[Depends(scoped(Scope.REGISTRATIONS_WRITE))],
    status_code=HTTPStatus.CREATED,
    responses={
        200: {
            "model": schemas.Receipt,
            "description": "Answered before, or registered already by this contact",
        },
        **documented(HTTPStatus.CONFLICT),
    },
)
async def register(
    response: Response,
    body: schemas.SubmissionIn,
    asked: AsKeyed,
    session: Transaction,
    vault: HeldVault,
    idle: Idle,
    now: Now,
) -> schemas.Receipt:
    """Take a family in.

    The answer never tells whether somebody else registered the same NIK: such a registration gets a number of
    its own and the status "sent", and the office sees the conflict.
    """
    outcome = await Intake(session, vault, idle=idle).take(intake.Request(asked, body, now))
    if isinstance(outcome, KeyReused):
        raise Conflict("This Idempotency-Key came with another body before.")
    if isinstance(outcome, NoAgent):
        raise Conflict("Whoever submitted this is no agent now.", errors=[FieldFault("submitted_by", outcome.reason)])
    if outcome.repeated or outcome.already:
        response.status_code = HTTPStatus.OK
    return schemas.Receipt(
        number=show_registration_number(outcome.number),
        status=outcome.status,
        received_at=outcome.received_at,
        already=outcome.already,
        code=show_invitation(outcome.code) if outcome.code else None,
        referred=outcome.referred,
    )


@router.post("/own", summary="List a contact's own registrations", dependencies=[Depends(scoped(Scope.STATUS_READ))])
async def own(body: schemas.OwnIn, session: Transaction, vault: HeldVault) -> schemas.OwnOut:
    """List what this contact registered, the newest first, ten at most."""
    return schemas.OwnOut(registrations=await Standings(session, vault).own(body.contact))


@router.post(
    "/own/by-nik",
    summary="Tell whether a contact registered a NIK",
    dependencies=[Depends(scoped(Scope.STATUS_READ))],
)
async def own_by_nik(body: schemas.OwnByNikIn, session: Transaction, vault: HeldVault) -> schemas.OwnByNikOut:
    """Give the number if this very contact registered this NIK. What others registered is not told."""
    return schemas.OwnByNikOut(number=await Standings(session, vault).own_number(body.contact, body.nik))


@router.post(
    "/status",
    summary="Tell where a registration stands",
    dependencies=[Depends(scoped(Scope.STATUS_READ))],
    responses=documented(HTTPStatus.NOT_FOUND, HTTPStatus.TOO_MANY_REQUESTS),
    response_model=schemas.Standing,
)
async def status(
    body: schemas.StatusIn, session: Transaction, vault: HeldVault, now: Now
) -> schemas.Standing | JSONResponse:
    """Answer somebody who knows the number and the NIK.

    Each contact may ask wrongly five times in 24 hours, and each number may be asked for wrongly five times,
    whether it exists or not.
    """
    answer = await Standings(session, vault).of(body.number, body.nik, body.contact, now)
    # These are returned, not raised: the wrong guess has to be counted, so the transaction is kept.
    if isinstance(answer, NoSuch):
        return problem(HTTPStatus.NOT_FOUND, "There is no registration with this number and NIK.")
    if isinstance(answer, TooManyGuesses):
        seconds = math.ceil(answer.wait.total_seconds())
        return problem(
            HTTPStatus.TOO_MANY_REQUESTS,
            "Too many requests that did not match. Ask again later.",
            headers={"Retry-After": str(seconds)},
        )
    return answer


@router.post(
    "/own/fixes",
    summary="Tell what a contact is asked to look at again",
    dependencies=[Depends(scoped(Scope.STATUS_READ))],
)
async def own_fixes(body: schemas.FixesIn, session: Transaction, vault: HeldVault) -> schemas.FixesOut:
    """Give the registration that has waited longest for a correction by this contact, with the marked fields.

    Agents correct what they registered, from whichever of their chats, until the family has said that it is right.
    """
    return await Standings(session, vault).fixes(body.contact, body.number)


@router.put(
    "/{number}/correction",
    summary="Correct a registration that needs fixing",
    dependencies=[Depends(scoped(Scope.REGISTRATIONS_WRITE))],
    responses=documented(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
)
async def correct(
    number: str,
    body: schemas.CorrectionIn,
    asked: AsKeyed,
    session: Transaction,
    vault: HeldVault,
    idle: Idle,
    now: Now,
) -> schemas.Receipt:
    """Take what is told anew, and send the registration up the ladder again.

    Only the contact that registered can do it. `already` says that the registration does not wait for it any more:
    then nothing was changed.
    """
    return receipt(await Corrections(session, vault, idle).take(correction.Request(asked, number, body, now)))


def receipt(outcome: Answered | KeyReused | NotTheirs) -> schemas.Receipt:
    """Give what became of a request about somebody's own registration.

    Raises:
        Conflict: its key came with another body before.
        NotFound: this contact has no such registration.
    """
    match outcome:
        case KeyReused():
            raise Conflict("This Idempotency-Key came with another body before.")
        case NotTheirs():
            raise NotFound("This contact has no registration with this number.")
    return schemas.Receipt(
        number=show_registration_number(outcome.number),
        status=outcome.status,
        received_at=outcome.received_at,
        already=outcome.already,
    )


Reader = Annotated[Program, Depends(scoped(Scope.REGISTRATIONS_READ))]
"""A program that may see registrations, masked, of its areas."""


async def _filter(
    kecamatan: Annotated[str | None, Query(pattern=r"^[0-9.]{8}$")] = None,
    desa: Annotated[str | None, Query(pattern=r"^[0-9.]{13}$")] = None,
    status: Status | None = None,
) -> Filter:
    return Filter(kecamatan, desa, status)


@router.get("", summary="List registrations, masked", responses=documented(HTTPStatus.NOT_FOUND))
async def page(
    program: Reader,
    wanted: Annotated[Filter, Depends(_filter)],
    session: Transaction,
    vault: HeldVault,
    now: Now,
    after: Annotated[str | None, Query(max_length=40)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> schemas.Page:
    """List registrations, the newest first. `after` is the `next` of the page before. Who listed them is noted."""
    try:
        found = await Office(session, vault, program.areas).page(wanted, after, limit)
    except NoSuchPlace:
        raise NotFound("The list has no such place to go on after.") from None
    numbers = [row.number for row in found.registrations]
    await note_listed(session, "registrations", numbers, actor=f"program/{program.name}", at=now)
    return found


@router.get("/{number}", summary="Show a registration, masked", responses=documented(HTTPStatus.NOT_FOUND))
async def detail(program: Reader, number: str, session: Transaction, vault: HeldVault, now: Now) -> schemas.Detail:
    """Show all of a registration that is seen without giving a reason. Who looked is noted."""
    office = Office(session, vault, program.areas)
    found = await office.detail(number)
    if found is None:
        raise NotFound("There is no registration with this number.")
    await office.note_detail_seen(number, actor=f"program/{program.name}", at=now)
    return found


@router.post(
    "/{number}/reveals",
    summary="Show one field in clear, for a reason",
    responses=documented(HTTPStatus.NOT_FOUND),
)
async def reveals(
    program: Annotated[Program, Depends(scoped(Scope.PEOPLE_REVEAL))],
    number: str,
    body: schemas.RevealIn,
    session: Transaction,
    vault: HeldVault,
    now: Now,
) -> schemas.Revealed:
    """Give one field of a family in clear. The reason is kept, and the audit log says who saw it."""
    shown = await reveal(
        session,
        vault,
        number,
        body.field,
        body.reason,
        actor=f"program/{program.name}",
        areas=program.areas,
        at=now,
    )
    if shown is None:
        raise NotFound("There is no registration with this number.")
    return schemas.Revealed(field=body.field, value=shown)


def _fingerprints(body: bytes, vault: HeldVault) -> tuple[bytes, ...]:
    try:
        said = json.loads(body)
    except ValueError:
        # It is refused as a body, whatever its fingerprint.
        return ()
    # Neither spaces nor the order of fields make it another request.
    canonical = json.dumps(said, sort_keys=True, separators=(",", ":"))
    return vault.digests(canonical, purpose="request")
