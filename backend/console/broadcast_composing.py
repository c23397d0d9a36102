"""The console's list of broadcasts, and the form to compose one."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from backend.broadcasts.desk import Composition, finished_lists
from backend.broadcasts.templates import templates
from backend.broadcasts.text import unknown_placeholders
from backend.clock import Now
from backend.console import broadcast_wording
from backend.console.access import SignedIn
from backend.console.broadcast_access import ADDRESS, Composer, Me, desk_of
from backend.console.places import Places, chosen
from backend.console.rendering import rendered
from backend.database import Transaction
from backend.registrations.status import Status

router = APIRouter(prefix=ADDRESS, include_in_schema=False)


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
    composition = Composition(
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
    )
    made = await desk_of(me, session).compose(composition, now)
    if isinstance(made, list):
        return await _first_page(
            me,
            session,
            said,
            broadcast_wording.problems(made, unknown_placeholders(composition.text, paid=composition.is_paid)),
        )
    return RedirectResponse(f"{ADDRESS}/{made.id}", HTTPStatus.SEE_OTHER)


async def _first_page(me: SignedIn, session: Transaction, said: dict[str, str], trouble: str = "") -> HTMLResponse:
    return rendered(
        "broadcasts.html",
        me=me,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if trouble else HTTPStatus.OK,
        trouble=trouble,
        rows=await desk_of(me, session).listed(),
        said={"from_hour": "7", "until_hour": "20"} | said,
        content_templates=await templates(session),
        lists=await finished_lists(session, me.areas),
        places=Places.of(me.areas, said.get("kecamatan", ""), said.get("desa", "")),
        statuses=[each for each in Status if each not in (Status.CONFLICT, Status.WITHDRAWN)],
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 2 else None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
