"""Whom an agent should tell in person what no message could, over HTTP."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from backend.agents.acting import Acting, Refusal
from backend.agents.people import scope_of
from backend.agents.schemas import Brought, BroughtOut, ByContact, Listed
from backend.auth.areas import AreaScope
from backend.auth.bearer import scoped
from backend.auth.scopes import Scope
from backend.broadcasts.in_person import InPerson, Unreached
from backend.clock import Now
from backend.database import Transaction
from backend.vault.held import HeldVault
from conversations.answers.masking import mask_name

router = APIRouter(
    prefix="/agents/telling",
    tags=["agents"],
    dependencies=[Depends(scoped(Scope.AGENTS_ACT))],
)
MOST = 20


class ToTell(BaseModel):
    """Somebody to see, masked, and what to tell. `number` is that of the registration, empty where there is none."""

    id: UUID
    number: str
    names: list[str]
    rt: str | None
    rw: str | None
    reason: str
    programme: str
    stage: int
    amount: int
    place: str
    day: date


class TellingOut(BaseModel):
    """Those of the agent's area whom no message reached."""

    outcome: Listed
    people: list[ToTell]


class ToldIn(ByContact):
    """Who was told."""

    id: UUID


async def _acting(session: Transaction, vault: HeldVault) -> Acting:
    return Acting(session, vault)


Agents = Annotated[Acting, Depends(_acting, scope="function")]


@router.post("", summary="List whom an agent should tell about a payment")
async def telling(body: ByContact, agents: Agents, now: Now) -> TellingOut:
    """List people of the agent's area, twenty at most, whom a notice about a payment did not reach."""
    agent = await agents.allowed(body.contact, now)
    if isinstance(agent, Refusal):
        return TellingOut(outcome=Listed.NOT_NOW, people=[])
    found = await _within(agents, agent.desa).of_agent(scope_of(agent), MOST, now)
    people = [each for row in found if (each := _to_tell(row)) is not None]
    return TellingOut(outcome=Listed.FOUND if people else Listed.EMPTY, people=people)


@router.post("/told", summary="Note that an agent told somebody")
async def told(body: ToldIn, agents: Agents, now: Now) -> BroughtOut:
    """Take somebody off the list. Doing it twice changes nothing."""
    agent = await agents.allowed(body.contact, now)
    if isinstance(agent, Refusal):
        return BroughtOut(outcome=Brought.NOT_YOURS)
    noted = await _within(agents, agent.desa).tell(body.id, f"agent/{agent.id}", now)
    return BroughtOut(outcome=Brought.NOTED if noted else Brought.NOT_YOURS)


def _within(agents: Acting, desa: str) -> InPerson:
    return InPerson(agents.session, agents.vault, AreaScope(frozenset({desa})))


def _to_tell(row: Unreached) -> ToTell | None:
    due = next((each.due for each in row.people if each.due is not None), None)
    if due is None:
        return None
    return ToTell(
        id=row.recipient.id,
        number=row.number,
        names=[mask_name(each.name) for each in row.people],
        rt=row.rt,
        rw=row.rw,
        reason=row.recipient.reason or row.recipient.state.value,
        programme=due.programme,
        stage=due.stage,
        amount=due.amount,
        place=due.place,
        day=due.day,
    )
