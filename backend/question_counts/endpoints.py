"""Question counts over HTTP."""

from collections import defaultdict
from http import HTTPStatus
from itertools import groupby
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query

from backend.auth.bearer import scoped
from backend.auth.key_ring import Program
from backend.auth.scopes import Scope
from backend.database import Transaction
from backend.problems import FieldFault, NotFound, Unprocessable, documented
from backend.question_counts.funnel import in_order
from backend.question_counts.schemas import CountsIn, Kecamatan, Name, SumsOut
from backend.question_counts.tally import Tally, Wanted
from backend.wire import Day

_LONGEST_DAYS: Final = 366

router = APIRouter(
    prefix="/question-counts",
    tags=["question counts"],
)


@router.put(
    "/{day}",
    summary="Hand over what was counted on a day",
    status_code=HTTPStatus.NO_CONTENT,
    dependencies=[Depends(scoped(Scope.COUNTS_WRITE))],
)
async def put_counts(day: Day, body: CountsIn, session: Transaction) -> None:
    """Take in totals of a day so far, at most 5000 in one request.

    The greatest total that ever came stays: repeating a request, or sending an older one late, changes
    nothing. What a request does not name stays as it is. `order` names the states of a flow as people meet
    them.
    """
    tally = Tally(session)
    await tally.keep(day, body.counts)
    await tally.keep_orders(body.order)


async def _wanted(
    first: Annotated[Day, Query(alias="from")],
    last: Annotated[Day, Query(alias="to")],
    flow: Name | None = None,
    channel: Name | None = None,
    kecamatan: Kecamatan | None = None,
    role: Name | None = None,
    locale: Name | None = None,
) -> Wanted:
    if not 0 <= (last - first).days < _LONGEST_DAYS:
        raise Unprocessable(
            "A period has 1 to 366 days, and its first day comes first.",
            errors=[FieldFault("query.to", "out-of-range")],
        )
    return Wanted(first, last, flow, channel, kecamatan, role, locale)


@router.get("", summary="Add up what was counted", responses=documented(HTTPStatus.NOT_FOUND))
async def sums(
    program: Annotated[Program, Depends(scoped(Scope.COUNTS_READ))],
    wanted: Annotated[Wanted, Depends(_wanted)],
    session: Transaction,
) -> SumsOut:
    """Add up the counts from one day to another, both included.

    `kecamatan` is only known once it was answered; what happened before is counted under an empty one. A key
    for some areas gets the counts of a whole kecamatan among them.
    """
    if not program.areas.covers_kecamatan(wanted.kecamatan or ""):
        raise NotFound("This key has no counts but those of its own kecamatan.")
    tally = Tally(session)
    orders = await tally.orders()
    found = []
    for flow, counts in groupby(await tally.sums(wanted), key=lambda each: each.flow):
        by_state = defaultdict(list)
        for each in counts:
            by_state[each.state].append(each)
        seen = {state: sum(each.count for each in told if each.what == "seen") for state, told in by_state.items()}
        found += [each for state in in_order(seen, orders.get(flow, ())) for each in by_state[state]]
    return SumsOut(first=wanted.first, last=wanted.last, counts=found)
