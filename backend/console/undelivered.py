"""The console's page on what could not be delivered, and the decisions about it."""

from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from backend.audit.seen import note_listed
from backend.auth.permissions import Permission
from backend.clock import Now
from backend.console.access import SignedIn, allowed
from backend.console.paging import Chosen, Views, Wanted
from backend.console.rendering import notice, rendered
from backend.database import Transaction
from backend.undelivered.ledger import Ledger
from backend.undelivered.listed import Listed
from backend.undelivered.states import Decision, State
from backend.vault.held import HeldVault

ADDRESS: Final = "/console/tidak-terkirim"
_VIEWS: Final = Views(
    {
        "": ("Perlu dilihat", (State.OPEN,)),
        "dicoba": ("Sedang dicoba lagi", (State.RETRY,)),
        "selesai": ("Selesai", (State.HANDLED, State.CLOSED)),
    }
)

router = APIRouter(prefix=ADDRESS, include_in_schema=False)

Me = Annotated[SignedIn, Depends(allowed(Permission.UNDELIVERED_WORK))]


@router.get("")
async def undelivered(
    me: Me,
    session: Transaction,
    vault: HeldVault,
    page: Wanted,
    now: Now,
    chosen: Chosen = "",
) -> HTMLResponse:
    """List what could not be delivered, the newest first."""
    view, held = _VIEWS.named(chosen)
    ledger = Ledger(session, vault, me.areas)
    leaf = page.leaf(await Listed(session, vault, me.areas).rows(held, page.first, page.most))
    states = await _VIEWS.counted(lambda held: ledger.count(*held))
    await note_listed(session, "undelivered", (row.number for row in leaf.rows), actor=me.actor, at=now)
    return rendered("undelivered.html", me=me, leaf=leaf, view=view, states=states)


@router.post("/{row}/coba-lagi")
async def retry(me: Me, row: UUID, session: Transaction, vault: HeldVault, now: Now) -> Response:
    """Give one thing back to the workers."""
    return await _decided(me, Ledger(session, vault, me.areas), row, Decision.RETRY, now)


@router.post("/{row}/selesai")
async def handled(me: Me, row: UUID, session: Transaction, vault: HeldVault, now: Now) -> Response:
    """Note that somebody did by hand what was to be delivered."""
    return await _decided(me, Ledger(session, vault, me.areas), row, Decision.HANDLED, now)


async def _decided(me: SignedIn, ledger: Ledger, row: UUID, decision: Decision, now: Now) -> Response:
    if not await ledger.reaches(row):
        return notice(
            HTTPStatus.NOT_FOUND,
            "Tidak ditemukan",
            "Di wilayah kerja Bapak/Ibu tidak ada catatan ini.",
            me=me,
            onward=(ADDRESS, "Ke daftar yang tidak terkirim"),
        )
    await ledger.decide(row, decision, me.actor, now)
    return RedirectResponse(ADDRESS, HTTPStatus.SEE_OTHER)
