"""Agents over HTTP: the bot binds chats, has PINs tried, and asks where an agent stands."""

import math
from dataclasses import asdict
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request

from backend.agents import schemas
from backend.agents.acting import Acting, Refusal, Standing
from backend.agents.activity import activity_of
from backend.agents.binding import Binding
from backend.agents.confirming import Confirming
from backend.agents.handing import FOR_OTHERS, Handing
from backend.agents.idle import Idle
from backend.agents.people import name_of
from backend.agents.pins import Chosen, Outcome, Pins, Tried
from backend.agents.told_niks import ToldNiks, asked
from backend.agents.worklist import WorkList
from backend.audit.log import append
from backend.auth.bearer import scoped
from backend.auth.passwords import Busy, Passwords
from backend.auth.scopes import Scope
from backend.clock import Now
from backend.database import Transaction
from backend.problems import Unavailable, documented
from backend.registrations.standings import Standings
from backend.vault.held import HeldVault
from conversations.answers.invitation import show_invitation
from conversations.answers.registration_number import show_registration_number

router = APIRouter(
    prefix="/agents",
    tags=["agents"],
    dependencies=[Depends(scoped(Scope.AGENTS_ACT))],
    responses=documented(HTTPStatus.UNAUTHORIZED, HTTPStatus.UNPROCESSABLE_ENTITY),
)


async def _acting(session: Transaction, vault: HeldVault, idle: Idle) -> Acting:
    return Acting(session, vault, idle)


async def _passwords(request: Request) -> Passwords:
    passwords: Passwords = request.app.state.door.passwords
    return passwords


Agents = Annotated[Acting, Depends(_acting, scope="function")]
Hasher = Annotated[Passwords, Depends(_passwords)]


@router.post("/invitations/redeem", summary="Bind a chat by an invitation")
async def redeem(body: schemas.RedeemIn, session: Transaction, vault: HeldVault, now: Now) -> schemas.RedeemOut:
    """Make a chat an agent's. Each code binds once; sent again from the same chat it gives the same answer."""
    return schemas.RedeemOut(outcome=await Binding(session, vault).bind(body.contact, body.code, now))


@router.post("/standing", summary="Tell whether a chat is an agent's")
async def standing(body: schemas.ByContact, agents: Agents, now: Now) -> schemas.StandingOut:
    """Tell where the agent behind a chat stands. An active one is noted to have been there."""
    found = await agents.find(body.contact, lock=True)
    where = found.standing(agents.idle, now) if found is not None else Standing.NONE
    if found is None or where is not Standing.ACTIVE:
        return schemas.StandingOut(standing=where)
    found.chat.seen_at = now
    return schemas.StandingOut(
        standing=where,
        name=name_of(agents.vault, found.agent),
        desa=found.agent.desa,
        rw=found.agent.rw,
        rt=found.agent.rt,
        pin_hours=math.floor(agents.idle.total_seconds() / 3600),
    )


@router.post("/pin", summary="Choose a PIN")
async def choose_pin(body: schemas.PinTried, agents: Agents, passwords: Hasher, now: Now) -> schemas.ChosenOut:
    """Take a PIN from an agent who has none, or who gave the old one a moment ago. It counts once it was tried."""
    found = await agents.find(body.contact, lock=True)
    if found is None:
        return schemas.ChosenOut(outcome=Chosen.NOT_NOW)
    return schemas.ChosenOut(outcome=await Pins(agents.session, passwords, found).choose(body.pin, now))


@router.post("/pin/check", summary="Try a PIN")
async def check_pin(body: schemas.PinTried, agents: Agents, passwords: Hasher, now: Now) -> schemas.TriedOut:
    """Compare a PIN. After five wrong ones in a row none is looked at for a while, which grows."""
    found = await agents.find(body.contact, lock=True)
    if found is None:
        return _tried(Outcome(Tried.NONE))
    try:
        return _tried(await Pins(agents.session, passwords, found).check(body.pin, now))
    except Busy:
        raise Unavailable("Many people are being let in just now. Ask again in a moment.") from None


@router.post("/niks", summary="Tell whether a NIK is registered")
async def nik(body: schemas.NikAsked, agents: Agents, now: Now) -> schemas.NikOut:
    """Tell an agent whether a NIK has an active registration, before all else is typed; not whose it is, nor where.

    Nobody but an active agent is told anything, and that thirty times a day at most. Each question is in the audit log.
    """
    agent = await agents.allowed(body.contact, now)
    if isinstance(agent, Refusal):
        return schemas.NikOut(outcome=schemas.NikFound.NEW)
    own, taken = await Standings(agents.session, agents.vault).of_agent(agent.id, body.nik)
    taken = taken and await ToldNiks(agents.session, agents.vault, agent.id).may_hear(now)
    await append(agents.session, asked(agent.id, now, taken=taken, own=own is not None))
    outcome = schemas.NikFound.TAKEN if taken else schemas.NikFound.NEW
    number = show_registration_number(own.number) if own is not None else None
    return schemas.NikOut(outcome=schemas.NikFound.ALREADY if number else outcome, number=number)


@router.post("/confirmations", summary="Hear a family about its registration by an agent")
async def confirm(body: schemas.ConfirmIn, session: Transaction, vault: HeldVault, now: Now) -> schemas.ConfirmOut:
    """Take what a family says from its own chat. From then on news of its registration goes there."""
    heard = await Confirming(session, vault).hear(body.contact, body.code, now, right=body.right)
    return schemas.ConfirmOut(outcome=heard.said, number=heard.number)


@router.post("/work", summary="Tell an agent what waits")
async def work(body: schemas.ByContact, agents: Agents, now: Now) -> schemas.WorkOut:
    """Count what an agent registered today, and the families that wait for each errand."""
    agent = await agents.proven(body.contact, now)
    if agent is None:
        return schemas.WorkOut(outcome=schemas.Listed.NOT_NOW)
    done = await activity_of(agents.session, [agent.id], now)
    counts = await WorkList(agents.session, agents.vault, agent).counts(now)
    return schemas.WorkOut(outcome=schemas.Listed.FOUND, today=done[agent.id].today, errands=counts)


@router.post("/work/families", summary="List the families of an errand, masked")
async def families(body: schemas.ErrandIn, agents: Agents, now: Now) -> schemas.ErrandsOut:
    """List eight families that wait for an errand of the agent, masked. `after` is the id of the last one seen."""
    agent = await agents.proven(body.contact, now)
    if agent is None:
        return schemas.ErrandsOut(outcome=schemas.Listed.NOT_NOW)
    page = await WorkList(agents.session, agents.vault, agent).page(body.errand, body.after, now)
    return schemas.ErrandsOut(
        outcome=schemas.Listed.FOUND if page.entries else schemas.Listed.EMPTY,
        families=[schemas.FamilyToSee(**asdict(each)) for each in page.entries],
        more=page.more,
    )


@router.post("/work/told", summary="Note that a family heard in person what no message told it")
async def told(body: schemas.ToldIn, agents: Agents, now: Now) -> schemas.ToldOut:
    """Take a family off the list of an errand: of what did not reach it, or, until its status changes, of results."""
    agent = await agents.proven(body.contact, now)
    if agent is None:
        return schemas.ToldOut(outcome=schemas.Told.NOT_NOW)
    noted = await WorkList(agents.session, agents.vault, agent).note_told(body.errand, body.family, now)
    return schemas.ToldOut(outcome=schemas.Told.NOTED if noted else schemas.Told.NOT_YOURS)


@router.post("/drafts", summary="Hand an unfinished case over")
async def give(body: schemas.DraftIn, session: Transaction, vault: HeldVault, now: Now) -> schemas.GivenOut:
    """Keep a case, sealed, for whoever brings the code: once, within three days; from the chat that gave it, thirty."""
    code = await Handing(session, vault).give(body.contact, body.draft, body.message, now)
    return schemas.GivenOut(code=show_invitation(code), days=FOR_OTHERS.days)


@router.post("/drafts/takes", summary="Take a case that was handed over")
async def take(body: schemas.TakeIn, session: Transaction, vault: HeldVault, idle: Idle, now: Now) -> schemas.TakenOut:
    """Give a case to the first that brings its code, and to the same message again; who gave it is told."""
    found = await Handing(session, vault).take(body.contact, body.code, body.message, idle, now)
    agent = found.agent
    return schemas.TakenOut(
        outcome=found.took,
        draft=found.draft,
        agent=schemas.ActsAs(name=name_of(vault, agent), desa=agent.desa, rw=agent.rw, rt=agent.rt) if agent else None,
    )


def _tried(outcome: Outcome) -> schemas.TriedOut:
    minutes = math.ceil(outcome.wait.total_seconds() / 60)
    return schemas.TriedOut(outcome=outcome.tried, left=outcome.left, minutes=minutes)
