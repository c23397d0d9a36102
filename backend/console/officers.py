"""The pages on which admins invite, limit and suspend officers."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse

from backend.auth.areas import KABUPATEN, NOWHERE, AreaScope, NoSuchArea
from backend.auth.permissions import Permission, Role
from backend.clock import Now
from backend.console import office_wording
from backend.console.access import SignedIn, allowed
from backend.console.rendering import notice, rendered
from backend.console.sign_in import OurDoor
from backend.database import Transaction
from backend.officers.models import Officer
from backend.officers.roster import Duty, Invited, Manager, Roster

router = APIRouter(prefix="/console", include_in_schema=False)

Me = Annotated[SignedIn, Depends(allowed(Permission.OFFICERS_MANAGE))]


async def _roster(me: Me, door: OurDoor, session: Transaction) -> Roster:
    return Roster(session, door.passwords, Manager(me.areas, me.officer_id))


OurRoster = Annotated[Roster, Depends(_roster, scope="function")]


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in. Boxes that name nothing we know count as not ticked."""

    user_name: str = ""
    name: str = ""
    roles: frozenset[Role] = frozenset()
    areas: AreaScope = NOWHERE

    @classmethod
    async def read(
        cls,
        # In an address `user_name` is another thing: who is changed.
        typed: Annotated[str, Form(alias="user_name", max_length=100)] = "",
        name: Annotated[str, Form(max_length=200)] = "",
        roles: Annotated[list[str] | None, Form()] = None,
        areas: Annotated[list[str] | None, Form()] = None,
        whole: Annotated[str, Form()] = "",
    ) -> "Filled":
        """Read the form."""
        try:
            scope = AreaScope.of([KABUPATEN] if whole == "1" else areas or [])
        except NoSuchArea:
            scope = NOWHERE
        known = set(Role)
        return cls(typed, name, frozenset(Role(role) for role in roles or [] if role in known), scope)

    @classmethod
    def of(cls, officer: Officer) -> "Filled":
        """Fill in what holds for somebody."""
        return cls(officer.user_name, officer.name, officer.held_roles, officer.scope)

    @property
    def duty(self) -> Duty:
        """Give roles and areas."""
        return Duty(self.roles, self.areas)


FilledIn = Annotated[Filled, Depends(Filled.read)]


@router.get("/petugas")
async def officers(me: Me, roster: OurRoster) -> HTMLResponse:
    """List those whose areas lie within one's own."""
    return rendered("officers.html", me=me, officers=await roster.listed())


@router.get("/petugas-baru")
async def invitation(me: Me) -> HTMLResponse:
    """Ask who is to be invited."""
    return _invitation(me, Filled(roles=frozenset({Role.OFFICER})))


@router.post("/petugas-baru")
async def invite(me: Me, roster: OurRoster, filled: FilledIn, now: Now) -> HTMLResponse:
    """Invite somebody, and show the one-time password this once."""
    invited = await roster.invite(filled.user_name, filled.name, filled.duty, now)
    if isinstance(invited, Invited):
        return rendered("officer_password.html", me=me, invited=invited, anew=False)
    return _invitation(me, filled, office_wording.trouble(invited))


@router.get("/petugas/{user_name}")
async def officer(me: Me, roster: OurRoster, user_name: str) -> HTMLResponse:
    """Show somebody, and what can be changed."""
    found = await roster.find(user_name)
    return _officer(me, found, Filled.of(found)) if found else _nobody(me)


@router.post("/petugas/{user_name}")
async def assign(me: Me, roster: OurRoster, filled: FilledIn, user_name: str, now: Now) -> HTMLResponse:
    """Change name, roles and areas."""
    found = await roster.find(user_name)
    if found is None:
        return _nobody(me)
    trouble = await roster.assign(found, filled.name, filled.duty, now)
    if trouble is not None:
        return _officer(me, found, filled, trouble=office_wording.trouble(trouble))
    return _officer(me, found, Filled.of(found), done="Perubahan sudah disimpan dan langsung berlaku.")


@router.post("/petugas/{user_name}/tangguhkan")
async def suspend(me: Me, roster: OurRoster, user_name: str, now: Now) -> HTMLResponse:
    """Let somebody in no more."""
    found = await roster.find(user_name)
    if found is None:
        return _nobody(me)
    trouble = await roster.suspend(found, now)
    if trouble is not None:
        return _officer(me, found, Filled.of(found), trouble=office_wording.trouble(trouble))
    return _officer(me, found, Filled.of(found), done="Petugas dinonaktifkan. Semua sesinya sudah diakhiri.")


@router.post("/petugas/{user_name}/aktifkan")
async def reactivate(me: Me, roster: OurRoster, user_name: str, now: Now) -> HTMLResponse:
    """Let somebody in again."""
    found = await roster.find(user_name)
    if found is None:
        return _nobody(me)
    await roster.reactivate(found, now)
    return _officer(me, found, Filled.of(found), done="Petugas aktif kembali.")


@router.post("/petugas/{user_name}/atur-ulang")
async def reset(me: Me, roster: OurRoster, user_name: str, now: Now) -> HTMLResponse:
    """Forget password and authenticator, and show a one-time password this once."""
    found = await roster.find(user_name)
    if found is None:
        return _nobody(me)
    return rendered("officer_password.html", me=me, invited=await roster.reset(found, now), anew=True)


def _invitation(me: SignedIn, filled: Filled, trouble: str = "") -> HTMLResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if trouble else HTTPStatus.OK
    return rendered("officer_new.html", me=me, status=status, filled=filled, trouble=trouble)


def _officer(me: SignedIn, officer: Officer, filled: Filled, *, trouble: str = "", done: str = "") -> HTMLResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if trouble else HTTPStatus.OK
    return rendered("officer.html", me=me, status=status, officer=officer, filled=filled, trouble=trouble, done=done)


def _nobody(me: SignedIn) -> HTMLResponse:
    return notice(
        HTTPStatus.NOT_FOUND,
        "Petugas tidak ditemukan",
        "Tidak ada petugas dengan nama pengguna ini di wilayah kerja Bapak/Ibu.",
        me=me,
        onward=("/console/petugas", "Ke daftar petugas"),
    )
