"""The console's board of what people ask of their own data (UU 27/2022)."""

from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from backend.audit.seen import note_listed
from backend.auth.permissions import Permission
from backend.clock import Now
from backend.console import rights_wording
from backend.console.access import SignedIn, allowed
from backend.console.paging import Chosen, Views, Wanted
from backend.console.rendering import notice, rendered
from backend.database import Transaction
from backend.rights.board import Board
from backend.rights.requests import Requests
from backend.rights.wishes import State
from backend.vault.held import HeldVault

ADDRESS: Final = "/console/hak"
SHORTEST_REASON: Final = 10
_VIEWS: Final = Views(
    {
        "": ("Terbuka", (State.OPEN,)),
        "selesai": ("Sudah dijawab", (State.DONE, State.REFUSED)),
    }
)

router = APIRouter(prefix=ADDRESS, include_in_schema=False)

Me = Annotated[SignedIn, Depends(allowed(Permission.RIGHTS_SERVE))]
Note = Annotated[str, Form(max_length=300)]


@router.get("")
async def board(
    me: Me,
    session: Transaction,
    vault: HeldVault,
    page: Wanted,
    now: Now,
    chosen: Chosen = "",
) -> HTMLResponse:
    """List requests, those that are overdue or due soon first."""
    view, held = _VIEWS.named(chosen)
    found = Board(session, vault, me.areas)
    leaf = page.leaf(await found.rows(held, page.first, page.most))
    states = await _VIEWS.counted(lambda held: found.count(*held))
    await note_listed(session, "rights_requests", (row.registration for row in leaf.rows), actor=me.actor, at=now)
    return rendered(
        "rights.html",
        me=me,
        leaf=leaf,
        view=view,
        states=states,
        now=now,
        rights=rights_wording,
        shortest=SHORTEST_REASON,
    )


@router.post("/{rights_request}/selesai")
async def done(
    me: Me, rights_request: UUID, session: Transaction, vault: HeldVault, now: Now, note: Note = ""
) -> Response:
    """Carry a request out: erasure and the end of consent happen now, the rest was done by the officer."""
    return await _closed(me, Requests(session, vault), rights_request, State.DONE, note.strip(), now)


@router.post("/{rights_request}/tolak")
async def refused(
    me: Me, rights_request: UUID, session: Transaction, vault: HeldVault, now: Now, reason: Note = ""
) -> Response:
    """Note why a request cannot be met."""
    return await _closed(me, Requests(session, vault), rights_request, State.REFUSED, reason.strip(), now)


async def _closed(me: SignedIn, requests: Requests, row: UUID, state: State, note: str, now: Now) -> Response:
    request = await requests.reached(row, me.areas)
    onward = (ADDRESS, "Ke daftar permintaan")
    if request is None:
        sentence = "Di wilayah kerja Bapak/Ibu tidak ada permintaan ini."
        return notice(HTTPStatus.NOT_FOUND, "Tidak ditemukan", sentence, me=me, onward=onward)
    if state is State.REFUSED and len(note) < SHORTEST_REASON:
        sentence = "Mohon tulis alasannya, supaya bisa dijelaskan kepada warga."
        return notice(HTTPStatus.UNPROCESSABLE_ENTITY, "Alasan belum ada", sentence, me=me, onward=onward)
    if not await requests.close(request, state, note, actor=me.actor, at=now):
        sentence = "Permintaan ini sudah dijawab petugas lain."
        return notice(HTTPStatus.CONFLICT, "Sudah dijawab", sentence, me=me, onward=onward)
    return RedirectResponse(ADDRESS, HTTPStatus.SEE_OTHER)
