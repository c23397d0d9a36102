"""Looking for one family by its number or NIK, from every page. What was typed stands in no address and no log."""

import re
from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from backend.auth.permissions import Permission
from backend.clock import Now
from backend.console.access import SignedIn, allowed
from backend.console.rendering import rendered
from backend.database import Transaction
from backend.registrations.number import parse_number
from backend.registrations.office import Office
from backend.vault.held import HeldVault

_NIK_DIGITS: Final = 16
_BETWEEN: Final = re.compile(r"[\s.\-]")

router = APIRouter(prefix="/console", include_in_schema=False)

Me = Annotated[SignedIn, Depends(allowed(Permission.REGISTRATIONS_SEE))]


@router.get("/cari")
async def search_page(me: Me) -> HTMLResponse:
    """Show how to search; where one also comes back to who was signed out meanwhile."""
    return rendered("search.html", me=me, numbers=[], looked=False)


@router.post("/cari")
async def search(
    me: Me,
    session: Transaction,
    vault: HeldVault,
    now: Now,
    cari: Annotated[str, Form(max_length=80)] = "",
) -> Response:
    """Open the registration with this number or NIK. One that lies elsewhere is not found, as one that is not there."""
    office = Office(session, vault, me.areas)
    digits = _BETWEEN.sub("", cari)
    by_nik = digits.isascii() and digits.isdigit() and len(digits) == _NIK_DIGITS
    numbers = await office.numbers_of(digits) if by_nik else await _with_number(office, cari)
    if by_nik or parse_number(cari) is not None:
        await office.note_searched("nik" if by_nik else "number", numbers, actor=me.actor, at=now)
    if len(numbers) == 1:
        return RedirectResponse(f"/console/registrations/{numbers[0]}", HTTPStatus.SEE_OTHER)
    status = HTTPStatus.OK if numbers else HTTPStatus.NOT_FOUND
    return rendered("search.html", me=me, status=status, numbers=numbers, looked=True)


async def _with_number(office: Office, typed: str) -> list[str]:
    found = await office.detail(typed)
    return [found.number] if found is not None else []
