"""The console's pages of whether payments came: by desa, and case by case."""

from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from backend.audit.seen import note_listed
from backend.auth.permissions import Permission
from backend.clock import Now
from backend.console import receipt_wording
from backend.console.access import SignedIn, allowed
from backend.console.decisions import LONGEST_REASON, one_line
from backend.console.paging import Chosen, Views, Wanted
from backend.console.rendering import notice, rendered
from backend.database import Transaction
from backend.receipts.desk import Case, ReceiptDesk
from backend.vault.held import HeldVault

ADDRESS: Final = "/console/penerimaan"
SHORTEST_WORD: Final = 10
_VIEWS: Final = Views({"": ("Terbuka", True), "selesai": ("Selesai", False)})

router = APIRouter(prefix=ADDRESS, include_in_schema=False)

Me = Annotated[SignedIn, Depends(allowed(Permission.RECEIPTS_WORK))]


@router.get("")
async def cases(
    me: Me,
    session: Transaction,
    vault: HeldVault,
    page: Wanted,
    now: Now,
    chosen: Chosen = "",
    kabar: Annotated[str, Query()] = "",
) -> HTMLResponse:
    """Show the shares of each desa for one question, and list the cases."""
    desk = ReceiptDesk(session, vault, me.areas)
    view, is_open = _VIEWS.named(chosen)
    questions = await desk.questions()
    question = next((each for each in questions if str(each.id) == kabar), questions[0] if questions else None)
    leaf = page.leaf(await desk.cases(page.first, page.most, is_open=is_open))
    states = await _VIEWS.counted(lambda is_open: desk.count(is_open=is_open))
    await note_listed(session, "receipts", (row.number for row in leaf.rows), actor=me.actor, at=now)
    return rendered(
        "receipts.html",
        me=me,
        receipts=receipt_wording,
        questions=questions,
        question=question,
        by_desa=await desk.by_desa(question.id) if question is not None else [],
        leaf=leaf,
        view=view,
        states=states,
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
    said = one_line(word)
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
        "receipt.html", me=me, receipts=receipt_wording, case=found, trouble=trouble, word=word, status=status,
        shortest=SHORTEST_WORD, longest=LONGEST_REASON,
    )  # fmt: skip
