"""The console's pages: the list of registrations, and one of them."""

from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, FastAPI, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from backend.agents.back_checks import BackChecks
from backend.audit.seen import note_listed
from backend.auth.areas import AreaScope
from backend.auth.permissions import Permission
from backend.clock import Now
from backend.console.access import NotAllowed, NotSignedIn, SignedIn, allowed, way_in
from backend.console.account import router as account
from backend.console.actors import names_of
from backend.console.agents import router as agents
from backend.console.back_checks import router as back_checks
from backend.console.batches import router as batches
from backend.console.broadcast_composing import router as broadcast_composing
from backend.console.broadcast_recipients import router as broadcast_recipients
from backend.console.broadcasts import router as broadcasts
from backend.console.cookies import HARMLESS, ForeignForm
from backend.console.dashboard import router as dashboard
from backend.console.decisions import router as decisions
from backend.console.drop_off import router as drop_off
from backend.console.duplicates import router as duplicates
from backend.console.exports import router as exports
from backend.console.family_wording import FIELDS
from backend.console.fraud_reports import router as fraud_reports
from backend.console.imports import router as imports
from backend.console.in_person import router as in_person
from backend.console.officers import router as officers
from backend.console.paging import ROWS
from backend.console.places import Places
from backend.console.queue import router as queue
from backend.console.receipts import router as receipts
from backend.console.rendering import notice, rendered
from backend.console.revealing import router as revealing
from backend.console.rights import router as rights
from backend.console.search import router as search
from backend.console.sections import first_page
from backend.console.sign_in import router as sign_in
from backend.console.trail import router as trail
from backend.console.undelivered import router as undelivered
from backend.console.verifying import router as verifying
from backend.console.verifying import standing_of
from backend.database import Transaction
from backend.duplicates.desk import DuplicateDesk
from backend.registrations.moves import open_to
from backend.registrations.office import NoSuchPlace, Office
from backend.registrations.repository import Filter
from backend.registrations.status import Status
from backend.vault.held import HeldVault
from conversations.answers.areas import kecamatan_with_code, villages_of

LIST: Final = "/console/pendaftaran"
_HERE: Final = Path(__file__).parent
_KEPT_FOR_AN_HOUR: Final = {"Cache-Control": "public, max-age=3600"}
_STYLE: Final = (_HERE / "static" / "console.css").read_bytes()
_ICON: Final = (_HERE / "static" / "icon.svg").read_bytes()
_HTMX: Final = (_HERE / "static" / "htmx.min.js").read_bytes()
_KEYS: Final = (_HERE / "static" / "keys.js").read_bytes()

open_to_all = APIRouter(prefix="/console", include_in_schema=False)
router = APIRouter(prefix="/console", include_in_schema=False)

Me = Annotated[SignedIn, Depends(allowed(Permission.REGISTRATIONS_SEE))]


@dataclass(frozen=True, slots=True)
class Search:
    """What was chosen in the form. Anything that is not in its lists counts as "all"."""

    kecamatan: str = ""
    desa: str = ""
    status: str = ""

    @classmethod
    async def chosen(
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

    def within(self, areas: AreaScope) -> "Search":
        """Keep what lies within somebody's areas. A place elsewhere counts as "all", as one that does not exist."""
        kecamatan = self.kecamatan if self.kecamatan in {place.code for place in areas.kecamatan()} else ""
        return Search(kecamatan, self.desa if kecamatan and areas.covers(self.desa) else "", self.status)

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
        return f"{LIST}?{query}" if query else LIST


@open_to_all.get("/console.css")
async def style() -> Response:
    """Give the style sheet."""
    return Response(_STYLE, media_type="text/css", headers=_KEPT_FOR_AN_HOUR)


@open_to_all.get("/icon.svg")
async def icon() -> Response:
    """Give the picture on the browser's tab."""
    return Response(_ICON, media_type="image/svg+xml", headers=_KEPT_FOR_AN_HOUR)


@open_to_all.get("/htmx.js")
async def script() -> Response:
    """Give htmx."""
    return Response(_HTMX, media_type="text/javascript", headers=_KEPT_FOR_AN_HOUR)


@open_to_all.get("/keys.js")
async def keys() -> Response:
    """Give our only script: the key that leads to the search box."""
    return Response(_KEYS, media_type="text/javascript", headers=_KEPT_FOR_AN_HOUR)


@router.get("/pendaftaran")
async def registrations(
    me: Me,
    asked: Annotated[Search, Depends(Search.chosen)],
    session: Transaction,
    vault: HeldVault,
    now: Now,
    after: Annotated[str, Query(max_length=40)] = "",
) -> HTMLResponse:
    """List registrations, the newest first."""
    office, search = Office(session, vault, me.areas), asked.within(me.areas)
    try:
        page = await office.page(search.as_filter(), after or None, ROWS)
    except NoSuchPlace:
        after = ""
        page = await office.page(search.as_filter(), None, ROWS)
    await note_listed(session, "registrations", [row.number for row in page.registrations], actor=me.actor, at=now)
    return rendered(
        "registrations.html",
        me=me,
        page=page,
        search=search,
        after=after,
        now=now,
        places=Places.of(me.areas, search.kecamatan, search.desa),
    )


@router.get("/registrations/{number}")
async def registration(
    request: Request, me: Me, number: str, session: Transaction, vault: HeldVault, now: Now
) -> HTMLResponse:
    """Show one registration, masked. Who looked is noted."""
    office = Office(session, vault, me.areas)
    found = await office.detail(number)
    if found is None:
        return notice(
            HTTPStatus.NOT_FOUND,
            "Pendaftaran tidak ditemukan",
            "Tidak ada pendaftaran dengan nomor ini di wilayah kerja Bapak/Ibu. Mohon periksa kembali nomornya.",
            me=me,
            onward=(LIST, "Ke daftar pendaftaran"),
        )
    names = await names_of(session, [step.actor for step in found.history])
    undelivered = await office.undelivered(number)
    deciding = me.may(Permission.DUPLICATES_DECIDE)
    pairs = await DuplicateDesk(session, vault, me.areas, me.permissions).open_of(found.number) if deciding else []
    may_check = me.may(Permission.AGENTS_CHECK) and found.acting is not None
    checks = await BackChecks(session, vault, me.areas).of_registration(found.number) if may_check else []
    await office.note_detail_seen(number, actor=me.actor, at=now)
    moves = open_to(found.status, me.permissions)
    return rendered(
        "registration.html",
        me=me,
        registration=found,
        names=names,
        moves=moves,
        undelivered=undelivered,
        pairs=pairs,
        checks=checks,
        register=await standing_of(request, session, vault, found.number),
        # The form for opening a field, before anything was asked for.
        number=found.number,
        fields=FIELDS,
        field="",
        reason="",
        trouble="",
        value=None,
        now=now,
    )


PAGES: Final = (
    fraud_reports,
    receipts,
    in_person,
    open_to_all,
    sign_in,
    queue,
    router,
    search,
    revealing,
    verifying,
    dashboard,
    trail,
    decisions,
    drop_off,
    duplicates,
    back_checks,
    undelivered,
    imports,
    exports,
    broadcast_composing,
    broadcasts,
    broadcast_recipients,
    rights,
    officers,
    agents,
    batches,
    account,
)


def install_console(app: FastAPI) -> None:
    """Let the application answer with pages of the console where somebody may not go on."""
    app.exception_handler(NotSignedIn)(_to_the_door)
    app.exception_handler(NotAllowed)(_not_allowed)
    app.exception_handler(ForeignForm)(_foreign_form)


def no_such_page() -> HTMLResponse:
    """Say that an address leads nowhere."""
    return notice(
        HTTPStatus.NOT_FOUND,
        "Halaman tidak ditemukan",
        "Alamat ini tidak ada. Mungkin halamannya sudah pindah.",
        onward=("/console", "Ke halaman depan"),
    )


async def _to_the_door(request: Request, _problem: Exception) -> Response:
    # A form that was sent too late cannot be sent again by an address.
    wanted, query = (request.url.path, request.url.query) if request.method in HARMLESS else ("/console", "")
    if "hx-request" in request.headers:
        return Response(status_code=HTTPStatus.UNAUTHORIZED, headers={"HX-Redirect": way_in(wanted, query)})
    return RedirectResponse(way_in(wanted, query), HTTPStatus.SEE_OTHER)


async def _not_allowed(request: Request, problem: Exception) -> Response:
    me = problem.me if isinstance(problem, NotAllowed) else None
    if me is not None and request.url.path == "/console":
        return RedirectResponse(first_page(me), HTTPStatus.SEE_OTHER)
    return notice(
        HTTPStatus.FORBIDDEN,
        "Halaman ini untuk petugas lain",
        "Peran Bapak/Ibu tidak mencakup halaman ini. Bila perlu, mintalah admin untuk mengubahnya.",
        me=me,
    )


async def _foreign_form(_request: Request, _problem: Exception) -> HTMLResponse:
    return notice(
        HTTPStatus.FORBIDDEN,
        "Belum tersimpan",
        "Halaman ini sudah terlalu lama terbuka. Mohon buka lagi, lalu isi sekali lagi.",
        onward=("/console", "Buka lagi"),
    )
