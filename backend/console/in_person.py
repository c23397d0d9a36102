"""The console's list of those whom somebody has to tell in person, because no message reached them."""

from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from backend.audit.chain import Event
from backend.audit.log import append
from backend.audit.seen import note_listed
from backend.auth.permissions import Permission
from backend.broadcasts.in_person import InPerson, Unreached
from backend.broadcasts.models import Recipient
from backend.broadcasts.states import Standing
from backend.broadcasts.text import names_masked, payments_named, written_day
from backend.clock import Now
from backend.console import broadcast_wording
from backend.console.access import SignedIn, allowed
from backend.console.downloads import download
from backend.console.paging import Wanted
from backend.console.rendering import notice, rendered
from backend.console.wording import desa_name
from backend.csv_text import MEDIA_TYPE, csv_file, harmless
from backend.database import Transaction
from backend.vault.held import HeldVault

ADDRESS: Final = "/console/beri-tahu"
_MOST: Final = 5_000
_COLUMNS: Final = {
    "desa": "Desa",
    "home": "RT/RW",
    "names": "Warga",
    "number": "Nomor pendaftaran",
    "payments": "Yang dibayarkan",
    "due": "Tempat dan hari",
    "reason": "Sebab",
}

router = APIRouter(prefix=ADDRESS, include_in_schema=False)

Me = Annotated[SignedIn, Depends(allowed(Permission.RECEIPTS_WORK))]


@router.get("")
async def listed(me: Me, session: Transaction, vault: HeldVault, page: Wanted, now: Now) -> HTMLResponse:
    """List them by desa, with the reason."""
    found = InPerson(session, vault, me.areas)
    leaf = page.leaf([_shown(row) for row in await found.rows(page.first, page.most, now)])
    many = await found.count(now)
    await note_listed(session, "in_person", (row["number"] for row in leaf.rows), actor=me.actor, at=now)
    return rendered("in_person.html", me=me, leaf=leaf, many=many)


@router.get("/daftar.csv")
async def table(me: Me, session: Transaction, vault: HeldVault, now: Now) -> Response:
    """Hand over the list, masked. Who was given it is noted."""
    rows = await InPerson(session, vault, me.areas).rows(0, _MOST, now)
    await append(session, Event(now, me.actor, "broadcast.in_person_exported", "broadcasts", {"rows": len(rows)}))
    return download(csv_file([_COLUMNS.values(), *map(_line, rows)]), MEDIA_TYPE, "beri-tahu-langsung.csv")


@router.post("/{unreached}/sudah")
async def told(me: Me, unreached: UUID, session: Transaction, vault: HeldVault, now: Now) -> Response:
    """Note that somebody was told."""
    if not await InPerson(session, vault, me.areas).tell(unreached, me.actor, now):
        return notice(
            HTTPStatus.NOT_FOUND,
            "Tidak ditemukan",
            "Di wilayah kerja Bapak/Ibu tidak ada penerima ini.",
            me=me,
            onward=(ADDRESS, "Ke daftar"),
        )
    return RedirectResponse(ADDRESS, HTTPStatus.SEE_OTHER)


def _shown(row: Unreached) -> dict[str, str]:
    due = [f"{each.due.place}, {written_day(each.due.day)}" for each in row.people if each.due is not None]
    return {
        "id": str(row.recipient.id),
        "number": row.number,
        "names": names_masked(row.people) or "Sudah dihapus",
        "desa": desa_name(row.recipient.desa),
        "home": f"RT {row.rt or '-'} / RW {row.rw or '-'}" if row.rt or row.rw else "",
        "payments": payments_named(row.people),
        "due": "; ".join(dict.fromkeys(due)),
        "reason": _reason(row.recipient),
    }


def _reason(recipient: Recipient) -> str:
    standing, why = broadcast_wording.standing_name(recipient.state), broadcast_wording.reason(recipient.reason)
    if recipient.state is Standing.SKIPPED:
        return why
    return f"{standing} ({why})" if why else standing


def _line(row: Unreached) -> list[str]:
    shown = _shown(row)
    return [harmless(shown[name]) for name in _COLUMNS]
