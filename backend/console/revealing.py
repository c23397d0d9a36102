"""One field of a family in clear, for a reason, on the page where it was masked."""

from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse

from backend.auth.permissions import Permission
from backend.clock import Now
from backend.console.access import SignedIn, allowed
from backend.console.decisions import one_line
from backend.console.family_wording import FIELDS, said
from backend.console.rendering import notice, rendered
from backend.database import Transaction
from backend.registrations.office import Office
from backend.registrations.reveal import SHORTEST_REASON, Field, reveal
from backend.vault.held import HeldVault

_NO_FIELD: Final = "Mohon pilih satu data yang ingin dibuka."
NO_REASON: Final = f"Mohon tulis alasannya, paling sedikit {SHORTEST_REASON} huruf."

router = APIRouter(prefix="/console/registrations", include_in_schema=False)

Me = Annotated[SignedIn, Depends(allowed(Permission.PEOPLE_REVEAL))]


@router.post("/{number}/buka")
async def opened(
    request: Request,
    me: Me,
    number: str,
    session: Transaction,
    vault: HeldVault,
    now: Now,
    field: Annotated[str, Form(max_length=20)] = "",
    reason: Annotated[str, Form(max_length=2_000)] = "",
) -> HTMLResponse:
    """Show one field in clear. Who saw it, and why, is kept in the same transaction."""
    found = await Office(session, vault, me.areas).detail(number)
    if found is None:
        return notice(
            HTTPStatus.NOT_FOUND,
            "Pendaftaran tidak ditemukan",
            "Tidak ada pendaftaran dengan nomor ini di wilayah kerja Bapak/Ibu.",
            me=me,
            onward=("/console/pendaftaran", "Ke daftar pendaftaran"),
        )
    # Only what htmx asked for comes without the page around it.
    template = "revealed.html" if "hx-request" in request.headers else "revealed_page.html"
    why = one_line(reason)
    trouble = _NO_FIELD if field not in set(Field) else NO_REASON if len(why) < SHORTEST_REASON else ""
    value, label = None, ""
    if not trouble:
        wanted = Field(field)
        shown = await reveal(session, vault, found.number, wanted, why, actor=me.actor, areas=me.areas, at=now)
        value, label = said(wanted, shown or ""), FIELDS[wanted]
    return rendered(
        template,
        me=me,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if trouble else HTTPStatus.OK,
        number=found.number,
        fields=FIELDS,
        field=field,
        reason=reason,
        trouble=trouble,
        value=value,
        label=label,
    )
