"""The first page of those who check and decide: what waits for them."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse

from backend.auth.permissions import Permission
from backend.clock import Now
from backend.console.access import SignedIn, allowed
from backend.console.rendering import rendered
from backend.database import Transaction
from backend.duplicates.desk import DuplicateDesk
from backend.registrations.queue import MOST_COUNTED, Place, Queue, View
from backend.undelivered.ledger import Ledger
from backend.undelivered.states import State
from backend.vault.held import HeldVault

_ROWS: Final = 25
LABELS: Final = {
    View.ALL: "Semua",
    View.OVERDUE: "Lebih dari 3 hari",
    View.NEW: "Baru",
    View.FIXED: "Sudah diperbaiki",
    View.CHECKED: "Diperiksa desa",
    View.CONFLICT: "NIK ganda",
    View.APPEALED: "Sanggah",
}

router = APIRouter(prefix="/console", include_in_schema=False)

Me = Annotated[SignedIn, Depends(allowed(Permission.REGISTRATIONS_CHECK))]


@router.get("")
async def queue(
    me: Me,
    session: Transaction,
    vault: HeldVault,
    now: Now,
    lihat: Annotated[str, Query()] = "",
    mulai: Annotated[str, Query(max_length=80)] = "",
) -> HTMLResponse:
    """List what waits for this officer, the oldest first."""
    waiting = Queue(session, vault, me.areas, me.permissions)
    views = waiting.views()
    view = View(lihat) if lihat in views else View.ALL
    counts = await waiting.counts(now)
    undelivered = me.may(Permission.UNDELIVERED_WORK)
    return rendered(
        "queue.html",
        me=me,
        page=await waiting.page(view, Place.read(mulai), _ROWS, now),
        view=view,
        first=View.ALL,
        views=[(each, LABELS[each], counts[each]) for each in views],
        undelivered=await Ledger(session, vault, me.areas).count(State.OPEN) if undelivered else None,
        duplicates=await _duplicates(me, session, vault),
        most_counted=MOST_COUNTED,
        begun=bool(mulai),
        now=now,
    )


async def _duplicates(me: SignedIn, session: Transaction, vault: HeldVault) -> int | None:
    if not me.may(Permission.DUPLICATES_DECIDE):
        return None
    return await DuplicateDesk(session, vault, me.areas, me.permissions).count()
