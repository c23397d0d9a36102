"""The console's page on one broadcast: judging, steering, and every recipient accounted for."""

from collections import Counter
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import select

from backend.broadcasts.models import Broadcast, Recipient
from backend.broadcasts.preview import Preview, preview_of
from backend.broadcasts.progress import progress
from backend.broadcasts.retrying import LONGEST_REASON, SHORTEST_REASON, Again, retry, waiting_for_it
from backend.broadcasts.states import BEGUN, UNDER_WAY, Standing, State
from backend.broadcasts.templates import is_approved, templates_of
from backend.clock import Now
from backend.console import broadcast_wording
from backend.console.actors import names_of
from backend.console.broadcast_access import ADDRESS, Me, desk_of, may_steer, not_found
from backend.console.decisions import one_line
from backend.console.paging import Chosen, Wanted
from backend.console.rendering import notice, rendered
from backend.console.wording import count
from backend.database import Transaction
from backend.jobs.models import Job
from backend.settings import Paced
from backend.vault.held import HeldVault

_LIVE: Final = (State.PREVIEW, State.APPROVED, State.CANARY, State.RUNNING)

router = APIRouter(prefix=ADDRESS, include_in_schema=False)


@router.get("/{broadcast_id}")
async def one(
    me: Me,
    broadcast_id: UUID,
    request: Request,
    session: Transaction,
    vault: HeldVault,
    now: Now,
    page: Wanted,
    chosen: Chosen = "",
) -> HTMLResponse:
    """Show a broadcast: what it says and to whom, how far it is, and where each recipient stands."""
    desk = desk_of(me, session)
    found = await desk.find(broadcast_id)
    if found is None:
        return not_found(me)
    paced: Paced = request.app.state.paced
    counted = await progress(session, found)
    used = await templates_of(session, found)
    view = Standing(chosen) if chosen in set(Standing) else None
    wanted = select(Recipient).where(Recipient.broadcast_id == found.id)
    if view is not None:
        wanted = wanted.where(Recipient.state == view)
    rows = (await session.scalars(wanted.order_by(Recipient.place).offset(page.first).limit(page.most))).all()
    return rendered(
        "broadcast.html",
        me=me,
        it=found,
        names=await names_of(session, filter(None, (found.composed_by, found.approved_by))),
        moves=desk.open_moves(found),
        may_change=desk.may_change(found),
        preview=await _preview(session, vault, found, paced, now),
        job=await session.get(Job, found.job_id) if found.job_id else None,
        counted=counted,
        ends_at=counted.ends_at(found, paced, now),
        live=found.state in _LIVE,
        content_templates=used,
        resting=found.state in UNDER_WAY and found.template is not None and not is_approved(used[found.template]),
        view=view or "",
        leaf=page.leaf(rows),
        standings=_standings(counted.standings),
        again=await waiting_for_it(session, found, now) if may_steer(me) and found.state in BEGUN else {},
    )


@router.post("/{broadcast_id}/langkah")
async def move(
    me: Me,
    broadcast_id: UUID,
    request: Request,
    session: Transaction,
    now: Now,
    ke: Annotated[str, Form()] = "",
    disusun: Annotated[datetime | None, Form()] = None,
) -> Response:
    """Take a broadcast a step further. Which steps somebody may take, the table of them says.

    `disusun` is when what they saw was composed: approved is only what was seen.
    """
    desk = desk_of(me, session)
    found = await desk.find(broadcast_id, lock=True)
    if found is None or ke not in set(State):
        return not_found(me)
    paced: Paced = request.app.state.paced
    refused = await desk.move(found, State(ke), now, canary=paced.broadcast_canary, composed_at=disusun)
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
    found = await desk_of(me, session).find(broadcast_id, lock=True)
    if found is None or siapa not in set(Again) or not may_steer(me):
        return not_found(me)
    said = one_line(alasan)
    back = (f"{ADDRESS}/{found.id}", "Kembali ke kabar")
    if not SHORTEST_REASON <= len(said) <= LONGEST_REASON:
        return notice(HTTPStatus.UNPROCESSABLE_ENTITY, "Alasannya?", broadcast_wording.AGAIN_WHY, me=me, onward=back)
    if await retry(session, found, Again(siapa), said, me.actor, now) is None:
        return notice(HTTPStatus.CONFLICT, "Belum bisa", broadcast_wording.AGAIN_NOT_NOW, me=me, onward=back)
    return RedirectResponse(back[0], HTTPStatus.SEE_OTHER)


def _standings(many: Counter[Standing]) -> list[tuple[str, str, str]]:
    named = [(each, broadcast_wording.standing_name(each), count(many[each])) for each in Standing if many[each]]
    return [("", "Semua", count(many.total())), *named] if named else []


async def _preview(session: Transaction, vault: HeldVault, found: Broadcast, paced: Paced, now: Now) -> Preview | None:
    return None if found.preview is None else await preview_of(session, vault, found, paced, now)
