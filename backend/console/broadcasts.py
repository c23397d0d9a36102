"""The console's pages on broadcasts: composing, judging, steering, and every recipient accounted for."""

from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from sqlalchemy import select

from backend.audit.chain import Event
from backend.audit.log import append
from backend.auth.permissions import Permission
from backend.broadcasts.desk import BroadcastDesk, Composition, finished_lists
from backend.broadcasts.models import Broadcast, Recipient
from backend.broadcasts.preview import Preview, preview_of
from backend.broadcasts.progress import progress
from backend.broadcasts.retrying import GOES_AGAIN, LONGEST_REASON, SHORTEST_REASON, Again, retry, waiting_for_it
from backend.broadcasts.states import Standing, State
from backend.clock import Now
from backend.console import broadcast_wording
from backend.console.access import SignedIn, allowed
from backend.console.actors import names_of
from backend.console.exports import chosen
from backend.console.paging import ROWS, PageNumber, first_row
from backend.console.rendering import notice, rendered
from backend.database import Transaction
from backend.jobs.models import Job
from backend.registrations.status import Status
from backend.settings import Paced
from backend.vault.held import HeldVault
from conversations.answers.areas import kecamatan_with_code

ADDRESS: Final = "/console/kabar"
_PIECE: Final = 1000
_LIVE: Final = (State.PREVIEW, State.APPROVED, State.CANARY, State.RUNNING)

router = APIRouter(prefix=ADDRESS, include_in_schema=False)

Me = Annotated[SignedIn, Depends(allowed(Permission.BROADCASTS_SEE))]
Composer = Annotated[SignedIn, Depends(allowed(Permission.BROADCASTS_COMPOSE))]


@router.get("")
async def broadcasts(me: Me, session: Transaction, kecamatan: Annotated[str, Query()] = "") -> HTMLResponse:
    """List broadcasts, and offer the form to whoever composes."""
    return await _first_page(me, session, {"kecamatan": kecamatan})


@router.post("")
async def compose(
    me: Composer,
    session: Transaction,
    now: Now,
    title: Annotated[str, Form()] = "",
    text: Annotated[str, Form()] = "",
    bring: Annotated[str, Form()] = "",
    template: Annotated[str, Form()] = "",
    kecamatan: Annotated[str, Form()] = "",
    desa: Annotated[str, Form()] = "",
    programme: Annotated[str, Form()] = "",
    stage: Annotated[str, Form()] = "",
    daftar: Annotated[str, Form()] = "",
    status: Annotated[str, Form()] = "",
    from_hour: Annotated[str, Form()] = "7",
    until_hour: Annotated[str, Form()] = "20",
    tanya: Annotated[str, Form()] = "",
    asking_template: Annotated[str, Form()] = "",
) -> Response:
    """Keep a draft."""
    said = {
        "title": title, "text": text, "bring": bring, "template": template, "kecamatan": kecamatan, "desa": desa,
        "programme": programme, "stage": stage, "daftar": daftar, "status": status, "from_hour": from_hour,
        "until_hour": until_hour, "tanya": tanya, "asking_template": asking_template,
    }  # fmt: skip
    areas = chosen(me.areas, kecamatan, desa)
    if areas is None:
        return await _first_page(me, session, said, "Mohon pilih wilayah di dalam wilayah kerja Bapak/Ibu.")
    made = await _desk(me, session).compose(
        Composition(
            title=" ".join(title.split()),
            text=text.replace("\r\n", "\n").strip(),
            areas=areas,
            bring=" ".join(bring.split()),
            template=template.strip()[:64] or None,
            programme=programme.strip()[:40] or None,
            stage=_number(stage),
            import_id=_uuid(daftar),
            status=Status(status) if status in set(Status) else None,
            from_hour=_number(from_hour) or 0,
            until_hour=_number(until_hour) or 0,
            asks_after=bool(tanya),
            asking_template=asking_template.strip()[:64] or None,
        ),
        now,
    )
    if isinstance(made, list):
        return await _first_page(me, session, said, broadcast_wording.problems(made))
    return RedirectResponse(f"{ADDRESS}/{made.id}", HTTPStatus.SEE_OTHER)


@router.get("/{broadcast_id}")
async def one(
    me: Me,
    broadcast_id: UUID,
    request: Request,
    session: Transaction,
    vault: HeldVault,
    now: Now,
    page: PageNumber,
    keadaan: Annotated[str, Query()] = "",
) -> HTMLResponse:
    """Show a broadcast: what it says and to whom, how far it is, and where each recipient stands."""
    desk = _desk(me, session)
    found = await desk.find(broadcast_id)
    if found is None:
        return _not_found(me)
    paced: Paced = request.app.state.paced
    counted = await progress(session, found)
    view = Standing(keadaan) if keadaan in set(Standing) else None
    wanted = select(Recipient).where(Recipient.broadcast_id == found.id)
    if view is not None:
        wanted = wanted.where(Recipient.state == view)
    rows = (await session.scalars(wanted.order_by(Recipient.place).offset(first_row(page)).limit(ROWS + 1))).all()
    return rendered(
        "broadcast.html",
        me=me,
        it=found,
        names=await names_of(session, filter(None, (found.composed_by, found.approved_by))),
        moves=desk.open_moves(found),
        preview=await _preview(session, vault, found, paced, now),
        job=await session.get(Job, found.job_id) if found.job_id else None,
        counted=counted,
        ends_at=counted.ends_at(found, paced, now),
        live=found.state in _LIVE,
        view=view.value if view else "",
        rows=rows[:ROWS],
        more=len(rows) > ROWS,
        page=page,
        standings=[each for each in Standing if counted.standings[each]],
        again=await waiting_for_it(session, found, now) if _may_steer(me) and found.state in GOES_AGAIN else {},
    )


@router.post("/{broadcast_id}/langkah")
async def move(
    me: Me,
    broadcast_id: UUID,
    request: Request,
    session: Transaction,
    now: Now,
    ke: Annotated[str, Form()] = "",
) -> Response:
    """Take a broadcast a step further. Which steps somebody may take, the table of them says."""
    desk = _desk(me, session)
    found = await desk.find(broadcast_id, lock=True)
    if found is None or ke not in set(State):
        return _not_found(me)
    paced: Paced = request.app.state.paced
    refused = await desk.move(found, State(ke), now, canary=paced.broadcast_canary)
    if refused is not None:
        return notice(
            HTTPStatus.CONFLICT,
            "Belum bisa",
            broadcast_wording.refused(refused),
            me=me,
            onward=(f"{ADDRESS}/{found.id}", "Kembali ke kabar"),
        )
    return RedirectResponse(f"{ADDRESS}/{found.id}", HTTPStatus.SEE_OTHER)


@router.post("/{broadcast_id}/lagi")
async def again(
    me: Me,
    broadcast_id: UUID,
    session: Transaction,
    now: Now,
    siapa: Annotated[str, Form()] = "",
    alasan: Annotated[str, Form()] = "",
) -> Response:
    """Send it once more to people who may not have it, for a reason that is kept."""
    found = await _desk(me, session).find(broadcast_id, lock=True)
    if found is None or siapa not in set(Again) or not _may_steer(me):
        return _not_found(me)
    said = " ".join(alasan.split())
    back = (f"{ADDRESS}/{found.id}", "Kembali ke kabar")
    if not SHORTEST_REASON <= len(said) <= LONGEST_REASON:
        return notice(HTTPStatus.UNPROCESSABLE_ENTITY, "Alasannya?", broadcast_wording.AGAIN_WHY, me=me, onward=back)
    if await retry(session, found, Again(siapa), said, me.actor, now) is None:
        return notice(HTTPStatus.CONFLICT, "Belum bisa", broadcast_wording.AGAIN_NOT_NOW, me=me, onward=back)
    return RedirectResponse(back[0], HTTPStatus.SEE_OTHER)


@router.get("/{broadcast_id}/penerima.csv")
async def recipients(me: Me, broadcast_id: UUID, request: Request, session: Transaction, now: Now) -> Response:
    """Hand over where each recipient stands, piece by piece and without anybody's name. Who was given it is noted."""
    found = await _desk(me, session).find(broadcast_id)
    if found is None:
        return _not_found(me)
    await append(session, Event(now, me.actor, "broadcast.exported", f"broadcast/{found.id}", {"number": found.number}))
    return StreamingResponse(
        _lines(request.app.state.sessions, found.id),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="kabar-K-{found.number:06}.csv"'},
    )


async def _lines(sessions: Any, broadcast_id: UUID) -> AsyncIterator[str]:  # noqa: ANN401 - the application's own
    # The semicolon, because spreadsheets set to Indonesian take the comma for decimals.
    yield "\ufeffUrutan;Saluran;Desa;Keluarga;Keadaan;Sebab;Waktu\r\n"
    after = 0
    while True:
        async with sessions() as session:
            query = select(Recipient).where(Recipient.broadcast_id == broadcast_id, Recipient.place > after)
            rows = (await session.scalars(query.order_by(Recipient.place).limit(_PIECE))).all()
        if not rows:
            return
        after = rows[-1].place
        yield "".join(_line(each) for each in rows)


def _line(row: Recipient) -> str:
    told = (
        str(row.place),
        row.channel or "",
        row.desa or "",
        str(len(row.subjects)),
        broadcast_wording.standing_name(row.state),
        broadcast_wording.reason(row.reason).replace(";", ","),
        row.at.isoformat(timespec="seconds"),
    )
    return ";".join(told) + "\r\n"


async def _preview(session: Transaction, vault: HeldVault, found: Broadcast, paced: Paced, now: Now) -> Preview | None:
    return None if found.preview is None else await preview_of(session, vault, found, paced, now)


async def _first_page(me: SignedIn, session: Transaction, said: dict[str, str], trouble: str = "") -> HTMLResponse:
    place = kecamatan_with_code(said.get("kecamatan", ""))
    return rendered(
        "broadcasts.html",
        me=me,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if trouble else HTTPStatus.OK,
        trouble=trouble,
        rows=await _desk(me, session).listed(),
        said={"from_hour": "7", "until_hour": "20"} | said,
        lists=await finished_lists(session, me.areas),
        all_kecamatan=me.areas.kecamatan(),
        villages=me.areas.villages(place) if place else (),
        statuses=[each for each in Status if each not in (Status.CONFLICT, Status.WITHDRAWN)],
    )


def _may_steer(me: SignedIn) -> bool:
    return me.may(Permission.BROADCASTS_COMPOSE) or me.may(Permission.BROADCASTS_APPROVE)


def _desk(me: SignedIn, session: Transaction) -> BroadcastDesk:
    return BroadcastDesk(session, me.areas, me.actor, me.permissions)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 2 else None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _not_found(me: SignedIn) -> HTMLResponse:
    return notice(
        HTTPStatus.NOT_FOUND,
        "Kabar tidak ditemukan",
        "Tidak ada kabar ini di wilayah kerja Bapak/Ibu.",
        me=me,
        onward=(ADDRESS, "Ke daftar kabar"),
    )
