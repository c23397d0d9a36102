"""The console's pages of what is to be looked at again, and of what was found."""

from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from backend.agents.back_checks import MOST_COUNTED, BackChecks, Looked, View
from backend.agents.models import Finding, Way
from backend.audit.seen import note_listed
from backend.auth.permissions import Permission
from backend.clock import Now
from backend.console.access import SignedIn, allowed
from backend.console.actors import names_of
from backend.console.decisions import LONGEST_REASON, REFUSED, one_line
from backend.console.paging import ROWS, Chosen, Onward, Views
from backend.console.rendering import notice, rendered
from backend.database import Transaction
from backend.registrations.decisions import Answer
from backend.registrations.queue import Place
from backend.vault.held import HeldVault

ADDRESS: Final = "/console/cek-ulang"
_LABELS: Final = {View.OPEN: "Menunggu", View.AGAIN: "Belum bertemu", View.DONE: "Selesai"}
_VIEWS: Final = Views({each: (label, each) for each, label in _LABELS.items()})

router = APIRouter(prefix=ADDRESS, include_in_schema=False)

Me = Annotated[SignedIn, Depends(allowed(Permission.AGENTS_CHECK))]


async def _desk(me: Me, session: Transaction, vault: HeldVault) -> BackChecks:
    return BackChecks(session, vault, me.areas)


Desk = Annotated[BackChecks, Depends(_desk, scope="function")]


@router.get("")
async def back_checks(me: Me, desk: Desk, now: Now, chosen: Chosen = "", onward: Onward = "") -> HTMLResponse:
    """List what is to be looked at again, the oldest first, or what was found, the newest first."""
    _, view = _VIEWS.named(chosen)
    page = await desk.page(view, Place.read(onward), ROWS)
    names = await names_of(desk.session, [row.looked.by for row in page.rows if row.looked])
    parts = await _VIEWS.counted(desk.count, MOST_COUNTED)
    numbers = (row.family.number if row.family else None for row in page.rows)
    await note_listed(desk.session, "back_checks", numbers, actor=me.actor, at=now)
    return rendered(
        "back_checks.html", me=me, page=page, view=view, parts=parts, names=names, begun=bool(onward), now=now
    )


@router.get("/{back_check}")
async def one(me: Me, desk: Desk, back_check: UUID, now: Now) -> HTMLResponse:
    """Show what is to be looked at again, and the form for what was found."""
    found = await desk.find(back_check)
    if found is None:
        return _nowhere(me)
    meant = [found.family] if found.family else await desk.meant(found)
    names = await names_of(desk.session, [found.looked.by] if found.looked else [])
    await note_listed(desk.session, "back_checks", [row.number for row in meant], actor=me.actor, at=now)
    return rendered("back_check.html", me=me, check=found, meant=meant, names=names, longest=LONGEST_REASON, now=now)


@router.post("/{back_check}")
async def note(
    me: Me,
    desk: Desk,
    back_check: UUID,
    now: Now,
    found: Annotated[str, Form(max_length=20)] = "",
    way: Annotated[str, Form(max_length=20)] = "",
    note: Annotated[str, Form(max_length=2_000)] = "",
) -> Response:
    """Note what was found."""
    if await desk.find(back_check) is None:
        return _nowhere(me)
    if found not in set(Finding) or way not in set(Way):
        return _refused(me, back_check, "Mohon pilih hasilnya, dan apakah didatangi atau ditelepon.")
    said = one_line(note)
    if found == Finding.WRONG and not said:
        return _refused(me, back_check, "Bila tidak sesuai, mohon tuliskan apa yang berbeda.")
    answer = await desk.note(back_check, Looked(Finding(found), Way(way), said, now, me.actor))
    if answer is Answer.DONE:
        return RedirectResponse(ADDRESS, HTTPStatus.SEE_OTHER)
    status, title, sentence = REFUSED[Answer.OVERTAKEN]
    return notice(status, title, sentence, me=me, onward=(f"{ADDRESS}/{back_check}", "Lihat hasilnya"))


def _refused(me: SignedIn, back_check: UUID, sentence: str) -> Response:
    onward = (f"{ADDRESS}/{back_check}", "Isi lagi")
    return notice(HTTPStatus.UNPROCESSABLE_ENTITY, "Belum tersimpan", sentence, me=me, onward=onward)


def _nowhere(me: SignedIn) -> HTMLResponse:
    sentence = "Di wilayah kerja Bapak/Ibu tidak ada yang perlu dicek ulang di alamat ini."
    return notice(HTTPStatus.NOT_FOUND, "Tidak ditemukan", sentence, me=me, onward=(ADDRESS, "Ke daftar cek ulang"))
