"""The pages on which agents are invited, suspended and replaced."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse
from starlette.datastructures import UploadFile

from backend.agents.activity import Activity, activity_of
from backend.agents.back_checks import BackChecks
from backend.agents.links import Doors
from backend.agents.models import Agent
from backend.agents.people import name_of, phone_of, scope_of
from backend.agents.roster import Invited, Person, Roster, Trouble
from backend.agents.sheet import invite_all
from backend.auth.permissions import Permission
from backend.clock import Now
from backend.console import agent_wording, file_wording
from backend.console.access import SignedIn, allowed
from backend.console.paging import Wanted
from backend.console.rendering import notice, rendered
from backend.database import Transaction
from backend.imports.refusals import Refusal, Refused
from backend.vault.held import HeldVault
from conversations.answers.invitation import show_invitation
from conversations.answers.masking import mask_number

ADDRESS: Final = "/console/agen"
FILE_ADDRESS: Final = "/console/agen-berkas"
_CHECKS: Final = 10

router = APIRouter(prefix="/console", include_in_schema=False)

Me = Annotated[SignedIn, Depends(allowed(Permission.AGENTS_MANAGE))]


async def _roster(me: Me, session: Transaction, vault: HeldVault) -> Roster:
    return Roster(session, vault, me.areas, me.actor)


async def _doors(request: Request) -> Doors:
    doors: Doors = request.app.state.doors
    return doors


OurRoster = Annotated[Roster, Depends(_roster, scope="function")]
OurDoors = Annotated[Doors, Depends(_doors)]


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in."""

    name: Annotated[str, Form(max_length=200)] = ""
    phone: Annotated[str, Form(max_length=40)] = ""
    desa: Annotated[str, Form(max_length=20)] = ""
    rw: Annotated[str, Form(max_length=10)] = ""
    rt: Annotated[str, Form(max_length=10)] = ""

    @property
    def person(self) -> Person:
        """Give who is meant."""
        return Person(self.name, self.phone)


FilledIn = Annotated[Filled, Depends()]


@dataclass(frozen=True, slots=True)
class Shown:
    """An agent as the pages show one."""

    id: UUID
    name: str
    phone: str
    scope: str
    state: str
    activity: Activity


@router.get("/agen")
async def agents(
    me: Me, roster: OurRoster, now: Now, page: Wanted, desa: Annotated[str, Query(max_length=20)] = ""
) -> HTMLResponse:
    """List the agents of the areas, or of one desa, with what they did lately."""
    desa = desa if me.areas.covers(desa) else ""
    leaf = page.leaf(await roster.listed(desa or None, page.first, page.most))
    return rendered("agents.html", me=me, agents=await _shown(roster, leaf.rows, now), leaf=leaf, desa=desa)


@router.get("/agen-baru")
async def invitation(me: Me) -> HTMLResponse:
    """Ask who is to be invited."""
    return _invitation(me, Filled())


@router.post("/agen-baru")
async def invite(me: Me, roster: OurRoster, doors: OurDoors, filled: FilledIn, now: Now) -> HTMLResponse:
    """Invite an agent, and show the code this once."""
    outcome = await roster.invite(filled.person, filled.desa, filled.rw, filled.rt, now)
    if isinstance(outcome, Trouble):
        return _invitation(me, filled, agent_wording.trouble(outcome))
    return _codes(me, doors, [(0, filled.name, outcome)])


@router.post("/agen-berkas")
async def invite_many(me: Me, request: Request, roster: OurRoster, doors: OurDoors, now: Now) -> HTMLResponse:
    """Invite everybody in a file, and show each code, or what is the matter with the row."""
    async with request.form() as form:
        file = form.get("file")
        content = await file.read() if isinstance(file, UploadFile) else b""
    rows = await invite_all(roster, content, now) if content else Refusal(Refused.NO_FILE)
    if isinstance(rows, Refusal):
        return _invitation(me, Filled(), file_wording.refusal(rows))
    return _codes(me, doors, [(row.number, row.name, row.outcome) for row in rows])


@router.get("/agen/{agent_id}")
async def agent(me: Me, roster: OurRoster, agent_id: UUID, now: Now) -> HTMLResponse:
    """Show an agent, and what can be changed."""
    found = await roster.find(agent_id)
    return await _agent(me, roster, found, now) if found else nobody(me)


@router.post("/agen/{agent_id}/undang")
async def invite_again(me: Me, roster: OurRoster, doors: OurDoors, agent_id: UUID, now: Now) -> HTMLResponse:
    """Give another code: for a second channel, or in place of one that was lost."""
    return await _given(me, roster, doors, agent_id, now, forget_pin=False)


@router.post("/agen/{agent_id}/pin")
async def forget_pin(me: Me, roster: OurRoster, doors: OurDoors, agent_id: UUID, now: Now) -> HTMLResponse:
    """Forget the PIN, and give a code with which a new one is chosen."""
    return await _given(me, roster, doors, agent_id, now, forget_pin=True)


@router.post("/agen/{agent_id}/hentikan")
async def suspend(me: Me, roster: OurRoster, agent_id: UUID, now: Now) -> HTMLResponse:
    """Take in nothing more from an agent."""
    found = await roster.find(agent_id)
    if found is None:
        return nobody(me)
    await roster.suspend(found, now)
    return await _agent(me, roster, found, now, done="Agen dihentikan. Kirimannya tidak diterima mulai sekarang.")


@router.post("/agen/{agent_id}/aktifkan")
async def reactivate(me: Me, roster: OurRoster, agent_id: UUID, now: Now) -> HTMLResponse:
    """Let an agent act again."""
    found = await roster.find(agent_id)
    if found is None:
        return nobody(me)
    await roster.reactivate(found, now)
    return await _agent(me, roster, found, now, done="Agen boleh bertugas lagi.")


@router.post("/agen/{agent_id}/ganti")
async def replace(
    me: Me, roster: OurRoster, doors: OurDoors, filled: FilledIn, agent_id: UUID, now: Now
) -> HTMLResponse:
    """Put somebody else in an agent's place, and show their code this once."""
    found = await roster.find(agent_id)
    if found is None:
        return nobody(me)
    outcome = await roster.replace(found, filled.person, now)
    if isinstance(outcome, Trouble):
        return await _agent(me, roster, found, now, trouble=agent_wording.trouble(outcome))
    return _codes(me, doors, [(0, filled.name, outcome)])


async def _given(
    me: SignedIn, roster: Roster, doors: Doors, agent_id: UUID, now: Now, *, forget_pin: bool
) -> HTMLResponse:
    found = await roster.find(agent_id)
    if found is None:
        return nobody(me)
    outcome = await roster.invite_again(found, now, forget_pin=forget_pin)
    if isinstance(outcome, Trouble):
        return await _agent(me, roster, found, now, trouble=agent_wording.trouble(outcome))
    return _codes(me, doors, [(0, name_of(roster.vault, found), outcome)])


def _codes(me: SignedIn, doors: Doors, rows: list[tuple[int, str, Invited | Trouble]]) -> HTMLResponse:
    given = [
        (name, agent_wording.scope_name(scope_of(each.agent)), show_invitation(each.code), doors.links(each.code), each)
        for _, name, each in rows
        if isinstance(each, Invited)
    ]
    troubles = [(number, name, agent_wording.trouble(each)) for number, name, each in rows if isinstance(each, Trouble)]
    return rendered("agent_codes.html", me=me, given=given, troubles=troubles)


async def _agent(
    me: SignedIn, roster: Roster, agent: Agent, now: Now, *, trouble: str = "", done: str = ""
) -> HTMLResponse:
    [shown] = await _shown(roster, [agent], now)
    checks = await BackChecks(roster.session, roster.vault, me.areas).of_agent(agent.id, _CHECKS)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if trouble else HTTPStatus.OK
    return rendered(
        "agent.html", me=me, status=status, agent=shown, row=agent, checks=checks, trouble=trouble, done=done
    )


async def _shown(roster: Roster, found: Sequence[Agent], now: Now) -> list[Shown]:
    did = await activity_of(roster.session, [each.id for each in found], now)
    return [
        Shown(
            id=each.id,
            name=name_of(roster.vault, each),
            phone=mask_number(phone_of(roster.vault, each) or ""),
            scope=agent_wording.scope_name(scope_of(each)),
            state=each.state,
            activity=did[each.id],
        )
        for each in found
    ]


def _invitation(me: SignedIn, filled: Filled, trouble: str = "") -> HTMLResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if trouble else HTTPStatus.OK
    return rendered("agent_new.html", me=me, status=status, filled=filled, trouble=trouble)


def nobody(me: SignedIn) -> HTMLResponse:
    """Say that there is no such agent."""
    return notice(
        HTTPStatus.NOT_FOUND,
        "Agen tidak ditemukan",
        "Tidak ada agen ini di wilayah kerja Bapak/Ibu.",
        me=me,
        onward=(ADDRESS, "Ke daftar agen"),
    )
