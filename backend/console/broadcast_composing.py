"""The console's list of broadcasts, and the form to compose one or to change one that nobody approved yet."""

from dataclasses import replace
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from backend.broadcasts.desk import Composition, Unfit, finished_lists
from backend.broadcasts.models import Broadcast
from backend.broadcasts.templates import templates
from backend.broadcasts.text import unknown_placeholders
from backend.clock import Now
from backend.console import broadcast_wording
from backend.console.access import SignedIn
from backend.console.broadcast_access import ADDRESS, Composer, Me, desk_of, not_found
from backend.console.broadcast_form import AS_BEFORE, BroadcastForm
from backend.console.places import Places
from backend.console.rendering import notice, rendered
from backend.database import Transaction
from backend.registrations.status import Status

router = APIRouter(prefix=ADDRESS, include_in_schema=False)

Typed = Annotated[BroadcastForm, Form()]


@router.get("")
async def broadcasts(me: Me, session: Transaction, kecamatan: Annotated[str, Query()] = "") -> HTMLResponse:
    """List broadcasts, and offer the form to whoever composes."""
    return await _first_page(me, session, BroadcastForm(kecamatan=kecamatan))


@router.post("")
async def compose(me: Composer, session: Transaction, now: Now, said: Typed) -> Response:
    """Keep a draft."""
    composition = _composition(me, said)
    if composition is None:
        return await _first_page(me, session, said, broadcast_wording.AREAS)
    made = await desk_of(me, session).compose(composition, now)
    if isinstance(made, list):
        return await _first_page(me, session, said, _trouble(composition, made))
    return RedirectResponse(f"{ADDRESS}/{made.id}", HTTPStatus.SEE_OTHER)


@router.get("/{broadcast_id}/ubah")
async def changing(me: Composer, broadcast_id: UUID, session: Transaction) -> HTMLResponse:
    """Show the form with what a broadcast says now."""
    desk = desk_of(me, session)
    found = await desk.find(broadcast_id)
    if found is None:
        return not_found(me)
    if not desk.may_change(found):
        return _too_late(me, found)
    return await _change_page(me, session, found, BroadcastForm.of(found))


@router.post("/{broadcast_id}/ubah")
async def change(me: Composer, broadcast_id: UUID, session: Transaction, now: Now, said: Typed) -> Response:
    """Compose it anew: it is a draft then, whoever was asked to approve it."""
    desk = desk_of(me, session)
    found = await desk.find(broadcast_id, lock=True)
    if found is None:
        return not_found(me)
    if not desk.may_change(found):
        return _too_late(me, found)
    composition = _composition(me, said, found)
    if composition is None:
        return await _change_page(me, session, found, said, broadcast_wording.AREAS)
    made = await desk.compose(composition, now, found.id)
    if isinstance(made, list):
        return await _change_page(me, session, found, said, _trouble(composition, made))
    return RedirectResponse(f"{ADDRESS}/{found.id}", HTTPStatus.SEE_OTHER)


def _composition(me: SignedIn, said: BroadcastForm, before: Broadcast | None = None) -> Composition | None:
    areas = said.areas(me.areas, before.scope if before is not None else None)
    return said.composition(areas) if areas is not None else None


def _trouble(said: Composition, made: list[Unfit]) -> str:
    return broadcast_wording.problems(made, unknown_placeholders(said.text, paid=said.is_paid))


def _too_late(me: SignedIn, found: Broadcast) -> HTMLResponse:
    return notice(
        HTTPStatus.CONFLICT,
        "Sudah disetujui",
        broadcast_wording.TOO_LATE_TO_CHANGE,
        me=me,
        onward=(f"{ADDRESS}/{found.id}", "Kembali ke kabar"),
    )


async def _first_page(me: SignedIn, session: Transaction, said: BroadcastForm, trouble: str = "") -> HTMLResponse:
    return rendered(
        "broadcasts.html",
        me=me,
        status=_status(trouble),
        trouble=trouble,
        rows=await desk_of(me, session).listed(),
        as_before="",
        **await _choices(me, session, said),
    )


async def _change_page(
    me: SignedIn, session: Transaction, found: Broadcast, said: BroadcastForm, trouble: str = ""
) -> HTMLResponse:
    return rendered(
        "broadcast_change.html",
        me=me,
        status=_status(trouble),
        trouble=trouble,
        it=found,
        as_before=AS_BEFORE if BroadcastForm.of(found).kecamatan == AS_BEFORE else "",
        **await _choices(me, session, said),
    )


def _status(trouble: str) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if trouble else HTTPStatus.OK


async def _choices(me: SignedIn, session: Transaction, said: BroadcastForm) -> dict[str, Any]:
    """Give what was typed and what can be chosen. What was chosen before can be chosen again."""
    places = Places.of(me.areas, said.kecamatan, said.desa)
    if said.kecamatan == AS_BEFORE:
        places = replace(places, kecamatan=AS_BEFORE)
    unusual = (Status.CONFLICT, Status.WITHDRAWN)
    return {
        "said": said,
        "content_templates": await templates(session),
        "lists": await finished_lists(session, me.areas, said.import_id),
        "places": places,
        "statuses": [each for each in Status if each not in unusual or each == said.status],
    }
