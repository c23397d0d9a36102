"""Deciding about one registration in the console."""

from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from backend.auth.permissions import Permission
from backend.clock import Now
from backend.console.access import SignedIn, allowed
from backend.console.rendering import notice
from backend.database import Transaction
from backend.registrations.decisions import Answer, Decision, Decisions
from backend.registrations.status import Status
from backend.vault.held import HeldVault
from conversations.answers.fixable import Fixable
from conversations.answers.registration_number import show_registration_number

LONGEST_REASON: Final = 300
REFUSED: Final = {
    Answer.NOT_ALLOWED: (
        HTTPStatus.FORBIDDEN,
        "Keputusan ini untuk petugas lain",
        "Peran Bapak/Ibu tidak mencakup keputusan ini, atau langkah itu tidak ada dari keadaan sekarang.",
    ),
    Answer.NOT_SAID: (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "Alasan belum diisi",
        "Belum ada yang disimpan. Mohon tuliskan alasannya. Untuk perbaikan, setiap isian yang ditandai perlu alasan.",
    ),
    Answer.OVERTAKEN: (
        HTTPStatus.CONFLICT,
        "Petugas lain lebih dulu",
        "Pendaftaran ini berubah sejak halaman dibuka. Belum ada yang disimpan. Mohon dilihat lagi.",
    ),
    Answer.STILL_ACTIVE: (
        HTTPStatus.CONFLICT,
        "NIK ini masih punya pendaftaran lain",
        "Belum ada yang disimpan. Pendaftaran yang lain perlu dicabut dulu, atau yang ini.",
    ),
}

router = APIRouter(prefix="/console/registrations", include_in_schema=False)

Me = Annotated[SignedIn, Depends(allowed(Permission.REGISTRATIONS_SEE))]


@router.post("/{number}/keputusan")
async def decide(
    request: Request,
    me: Me,
    number: str,
    session: Transaction,
    vault: HeldVault,
    now: Now,
    then: Annotated[str, Form()] = "",
    version: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
) -> Response:
    """Carry out a decision; each asks for a permission of its own, which the ladder's table names."""
    decisions = Decisions(session, vault, me.areas)
    row = await decisions.find(number)
    if row is None:
        return _nowhere(me)
    here = f"/console/registrations/{show_registration_number(row.number)}"
    form = await request.form()
    marks = {
        field: said
        for field in Fixable
        if form.get(f"mark-{field}") and (said := one_line(str(form.get(f"why-{field}", ""))))
    }
    marked = sum(1 for field in Fixable if form.get(f"mark-{field}"))
    if then not in set(Status) or not version.isdecimal() or len(version) > 9:
        return _refused(Answer.NOT_ALLOWED, me, here)
    if then == Status.NEEDS_FIXING and marked != len(marks):
        return _refused(Answer.NOT_SAID, me, here)
    answer = await decisions.take(
        number,
        Decision(Status(then), int(version), one_line(reason) or None, marks if then == Status.NEEDS_FIXING else {}),
        actor=me.actor,
        permissions=me.permissions,
        at=now,
    )
    if answer is Answer.DONE:
        return RedirectResponse(here, HTTPStatus.SEE_OTHER)
    return _nowhere(me) if answer is Answer.NOT_FOUND else _refused(answer, me, here)


def one_line(typed: str) -> str:
    """Give what was typed as one line that can be stored."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in typed).split())[:LONGEST_REASON]


def _refused(answer: Answer, me: SignedIn, here: str) -> Response:
    status, title, sentence = REFUSED[answer]
    return notice(status, title, sentence, me=me, onward=(here, "Buka pendaftaran lagi"))


def _nowhere(me: SignedIn) -> Response:
    return notice(
        HTTPStatus.NOT_FOUND,
        "Pendaftaran tidak ditemukan",
        "Tidak ada pendaftaran dengan nomor ini di wilayah kerja Bapak/Ibu. Mohon periksa kembali nomornya.",
        me=me,
        onward=("/console/pendaftaran", "Ke daftar pendaftaran"),
    )
