"""The console's pages of registrations that may be one person's."""

from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from backend.audit.seen import Seen, note_listed, note_seen
from backend.auth.permissions import Permission
from backend.clock import Now
from backend.console import duplicates_wording
from backend.console.access import SignedIn, allowed
from backend.console.actors import names_of
from backend.console.decisions import LONGEST_REASON, REFUSED, one_line
from backend.console.paging import ROWS, Chosen, Onward, Views
from backend.console.rendering import notice, rendered
from backend.database import Transaction
from backend.duplicates.desk import MOST_COUNTED, DuplicateDesk, Pair, Verdict, View
from backend.duplicates.models import PairState
from backend.registrations.decisions import Answer
from backend.vault.held import HeldVault

ADDRESS: Final = "/console/ganda"
SHORTEST_REASON: Final = 10
_VIEWS: Final = Views({View.OPEN: ("Menunggu", View.OPEN), View.DECIDED: ("Sudah diputuskan", View.DECIDED)})
_ONWARD: Final = (ADDRESS, "Ke daftar yang mungkin ganda")

router = APIRouter(prefix=ADDRESS, include_in_schema=False)

Me = Annotated[SignedIn, Depends(allowed(Permission.DUPLICATES_DECIDE))]


@router.get("")
async def duplicates(
    me: Me,
    session: Transaction,
    vault: HeldVault,
    now: Now,
    chosen: Chosen = "",
    onward: Onward = "",
) -> HTMLResponse:
    """List pairs, the most alike first."""
    desk = DuplicateDesk(session, vault, me.areas, me.permissions)
    _, view = _VIEWS.named(chosen)
    page = await desk.page(view, onward or None, ROWS)
    parts = await _VIEWS.counted(desk.count, MOST_COUNTED)
    names = await names_of(session, [pair.decided_by for pair in page.pairs if pair.decided_by])
    numbers = (side.number for pair in page.pairs for side in pair.sides)
    await note_listed(session, "duplicate_pairs", numbers, actor=me.actor, at=now)
    return rendered(
        "duplicates.html",
        me=me,
        page=page,
        view=view,
        parts=parts,
        begun=bool(onward),
        names=names,
        pairs=duplicates_wording,
    )


@router.get("/{pair}")
async def one(me: Me, pair: UUID, session: Transaction, vault: HeldVault, now: Now) -> HTMLResponse:
    """Show two registrations side by side, masked, and field by field how much agrees. Who looked is noted."""
    found = await DuplicateDesk(session, vault, me.areas, me.permissions).find(pair)
    if found is None:
        return _nowhere(me)
    names = await names_of(session, [found.decided_by] if found.decided_by else [])
    for row in found.registrations:
        details = {"pair": str(pair)}
        await note_seen(session, Seen.DETAIL, f"registration/{row}", actor=me.actor, at=now, details=details)
    return rendered(
        "duplicate.html", me=me, pair=found, names=names, pairs=duplicates_wording, shortest=SHORTEST_REASON,
        longest=LONGEST_REASON,
    )  # fmt: skip


@router.post("/{pair}")
async def decide(
    me: Me,
    pair: UUID,
    session: Transaction,
    vault: HeldVault,
    now: Now,
    verdict: Annotated[str, Form(max_length=20)] = "",
    version: Annotated[list[str] | None, Form()] = None,
    reason: Annotated[str, Form(max_length=2_000)] = "",
) -> Response:
    """Note what an officer found, and end the registration that is one too many."""
    desk = DuplicateDesk(session, vault, me.areas, me.permissions)
    found = await desk.find(pair)
    if found is None:
        return _nowhere(me)
    said = _said(found, verdict, version or [], one_line(reason))
    if said is None:
        return _refused(Answer.NOT_ALLOWED, me, pair)
    if len(said.reason) < SHORTEST_REASON:
        return _refused(Answer.NOT_SAID, me, pair)
    answer = await desk.decide(pair, said, actor=me.actor, at=now)
    if answer is Answer.DONE:
        return RedirectResponse(ADDRESS, HTTPStatus.SEE_OTHER)
    return _nowhere(me) if answer is Answer.NOT_FOUND else _refused(answer, me, pair)


def _said(pair: Pair, verdict: str, versions: list[str], reason: str) -> Verdict | None:
    """Read the form: "two", "one", or the number of the registration that ends because it is one person's."""
    if len(versions) != len(pair.sides) or not all(each.isdecimal() and len(each) < 10 for each in versions):
        return None
    seen = (int(versions[0]), int(versions[1]))
    if verdict in {side.number for side in pair.sides}:
        return Verdict(PairState.ONE, reason, verdict, seen)
    if verdict in (PairState.ONE, PairState.TWO):
        return Verdict(PairState(verdict), reason, None, seen)
    return None


def _refused(answer: Answer, me: SignedIn, pair: UUID) -> Response:
    status, title, sentence = REFUSED[answer]
    return notice(status, title, sentence, me=me, onward=(f"{ADDRESS}/{pair}", "Bandingkan lagi"))


def _nowhere(me: SignedIn) -> HTMLResponse:
    sentence = "Di wilayah kerja Bapak/Ibu tidak ada pasangan pendaftaran ini, atau sudah tidak perlu diputuskan."
    return notice(HTTPStatus.NOT_FOUND, "Tidak ditemukan", sentence, me=me, onward=_ONWARD)
