"""The first page of those who check and decide: what waits for them."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse

from backend.audit.seen import note_listed
from backend.auth.permissions import Permission
from backend.clock import Now
from backend.console.access import SignedIn, allowed
from backend.console.paging import ROWS, Chosen, Onward
from backend.console.rendering import rendered
from backend.console.wording import count_up_to
from backend.database import Transaction
from backend.duplicates.desk import MOST_COUNTED as MOST_PAIRS
from backend.duplicates.desk import DuplicateDesk
from backend.duplicates.desk import View as Pairs
from backend.registrations.queue import MOST_COUNTED, Place, Queue, View
from backend.undelivered.ledger import Ledger
from backend.undelivered.states import State
from backend.vault.held import HeldVault

LABELS: Final = {
    View.ALL: "Semua",
    View.OVERDUE: "Lebih dari 3 hari",
    View.NEW: "Baru",
    View.FIXED: "Sudah diperbaiki",
    View.CHECKED: "Diperiksa desa",
    View.CONFLICT: "NIK ganda",
    View.APPEALED: "Sanggah",
    View.BY_AGENT: "Lewat agen",
    View.UNCONFIRMED: "Belum dipastikan warga",
    View.DOUBTED: "Cek ulang: tidak sesuai",
}

router = APIRouter(prefix="/console", include_in_schema=False)

Me = Annotated[SignedIn, Depends(allowed(Permission.REGISTRATIONS_CHECK))]


@router.get("")
async def queue(
    me: Me,
    session: Transaction,
    vault: HeldVault,
    now: Now,
    chosen: Chosen = "",
    onward: Onward = "",
) -> HTMLResponse:
    """List what waits for this officer, the oldest first."""
    waiting = Queue(session, vault, me.areas, me.permissions)
    views = waiting.views()
    view = View(chosen) if chosen in views else View.ALL
    counts = await waiting.counts(now)
    works_undelivered = me.may(Permission.UNDELIVERED_WORK)
    undelivered = await Ledger(session, vault, me.areas).count(State.OPEN) if works_undelivered else None
    duplicates = await _duplicates(me, session, vault)
    page = await waiting.page(view, Place.read(onward), ROWS, now)
    await note_listed(session, "queue", [row.number for row in page.rows], actor=me.actor, at=now)
    return rendered(
        "queue.html",
        me=me,
        page=page,
        view=view,
        parts=[(each, LABELS[each], count_up_to(counts[each], MOST_COUNTED)) for each in views],
        undelivered=undelivered,
        duplicates=duplicates,
        begun=bool(onward),
        now=now,
    )


async def _duplicates(me: SignedIn, session: Transaction, vault: HeldVault) -> str | None:
    if not me.may(Permission.DUPLICATES_DECIDE):
        return None
    return count_up_to(await DuplicateDesk(session, vault, me.areas, me.permissions).count(Pairs.OPEN), MOST_PAIRS)
