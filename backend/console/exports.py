"""The console's pages on files of proposals, and on the jobs that make and carry out files."""

from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from sqlalchemy import select

from backend.auth.permissions import Permission
from backend.clock import Now
from backend.console import file_wording
from backend.console.access import SignedIn, allowed
from backend.console.downloads import kept_as
from backend.console.places import Places, chosen
from backend.console.rendering import notice, rendered
from backend.csv_text import MEDIA_TYPE
from backend.database import Transaction
from backend.exports.desk import ExportDesk, Wanted
from backend.exports.models import ExportState, Which
from backend.exports.models import Form as FileForm
from backend.jobs.models import Job
from backend.sealed_files.shelf import parts

ADDRESS: Final = "/console/ekspor"
_ALL_MONTHS: Final = "semua"
_JOBS_SHOWN: Final = 50
_KINDS: Final = {
    FileForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileForm.CSV: MEDIA_TYPE,
}

router = APIRouter(include_in_schema=False)

Me = Annotated[SignedIn, Depends(allowed(Permission.FILES_EXPORT))]


@router.get(ADDRESS)
async def exports(
    me: Me, session: Transaction, now: Now, kecamatan: Annotated[str, Query()] = "", bulan: Annotated[str, Query()] = ""
) -> HTMLResponse:
    """Offer the form, and list the officer's exports with their progress."""
    return await _page(me, session, now, kecamatan, bulan)


@router.post(ADDRESS)
async def ask(
    me: Me,
    session: Transaction,
    now: Now,
    bulan: Annotated[str, Form()] = "",
    kecamatan: Annotated[str, Form()] = "",
    desa: Annotated[str, Form()] = "",
    which: Annotated[str, Form()] = "",
    form: Annotated[str, Form()] = "",
) -> Response:
    """Have a file made."""
    areas = chosen(me.areas, kecamatan, desa)
    fits = which in set(Which) and form in set(FileForm) and bulan in {_ALL_MONTHS, *file_wording.months(now)}
    if areas is None or not fits:
        said = "Mohon pilih bulan, isi, bentuk berkas, serta wilayah di dalam wilayah kerja Bapak/Ibu."
        return await _page(me, session, now, kecamatan, bulan, trouble=said)
    month = None if bulan == _ALL_MONTHS else bulan
    wanted = Wanted(areas, month, Which(which), FileForm(form))
    await ExportDesk(session, me.areas, me.actor).ask(wanted, me.user_name, now)
    return RedirectResponse(ADDRESS, HTTPStatus.SEE_OTHER)


@router.get(ADDRESS + "/{export_id}/berkas")
async def file(me: Me, export_id: UUID, request: Request, session: Transaction, now: Now) -> Response:
    """Hand a file over, part by part. Who was given it is noted."""
    desk = ExportDesk(session, me.areas, me.actor)
    found = await desk.find(export_id)
    if found is None or found.state != ExportState.DONE:
        return notice(
            HTTPStatus.NOT_FOUND,
            "Berkas tidak ditemukan",
            "Berkas ini belum selesai, atau sudah dihapus. Berkas disimpan selama sehari.",
            me=me,
            onward=(ADDRESS, "Ke ekspor"),
        )
    await desk.note_taken(found, now)
    form = FileForm(found.form)
    name = f"usulan-E-{found.number:06}-{found.month or 'semua-bulan'}.{form}"
    return StreamingResponse(
        parts(request.app.state.sessions, request.app.state.keyring, found.id),
        media_type=_KINDS[form],
        headers=kept_as(name) | {"Content-Length": str(found.size or 0)},
    )


@router.get("/console/pekerjaan")
async def jobs(me: Me, session: Transaction) -> HTMLResponse:
    """List the officer's jobs and how far each is."""
    query = select(Job).where(Job.asked_by == me.actor).order_by(Job.asked_at.desc(), Job.id).limit(_JOBS_SHOWN)
    return rendered("jobs.html", me=me, jobs=(await session.scalars(query)).all())


async def _page(
    me: SignedIn, session: Transaction, now: Now, kecamatan: str, bulan: str, trouble: str = ""
) -> HTMLResponse:
    rows = await ExportDesk(session, me.areas, me.actor).mine()
    found = await session.scalars(select(Job).where(Job.id.in_([each.job_id for each in rows])))
    by_id = {job.id: job for job in found}
    return rendered(
        "exports.html",
        me=me,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if trouble else HTTPStatus.OK,
        trouble=trouble,
        months=file_wording.months(now),
        all_months=_ALL_MONTHS,
        month=bulan,
        places=Places.of(me.areas, kecamatan),
        exports=[(each, by_id[each.job_id]) for each in rows],
        waiting=any(each.state == ExportState.WAITING for each in rows),
    )
