"""Broadcasts over HTTP, for programs of the office: composed, approved by another key, steered, and looked at."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from sqlalchemy import select

from backend.auth.areas import AreaScope, NoSuchArea
from backend.auth.bearer import scoped
from backend.auth.key_ring import Program
from backend.auth.permissions import Permission
from backend.auth.scopes import Scope
from backend.broadcasts import schemas
from backend.broadcasts.desk import BroadcastDesk, Unfit
from backend.broadcasts.models import Broadcast, Recipient
from backend.broadcasts.preview import preview_of
from backend.broadcasts.progress import progress
from backend.broadcasts.retrying import retry
from backend.broadcasts.states import Standing, State
from backend.clock import Now
from backend.database import Transaction
from backend.problems import Conflict, FieldFault, NotFound, Unprocessable, documented
from backend.vault.held import HeldVault

if TYPE_CHECKING:
    from backend.settings import Paced

router = APIRouter(
    prefix="/broadcasts",
    tags=["broadcasts"],
    responses=documented(HTTPStatus.UNPROCESSABLE_ENTITY),
)

_AT_ONCE: Final = 100
_FIELDS: Final = {Unfit.PLACEHOLDER: "text", Unfit.BRING_MISSING: "bring", Unfit.HOURS: "until_hour",
                  Unfit.IMPORT: "payment_list", Unfit.TEMPLATE_NUMBER: "template",
                  Unfit.TEMPLATE_ORDER: "template"}  # fmt: skip

Reader = Annotated[Program, Depends(scoped(Scope.BROADCASTS_READ))]
Composer = Annotated[Program, Depends(scoped(Scope.BROADCASTS_COMPOSE))]
Approver = Annotated[Program, Depends(scoped(Scope.BROADCASTS_APPROVE))]
Steerer = Annotated[Program, Depends(scoped(Scope.BROADCASTS_STEER))]
Permissions: TypeAlias = frozenset[Permission]

COMPOSES: Final[Permissions] = frozenset({Permission.BROADCASTS_COMPOSE})
APPROVES: Final[Permissions] = frozenset({Permission.BROADCASTS_APPROVE})
NOT_THERE: Final = documented(HTTPStatus.NOT_FOUND)
NOT_NOW: Final = documented(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT)


@router.get("", summary="List broadcasts")
async def listed(program: Reader, session: Transaction) -> schemas.BroadcastsOut:
    """List those that lie within the key's areas, the newest first."""
    found = await _desk(program, session).listed()
    return schemas.BroadcastsOut(broadcasts=[schemas.BroadcastOut.of(each) for each in found])


@router.post("", summary="Compose a broadcast", status_code=HTTPStatus.CREATED)
async def compose(
    body: schemas.CompositionIn, program: Composer, session: Transaction, now: Now
) -> schemas.BroadcastOut:
    """Keep a draft. Nothing of it goes out before it was counted, and approved by somebody else."""
    made = await _desk(program, session, COMPOSES).compose(body.composition(_areas(body)), now)
    return schemas.BroadcastOut.of(_fit(made))


@router.put("/{broadcast_id}", summary="Change what was not approved yet", responses=NOT_NOW)
async def change(
    broadcast_id: UUID, body: schemas.CompositionIn, program: Composer, session: Transaction, now: Now
) -> schemas.BroadcastOut:
    """Compose it anew. It is a draft then, whoever was asked to approve it; whoever changes it does not approve it."""
    desk = _desk(program, session, COMPOSES)
    found = await _found(desk, broadcast_id)
    made = await desk.compose(body.composition(_areas(body)), now, found.id)
    return schemas.BroadcastOut.of(_fit(made))


@router.get("/{broadcast_id}", summary="Look at a broadcast", responses=NOT_THERE)
async def one(
    broadcast_id: UUID, program: Reader, request: Request, session: Transaction, vault: HeldVault, now: Now
) -> schemas.WholeBroadcastOut:
    """Tell what it says and to how many, with samples, and how far it is."""
    found = await _found(_desk(program, session), broadcast_id)
    paced: Paced = request.app.state.paced
    counted = await progress(session, found)
    preview = None if found.preview is None else await preview_of(session, vault, found, paced, now)
    return schemas.WholeBroadcastOut(
        **schemas.BroadcastOut.of(found).model_dump(),
        preview=None if preview is None else schemas.PreviewOut.of(preview),
        progress=schemas.ProgressOut.of(counted, counted.ends_at(found, paced, now)),
    )


@router.get("/{broadcast_id}/recipients", summary="Tell where each recipient stands", responses=NOT_THERE)
async def recipients(
    broadcast_id: UUID,
    program: Reader,
    session: Transaction,
    after: Annotated[int, Query(ge=0, le=2**53)] = 0,
    state: Annotated[Standing | None, Query()] = None,
) -> schemas.RecipientsOut:
    """Give a hundred at once in the order of sending, all of them or those who stand somewhere."""
    found = await _found(_desk(program, session), broadcast_id)
    wanted = select(Recipient).where(Recipient.broadcast_id == found.id, Recipient.place > after)
    if state is not None:
        wanted = wanted.where(Recipient.state == state)
    rows = (await session.scalars(wanted.order_by(Recipient.place).limit(_AT_ONCE))).all()
    return schemas.RecipientsOut(
        recipients=[schemas.RecipientOut.of(row) for row in rows],
        after=rows[-1].place if len(rows) == _AT_ONCE else None,
    )


@router.post("/{broadcast_id}/preview", summary="Count a draft, and ask for its approval", responses=NOT_NOW)
async def preview(
    broadcast_id: UUID, program: Composer, request: Request, session: Transaction, now: Now
) -> schemas.BroadcastOut:
    """Have it counted who gets it and who does not. The counts are there a little later."""
    return await _moved(_desk(program, session, COMPOSES), broadcast_id, State.PREVIEW, request, now)


@router.post("/{broadcast_id}/approval", summary="Approve a broadcast", responses=NOT_NOW)
async def approve(
    broadcast_id: UUID, program: Approver, request: Request, session: Transaction, now: Now
) -> schemas.BroadcastOut:
    """Approve what somebody else composed. Its recipients are entered then; it begins when it is started."""
    return await _moved(_desk(program, session, APPROVES), broadcast_id, State.APPROVED, request, now)


@router.post("/{broadcast_id}/start", summary="Begin to send", responses=NOT_NOW)
async def start(
    broadcast_id: UUID, program: Steerer, request: Request, session: Transaction, now: Now
) -> schemas.BroadcastOut:
    """Send to the first few. When they have it, the others follow by themselves."""
    return await _moved(_desk(program, session, COMPOSES), broadcast_id, State.CANARY, request, now)


@router.post("/{broadcast_id}/pause", summary="Pause", responses=NOT_NOW)
async def pause(
    broadcast_id: UUID, program: Steerer, request: Request, session: Transaction, now: Now
) -> schemas.BroadcastOut:
    """Stop before the next message."""
    return await _moved(_desk(program, session, COMPOSES), broadcast_id, State.PAUSED, request, now)


@router.post("/{broadcast_id}/resumption", summary="Go on", responses=NOT_NOW)
async def resume(
    broadcast_id: UUID, program: Steerer, request: Request, session: Transaction, now: Now
) -> schemas.BroadcastOut:
    """Go on with one that was paused, or that stopped by itself. Paused in its canary, it goes on with that."""
    return await _moved(_desk(program, session, COMPOSES), broadcast_id, State.RUNNING, request, now)


@router.post("/{broadcast_id}/cancellation", summary="Cancel", responses=NOT_NOW)
async def cancel(
    broadcast_id: UUID, program: Steerer, request: Request, session: Transaction, now: Now
) -> schemas.BroadcastOut:
    """End it for good. Who has the message keeps it; nobody else gets it."""
    return await _moved(_desk(program, session, COMPOSES), broadcast_id, State.CANCELLED, request, now)


@router.post("/{broadcast_id}/again", summary="Send once more", responses=NOT_NOW)
async def again(
    broadcast_id: UUID, body: schemas.AgainIn, program: Steerer, session: Transaction, now: Now
) -> schemas.AgainOut:
    """Send once more to those of whom nobody heard for an hour, or to whom it was not sent for a passing reason."""
    desk = _desk(program, session)
    found = await _found(desk, broadcast_id, lock=True)
    many = await retry(session, found, body.which, body.reason, desk.actor, now)
    if many is None:
        raise Conflict(f"It is {found.state} and does not go on.")
    return schemas.AgainOut(people=many)


def _desk(program: Program, session: Transaction, permissions: Permissions = frozenset()) -> BroadcastDesk:
    return BroadcastDesk(session, program.areas, f"program/{program.name}", permissions)


async def _found(desk: BroadcastDesk, row: UUID, *, lock: bool = False) -> Broadcast:
    found = await desk.find(row, lock=lock)
    if found is None:
        raise NotFound("There is no such broadcast.")
    return found


async def _moved(desk: BroadcastDesk, row: UUID, to: State, request: Request, now: Now) -> schemas.BroadcastOut:
    found = await _found(desk, row, lock=True)
    paced: Paced = request.app.state.paced
    refused = await desk.move(found, to, now, canary=paced.broadcast_canary)
    if refused is not None:
        raise Conflict(f"It is {found.state} and cannot be taken there now: {refused}.")
    await desk.session.flush()
    return schemas.BroadcastOut.of(found)


def _areas(body: schemas.CompositionIn) -> AreaScope:
    try:
        return AreaScope.of(body.areas)
    except NoSuchArea:
        raise Unprocessable("An area is none of Banyuwangi.", errors=[FieldFault("areas", "unknown")]) from None


def _fit(made: Broadcast | list[Unfit]) -> Broadcast:
    if isinstance(made, Broadcast):
        return made
    if Unfit.NOT_A_DRAFT in made:
        raise Conflict("It was approved or ended already.")
    faults = [FieldFault(_FIELDS.get(each, each.value), each.value) for each in made]
    raise Unprocessable("It cannot be composed like this.", errors=faults)
