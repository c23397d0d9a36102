"""Asking the population register about one family, on the page where it is shown."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncSession

from backend.auth.permissions import Permission
from backend.clock import Now
from backend.console.access import SignedIn, allowed
from backend.console.actors import names_of
from backend.console.decisions import one_line
from backend.console.rendering import notice
from backend.database import Transaction
from backend.registrations.decisions import Decisions
from backend.registrations.number import parse_number
from backend.registrations.repository import by_number
from backend.vault.held import HeldVault
from backend.vault.vault import Vault
from backend.verification.desk import Standing, VerificationDesk
from backend.verification.port import Field, Outcome

SHORTEST_REASON: Final = 10
OUTCOMES: Final = {
    Outcome.MATCH: "Sesuai dengan data Dukcapil",
    Outcome.NO_MATCH: "Ada yang berbeda dengan data Dukcapil",
    Outcome.NOT_FOUND: "NIK belum ditemukan di Dukcapil",
    Outcome.UNAVAILABLE: "Dukcapil belum menjawab. Silakan dicoba lagi nanti",
}
FIELDS: Final = {Field.NAME: "nama", Field.BIRTH_DATE: "tanggal lahir", Field.KK: "nomor KK"}

router = APIRouter(prefix="/console/registrations", include_in_schema=False)

Me = Annotated[SignedIn, Depends(allowed(Permission.PEOPLE_VERIFY))]


@dataclass(frozen=True, slots=True)
class Register:
    """What is known of a family from the register. `asks` when there is one to ask."""

    asks: bool
    newest: Standing | None
    said: str
    by: str


async def standing_of(request: Request, session: AsyncSession, vault: Vault, number: str) -> Register:
    """Give what a registration's page shows of the register. The number is one that was found before."""
    parsed = parse_number(number)
    row = await by_number(session, parsed) if parsed is not None else None
    newest = await VerificationDesk(session, vault).newest(row.id) if row is not None else None
    asks = request.app.state.verifies and row is not None and row.erased_at is None
    if newest is None:
        return Register(asks, None, "", "")
    said = OUTCOMES[newest.outcome] if newest.outcome else "Sedang ditanyakan ke Dukcapil"
    if newest.differs:
        said = f"{said}: {', '.join(FIELDS[field] for field in newest.differs)}"
    by = "Otomatis saat diterima" if newest.reason is None else (await names_of(session, [newest.actor]))[newest.actor]
    return Register(asks, newest, said, by)


@router.post("/{number}/cocokkan")
async def verify(
    request: Request,
    me: Me,
    number: str,
    session: Transaction,
    vault: HeldVault,
    now: Now,
    reason: Annotated[str, Form(max_length=2_000)] = "",
) -> Response:
    """Have it asked whether NIK, name, birth date and KK are what the register has."""
    found = await Decisions(session, vault, me.areas).find(number)
    if found is None or not request.app.state.verifies:
        sentence = "Tidak ada pendaftaran dengan nomor ini di wilayah kerja Bapak/Ibu. Mohon periksa kembali nomornya."
        onward = ("/console/pendaftaran", "Ke daftar pendaftaran")
        return notice(HTTPStatus.NOT_FOUND, "Pendaftaran tidak ditemukan", sentence, me=me, onward=onward)
    here = f"/console/registrations/{number}"
    why = one_line(reason)
    if len(why) < SHORTEST_REASON:
        sentence = f"Belum ada yang ditanyakan. Mohon tulis alasannya, paling sedikit {SHORTEST_REASON} huruf."
        onward = (here, "Buka pendaftaran lagi")
        return notice(HTTPStatus.UNPROCESSABLE_ENTITY, "Alasan belum diisi", sentence, me=me, onward=onward)
    await VerificationDesk(session, vault).ask(found.id, why, actor=me.actor, at=now)
    return RedirectResponse(f"{here}#dukcapil", HTTPStatus.SEE_OTHER)
