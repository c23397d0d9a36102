"""The console's pages: the list of registrations, and one of them."""

from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, FastAPI, Query, Request
from fastapi.responses import HTMLResponse, Response

from backend.clock import Now
from backend.console.drop_off import router as drop_off
from backend.console.rendering import rendered
from backend.console.sign_in import ConsoleOff, NotSignedIn, signed_in
from backend.console.undelivered import router as undelivered
from backend.database import Transaction
from backend.registrations.office import NoSuchPlace, Office
from backend.registrations.repository import Filter
from backend.registrations.status import Status
from backend.vault.held import HeldVault
from conversations.answers.areas import all_kecamatan, kecamatan_with_code, villages_of

_ROWS: Final = 25
_HERE: Final = Path(__file__).parent
_KEPT_FOR_AN_HOUR: Final = {"Cache-Control": "public, max-age=3600"}
_STYLE: Final = (_HERE / "static" / "console.css").read_bytes()
_ICON: Final = (_HERE / "static" / "icon.svg").read_bytes()

open_to_all = APIRouter(prefix="/console", include_in_schema=False)
router = APIRouter(prefix="/console", include_in_schema=False, dependencies=[Depends(signed_in)])


@dataclass(frozen=True, slots=True)
class Search:
    """What was chosen in the form. Anything that is not in its lists counts as "all"."""

    kecamatan: str = ""
    desa: str = ""
    status: str = ""

    @classmethod
    def chosen(
        cls,
        kecamatan: Annotated[str, Query()] = "",
        desa: Annotated[str, Query()] = "",
        status: Annotated[str, Query()] = "",
    ) -> "Search":
        """Read the form's fields from the address."""
        place = kecamatan_with_code(kecamatan)
        villages = {village.code for village in villages_of(place)} if place else set()
        return cls(
            kecamatan=place.code if place else "",
            desa=desa if desa in villages else "",
            status=status if status in set(Status) else "",
        )

    def as_filter(self) -> Filter:
        """Give it as the registry's own filter."""
        return Filter(self.kecamatan or None, self.desa or None, Status(self.status) if self.status else None)

    def address(self, after: str | None = None) -> str:
        """Give the address of the list with these choices."""
        fields = {
            "kecamatan": self.kecamatan,
            "desa": self.desa,
            "status": self.status,
            "after": after or "",
        }
        query = urlencode({name: value for name, value in fields.items() if value})
        return f"/console?{query}" if query else "/console"


@open_to_all.get("/console.css")
async def style() -> Response:
    """Give the style sheet."""
    return Response(_STYLE, media_type="text/css", headers=_KEPT_FOR_AN_HOUR)


@open_to_all.get("/icon.svg")
async def icon() -> Response:
    """Give the picture on the browser's tab."""
    return Response(_ICON, media_type="image/svg+xml", headers=_KEPT_FOR_AN_HOUR)


@router.get("")
async def registrations(
    search: Annotated[Search, Depends(Search.chosen)],
    session: Transaction,
    vault: HeldVault,
    now: Now,
    after: Annotated[str, Query(max_length=40)] = "",
) -> HTMLResponse:
    """List registrations, the newest first."""
    office = Office(session, vault)
    try:
        page = await office.page(search.as_filter(), after or None, _ROWS)
    except NoSuchPlace:
        after = ""
        page = await office.page(search.as_filter(), None, _ROWS)
    place = kecamatan_with_code(search.kecamatan)
    return rendered(
        "registrations.html",
        page=page,
        search=search,
        after=after,
        now=now,
        all_kecamatan=sorted(all_kecamatan(), key=lambda kecamatan: kecamatan.name),
        villages=villages_of(place) if place else (),
    )


@router.get("/registrations/{number}")
async def registration(number: str, session: Transaction, vault: HeldVault, now: Now) -> HTMLResponse:
    """Show one registration, masked."""
    found = await Office(session, vault).detail(number)
    if found is None:
        return _notice(
            HTTPStatus.NOT_FOUND,
            "Pendaftaran tidak ditemukan",
            "Tidak ada pendaftaran dengan nomor ini. Mohon periksa kembali nomornya.",
        )
    return rendered("registration.html", registration=found, now=now)


def install_console(app: FastAPI) -> None:
    """Put the console into the application."""
    app.include_router(open_to_all)
    app.include_router(router)
    app.include_router(drop_off)
    app.include_router(undelivered)
    app.exception_handler(NotSignedIn)(_ask_for_password)
    app.exception_handler(ConsoleOff)(_off)


async def _ask_for_password(_request: Request, _problem: Exception) -> HTMLResponse:
    return _notice(
        HTTPStatus.UNAUTHORIZED,
        "Silakan masuk",
        "Halaman ini untuk petugas. Mohon masukkan kata sandi konsol.",
        {"WWW-Authenticate": 'Basic realm="Konsol petugas", charset="UTF-8"'},
    )


async def _off(_request: Request, _problem: Exception) -> HTMLResponse:
    return _notice(
        HTTPStatus.NOT_FOUND,
        "Konsol belum dibuka",
        "Pengelola sistem perlu mengatur CONSOLE_PASSWORD lebih dahulu.",
    )


def _notice(status: HTTPStatus, title: str, sentence: str, headers: dict[str, str] | None = None) -> HTMLResponse:
    response = rendered("notice.html", title=title, sentence=sentence)
    response.status_code = status
    response.headers.update(headers or {})
    return response
