"""The console's page on what could not be delivered, and the decisions about it."""

from http import HTTPStatus
from typing import Annotated, Final
from urllib.parse import urlsplit
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.exceptions import HTTPException

from backend.clock import Now
from backend.console.rendering import rendered
from backend.console.sign_in import signed_in
from backend.database import Transaction
from backend.undelivered.ledger import Ledger
from backend.undelivered.listed import Listed
from backend.undelivered.states import Decision, State
from backend.vault.held import HeldVault

ADDRESS: Final = "/console/tidak-terkirim"
_ROWS: Final = 25
_MOST_PAGES: Final = 400
_ACTOR: Final = "office"
_VIEWS: Final = {
    "": ("Perlu dilihat", (State.OPEN,)),
    "dicoba": ("Sedang dicoba lagi", (State.RETRY,)),
    "selesai": ("Selesai", (State.HANDLED, State.CLOSED)),
}

router = APIRouter(prefix=ADDRESS, include_in_schema=False, dependencies=[Depends(signed_in)])


def from_here(request: Request) -> None:
    """Let a form in only when it was sent from a page of this console.

    Raises:
        HTTPException: 403, it came from somewhere else.
    """
    origin = request.headers.get("origin", "")
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin" or (
        origin and urlsplit(origin).netloc != request.headers.get("host")
    ):
        raise HTTPException(HTTPStatus.FORBIDDEN)


@router.get("")
async def undelivered(
    session: Transaction,
    vault: HeldVault,
    keadaan: Annotated[str, Query()] = "",
    halaman: Annotated[str, Query()] = "1",
) -> HTMLResponse:
    """List what could not be delivered, the newest first."""
    view = keadaan if keadaan in _VIEWS else ""
    page = min(int(halaman), _MOST_PAGES) if halaman.isascii() and halaman.isdigit() and len(halaman) < 9 else 1
    page = max(page, 1)
    found = await Listed(session, vault).rows(_VIEWS[view][1], (page - 1) * _ROWS, _ROWS + 1)
    ledger = Ledger(session, vault)
    return rendered(
        "undelivered.html",
        rows=found[:_ROWS],
        view=view,
        views=[(name, label, await ledger.count(*states)) for name, (label, states) in _VIEWS.items()],
        page=page,
        more=len(found) > _ROWS,
    )


@router.post("/{row}/coba-lagi", dependencies=[Depends(from_here)])
async def retry(row: UUID, session: Transaction, vault: HeldVault, now: Now) -> RedirectResponse:
    """Give one thing back to the workers."""
    await Ledger(session, vault).decide(row, Decision.RETRY, _ACTOR, now)
    return RedirectResponse(ADDRESS, HTTPStatus.SEE_OTHER)


@router.post("/{row}/selesai", dependencies=[Depends(from_here)])
async def handled(row: UUID, session: Transaction, vault: HeldVault, now: Now) -> RedirectResponse:
    """Note that somebody did by hand what was to be delivered."""
    await Ledger(session, vault).decide(row, Decision.HANDLED, _ACTOR, now)
    return RedirectResponse(ADDRESS, HTTPStatus.SEE_OTHER)
