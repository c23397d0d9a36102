"""The console's pages on files that bring results and payments."""

from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartParser

from backend.auth.permissions import Permission
from backend.clock import Now
from backend.console import file_wording, wording
from backend.console.access import SignedIn, allowed
from backend.console.rendering import notice, rendered
from backend.database import Transaction
from backend.imports.checking import Due, Move
from backend.imports.columns import Kind
from backend.imports.desk import ImportDesk
from backend.imports.models import Import, ImportState
from backend.imports.refusals import Refusal, Refused
from backend.imports.sheet import LARGEST, too_large
from backend.jobs.models import Job
from backend.vault.held import HeldVault
from conversations.answers.masking import mask_name, mask_number

ADDRESS: Final = "/console/impor"
LARGEST_BODY: Final = LARGEST + 64 * 1024
"""Bytes of an upload: the file, and the form around it."""
UPLOAD_SECONDS: Final = 60.0
"""How long an upload may take: 20 MB at 3 Mbit/s."""
_ROWS_SHOWN: Final = 10
_PROBLEMS_SHOWN: Final = 100
_LONGEST_NAME: Final = 120

# A larger file would lie in clear on the disk while it is read.
MultiPartParser.spool_max_size = LARGEST_BODY

router = APIRouter(prefix=ADDRESS, include_in_schema=False)

Me = Annotated[SignedIn, Depends(allowed(Permission.FILES_IMPORT))]


@router.get("")
async def imports(me: Me, session: Transaction, vault: HeldVault) -> HTMLResponse:
    """Offer the form, and list the officer's files."""
    return await _first_page(me, ImportDesk(session, vault, me.areas, me.actor))


@router.post("")
async def bring(me: Me, request: Request, session: Transaction, vault: HeldVault, now: Now) -> Response:
    """Take a file in. The form is read only here: whoever is not signed in has nothing read."""
    desk = ImportDesk(session, vault, me.areas, me.actor)
    async with request.form() as form:
        chosen, file = form.get("kind"), form.get("file")
        if not isinstance(file, UploadFile) or not file.filename or chosen not in set(Kind):
            return await _first_page(me, desk, Refusal(Refused.NO_FILE))
        name, content = file.filename[-_LONGEST_NAME:], await file.read()
    brought = await desk.bring(Kind(str(chosen)), name, content, now)
    if isinstance(brought, Refusal):
        return await _first_page(me, desk, brought, str(chosen))
    return RedirectResponse(f"{ADDRESS}/{brought}", HTTPStatus.SEE_OTHER)


@router.get("/{import_id}")
async def one(me: Me, import_id: UUID, session: Transaction, vault: HeldVault, now: Now) -> HTMLResponse:
    """Show what a file would do, how far it is, or what it did."""
    desk = ImportDesk(session, vault, me.areas, me.actor)
    found = await desk.find(import_id)
    if found is None:
        return _not_found(me)
    preview = await desk.preview(found, now) if found.state == ImportState.CHECKED else None
    checked = None if preview is None or isinstance(preview, Refusal) else preview.checked
    return rendered(
        "import.html",
        me=me,
        file=found,
        name=_name_of(desk, found),
        job=await session.get(Job, found.job_id) if found.job_id else None,
        refused=file_wording.refusal(preview) if isinstance(preview, Refusal) else "",
        passed_over=[] if preview is None or isinstance(preview, Refusal) else preview.passed_over,
        checked=checked,
        rows=[_shown(each) for each in checked.good[:_ROWS_SHOWN]] if checked else [],
        problems=sorted(checked.problems, key=lambda each: each.row)[:_PROBLEMS_SHOWN] if checked else [],
    )


@router.post("/{import_id}/jalankan")
async def start(me: Me, import_id: UUID, session: Transaction, vault: HeldVault, now: Now) -> Response:
    """Have a file carried out, if every row of it can be."""
    desk = ImportDesk(session, vault, me.areas, me.actor)
    found = await desk.find(import_id)
    if found is None:
        return _not_found(me)
    if found.state == ImportState.CHECKED:
        preview = await desk.preview(found, now)
        if isinstance(preview, Refusal) or preview.checked.problems:
            return RedirectResponse(f"{ADDRESS}/{import_id}", HTTPStatus.SEE_OTHER)
    if (refusal := await desk.start(found, now)) is not None:
        return await _first_page(me, desk, refusal, found.kind)
    return RedirectResponse(f"{ADDRESS}/{import_id}", HTTPStatus.SEE_OTHER)


async def too_large_page() -> Response:
    """Say that an upload is too large, to whoever sent it."""
    return notice(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "Berkas terlalu besar",
        file_wording.refusal(too_large(LARGEST)),
        onward=(ADDRESS, "Kembali ke impor"),
    )


async def _first_page(me: SignedIn, desk: ImportDesk, refusal: Refusal | None = None, kind: str = "") -> HTMLResponse:
    return rendered(
        "imports.html",
        me=me,
        status=HTTPStatus.OK if refusal is None else HTTPStatus.UNPROCESSABLE_ENTITY,
        files_of_mine=[(each, _name_of(desk, each)) for each in await desk.mine()],
        trouble=file_wording.refusal(refusal) if refusal else "",
        kind=kind,
        kinds=list(Kind),
    )


def _name_of(desk: ImportDesk, found: Import) -> str:
    return desk.name_of(found) or f"{file_wording.kind_name(found.kind)} (nama berkas sudah dihapus)"


def _shown(each: Move | Due) -> tuple[int, str, str, str]:
    of = each.of
    if isinstance(each, Move):
        said = f"{wording.STATUSES[each.of.status]}. {each.of.reason}"
    else:
        due = each.of
        said = (
            f"{due.programme}, tahap {due.stage}: {file_wording.rupiah(due.amount)}, {due.place}, "
            f"{file_wording.written_day(due.day)}"
        )
    return of.row, mask_number(of.nik), mask_name(of.name), said


def _not_found(me: SignedIn) -> HTMLResponse:
    return notice(
        HTTPStatus.NOT_FOUND,
        "Berkas tidak ditemukan",
        "Tidak ada berkas impor ini di antara berkas Bapak/Ibu. Berkas yang tidak dijalankan dihapus setelah sehari.",
        me=me,
        onward=(ADDRESS, "Ke impor"),
    )
