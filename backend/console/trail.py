"""The page on which an auditor sees who did and who saw what."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse
from sqlalchemy import select

from backend.audit.trail import SUBJECT, Looked, Trail
from backend.auth.areas import AreaScope
from backend.auth.permissions import Permission
from backend.clock import Now
from backend.console.access import SignedIn, allowed
from backend.console.actors import names_of
from backend.console.paging import ROWS
from backend.console.rendering import rendered
from backend.console.trail_wording import action_name, detail_words, subject_name
from backend.database import Transaction
from backend.officers.models import Officer
from backend.registrations.models import Registration
from backend.registrations.number import parse_number

ADDRESS: Final = "/console/catatan"
_NOBODY: Final = "nobody"
_YEARS: Final = range(2000, 2101)
_KINDS: Final = {"": ("Semua", None), "dilihat": ("Yang dilihat", True), "diubah": ("Yang diubah", False)}

router = APIRouter(prefix=ADDRESS, include_in_schema=False)

Me = Annotated[SignedIn, Depends(allowed(Permission.AUDIT_SEE))]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was filled in."""

    pelaku: str = ""
    nomor: str = ""
    hari: str = ""
    jenis: str = ""

    @classmethod
    async def read(
        cls,
        pelaku: Annotated[str, Query(max_length=80)] = "",
        nomor: Annotated[str, Query(max_length=40)] = "",
        hari: Annotated[str, Query(max_length=10)] = "",
        jenis: Annotated[str, Query(max_length=10)] = "",
    ) -> "Asked":
        """Read the form's fields from the address. What cannot be read counts as "all"."""
        return cls(pelaku.strip(), nomor.strip(), hari if _day(hari) else "", jenis if jenis in _KINDS else "")

    async def looked(self, session: Transaction, areas: AreaScope) -> Looked:
        """Give it as the log's own. Who or what is not known finds nothing."""
        actor = subject = None
        if self.pelaku:
            query = select(Officer.id).where(Officer.user_name == self.pelaku.lower())
            officer = await session.scalar(query)
            actor = f"officer/{officer}" if officer is not None else self.pelaku
        if self.nomor:
            number = parse_number(self.nomor)
            query = select(Registration.id).where(Registration.number == number)
            row = await session.scalar(query.where(areas.condition(Registration.kecamatan, Registration.desa)))
            subject = f"{SUBJECT}{row}" if row is not None else _NOBODY
        return Looked(actor, subject, _day(self.hari), _KINDS[self.jenis][1])

    def address(self, after: int | None = None) -> str:
        """Give the address of the page with these choices."""
        fields = {"pelaku": self.pelaku, "nomor": self.nomor, "hari": self.hari, "jenis": self.jenis}
        given = {name: value for name, value in fields.items() if value} | ({"mulai": str(after)} if after else {})
        return f"{ADDRESS}?{urlencode(given)}" if given else ADDRESS


@router.get("")
async def trail(
    me: Me,
    asked: Annotated[Asked, Depends(Asked.read)],
    session: Transaction,
    now: Now,
    mulai: Annotated[str, Query(max_length=18)] = "",
) -> HTMLResponse:
    """List what was done and seen, the newest first."""
    log = Trail(session, me.areas)
    after = int(mulai) if mulai.isascii() and mulai.isdigit() else None
    looked = await asked.looked(session, me.areas)
    page = await log.page(looked, after, ROWS)
    return rendered(
        "trail.html",
        me=me,
        asked=replace(asked, nomor="") if looked.subject == _NOBODY else asked,
        kinds={name: label for name, (label, _) in _KINDS.items()},
        page=page,
        names=await names_of(session, [each for line in page.lines for each in (line.actor, line.subject)]),
        # How long the whole log is, and its roots, are of more than somebody's own desa.
        standing=await log.standing() if me.areas.is_whole else None,
        action_name=action_name,
        subject_name=subject_name,
        detail_words=detail_words,
        begun=after is not None,
        now=now,
    )


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in _YEARS else None
