"""The console's pages of whether payments came: by desa, and case by case."""

from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from backend.audit.seen import Seen, note_seen
from backend.auth.permissions import Permission
from backend.clock import Now
from backend.console import receipt_wording
from backend.console.access import SignedIn, allowed
from backend.console.paging import ROWS, PageNumber, first_row
from backend.console.rendering import notice, rendered
from backend.console.wording import count
from backend.database import Transaction
from backend.receipts.desk import Case, ReceiptDesk
from backend.vault.held import HeldVault

ADDRESS: Final = "/console/penerimaan"
SHORTEST_WORD, LONGEST_WORD = 10, 300
_CLOSED: Final = "selesai"

router = APIRouter(prefix=ADDRESS, include_in_schema=False)

Me = Annotated[SignedIn, Depends(allowed(Permission.RECEIPTS_WORK))]


@router.get("")
async def cases(
    me: Me,
    session: Transaction,
    vault: HeldVault,
    page: PageNumber,
    now: Now,
    keadaan: Annotated[str, Query()] = "",
    kabar: Annotated[str, Query()] = "",
) -> HTMLResponse:
    """Show the shares of each desa for one question, and list the cases."""
    desk = ReceiptDesk(session, vault, me.areas)
    view = keadaan if keadaan == _CLOSED else ""
    questions = await desk.questions()
    chosen = next((each for each in questions if str(each.id) == kabar), questions[0] if questions else None)
    rows = await desk.cases(first_row(page), ROWS + 1, is_open=not view)
    if rows:
        await note_seen(session, Seen.LIST, "receipts", actor=me.actor, at=now, details={"rows": len(rows)})
    return rendered(
        "receipts.html",
        me=me,
        receipts=receipt_wording,
        questions=questions,
        chosen=chosen,
        by_desa=await desk.by_desa(chosen.id) if chosen is not None else [],
        rows=rows[:ROWS],
        more=len(rows) > ROWS,
        page=page,
        view=view,
        states=[
            ("", "Terbuka", count(await desk.count(is_open=True))),
            (_CLOSED, "Selesai", count(await desk.count(is_open=False))),
        ],
    )


@router.get("/{receipt_id}")
async def one(me: Me, receipt_id: UUID, session: Transaction, vault: HeldVault) -> HTMLResponse:
    """Show a case."""
    return _page(me, await ReceiptDesk(session, vault, me.areas).find(receipt_id))


@router.post("/{receipt_id}/tutup")
async def close(
    me: Me,
    receipt_id: UUID,
    session: Transaction,
    vault: HeldVault,
    now: Now,
    word: Annotated[str, Form(max_length=2_000)] = "",
) -> Response:
    """Close a case with a word to the person."""
    desk = ReceiptDesk(session, vault, me.areas)
    found = await desk.find(receipt_id, lock=True)
    said = " ".join(word.split())[:LONGEST_WORD]
    if found is None or len(said) < SHORTEST_WORD:
        return _page(me, found, "Mohon tulis kabar untuk warga, paling sedikit 10 huruf.", word)
    await desk.close(found.receipt, said, actor=me.actor, at=now)
    return RedirectResponse(ADDRESS, HTTPStatus.SEE_OTHER)


def _page(me: SignedIn, found: Case | None, trouble: str = "", word: str = "") -> HTMLResponse:
    if found is None:
        return notice(
            HTTPStatus.NOT_FOUND,
            "Tidak ditemukan",
            "Di wilayah kerja Bapak/Ibu tidak ada laporan ini.",
            me=me,
            onward=(ADDRESS, "Ke daftar penerimaan"),
        )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if trouble else HTTPStatus.OK
    return rendered(
        "receipt.html", me=me, receipts=receipt_wording, case=found, trouble=trouble, word=word, status=status
    )
