"""Who the agents are: inviting, suspending, replacing. Every act is in the audit log and holds at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from backend.agents.codes import INVITATION, hashes, new_code
from backend.agents.models import NAME_FIELD, PHONE_FIELD, Agent, AgentChat, AgentInvitation, State
from backend.agents.people import scope_of
from backend.agents.scope import Scope
from backend.audit.chain import Event
from backend.audit.log import append
from backend.auth.areas import AreaScope
from backend.vault.vault import Vault
from conversations.answers.areas import desa_with_code
from conversations.answers.invitation import Invitation
from conversations.answers.phone import parse_phone
from conversations.answers.reading import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

INVITED_FOR: Final = timedelta(days=7)
LONGEST_NAME: Final = 80
_NAME: Final = re.compile(r"[^\x00-\x1f\x7f<>]+")
_PART: Final = re.compile(r"0*([0-9]{1,3})")


class Trouble(StrEnum):
    """Why something cannot be done as asked."""

    NAME_FORM = "name-form"
    PHONE_FORM = "phone-form"
    NO_SUCH_DESA = "no-such-desa"
    BEYOND = "beyond"
    RT_RW_FORM = "rt-rw-form"
    RT_WITHOUT_RW = "rt-without-rw"
    IS_REPLACED = "is-replaced"


@dataclass(frozen=True, slots=True)
class Person:
    """Who is to become an agent, as typed. An empty `phone` is one that is not known."""

    name: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Invited:
    """An agent may bind a chat with this code, once, until then."""

    agent: Agent
    code: Invitation
    until: datetime


@dataclass(frozen=True, slots=True)
class Roster:
    """The agents of some areas, within one transaction. `actor` is what the audit log calls whoever manages them."""

    session: AsyncSession
    vault: Vault
    areas: AreaScope
    actor: str

    async def listed(self, desa: str | None, skip: int, most: int) -> Sequence[Agent]:
        """List the agents of the areas, or of one desa of them, the newest first."""
        query = select(Agent).where(self.areas.desa_condition(Agent.desa.expression))
        if desa is not None:
            query = query.where(Agent.desa == desa)
        return (
            await self.session.scalars(query.order_by(Agent.created_at.desc(), Agent.id).offset(skip).limit(most))
        ).all()

    async def find(self, row: UUID) -> Agent | None:
        """Find an agent of the areas."""
        found = await self.session.get(Agent, row)
        return found if found is not None and self.areas.covers(found.desa) else None

    async def invite(self, person: Person, desa: str, rw: str, rt: str, now: datetime) -> Invited | Trouble:
        """Enter a new agent, with an invitation."""
        scope = self._scope(desa, rw, rt)
        if isinstance(scope, Trouble):
            return scope
        agent = self._entered(person, scope, now)
        if isinstance(agent, Trouble):
            return agent
        await self._note(agent, "agent.invited", now, desa=scope.desa, rw=scope.rw or "", rt=scope.rt or "")
        return await self._invitation(agent, now)

    async def invite_again(self, agent: Agent, now: datetime, *, forget_pin: bool = False) -> Invited | Trouble:
        """Give another code: for a second channel, or for one whose code, PIN or phone is lost. Open codes end.

        With `forget_pin` the chats end too: only who has the new code chooses a PIN, not who has the phone.
        """
        if agent.state == State.REPLACED:
            return Trouble.IS_REPLACED
        if forget_pin:
            agent.pin, agent.pin_since, agent.pin_failures, agent.pin_free_at = None, None, 0, None
            await self._end_chats(agent, now)
        await self._note(agent, "agent.pin_forgotten" if forget_pin else "agent.invited_again", now)
        return await self._invitation(agent, now)

    async def suspend(self, agent: Agent, now: datetime) -> None:
        """Take in nothing more from an agent."""
        if agent.state in (State.INVITED, State.ACTIVE):
            agent.state = State.SUSPENDED
            await self._end_invitations(agent, now)
            await self._note(agent, "agent.suspended", now)

    async def reactivate(self, agent: Agent, now: datetime) -> None:
        """Let a suspended agent act again."""
        if agent.state == State.SUSPENDED:
            agent.state = State.ACTIVE if agent.pin_since is not None else State.INVITED
            await self._note(agent, "agent.reactivated", now)

    async def replace(self, agent: Agent, person: Person, now: datetime) -> Invited | Trouble:
        """Put somebody else in an agent's place: the same area, and what the other had still to do."""
        if agent.state == State.REPLACED:
            return Trouble.IS_REPLACED
        successor = self._entered(person, scope_of(agent), now)
        if isinstance(successor, Trouble):
            return successor
        await self.session.flush()
        agent.state, agent.replaced_by = State.REPLACED, successor.id
        await self._end_invitations(agent, now)
        await self._end_chats(agent, now)
        await self._note(agent, "agent.replaced", now, by=str(successor.id))
        return await self._invitation(successor, now)

    def _entered(self, person: Person, scope: Scope, now: datetime) -> Agent | Trouble:
        name = " ".join(person.name.split())
        phone = parse_phone(person.phone) if person.phone.strip() else None
        if not _NAME.fullmatch(name) or len(name) > LONGEST_NAME:
            return Trouble.NAME_FORM
        if isinstance(phone, Problem):
            return Trouble.PHONE_FORM
        row = uuid4()
        agent = Agent(
            id=row,
            name=self.vault.seal(name.encode(), field=NAME_FIELD, row=row),
            phone=self.vault.seal(phone.encode(), field=PHONE_FIELD, row=row) if phone else None,
            desa=scope.desa,
            rw=scope.rw,
            rt=scope.rt,
            state=State.INVITED,
            pin_failures=0,
            created_at=now,
        )
        self.session.add(agent)
        return agent

    def _scope(self, desa: str, rw: str, rt: str) -> Scope | Trouble:
        if desa_with_code(desa) is None:
            return Trouble.NO_SUCH_DESA
        if not self.areas.covers(desa):
            return Trouble.BEYOND
        parts = [_PART.fullmatch(part.strip()) for part in (rw, rt)]
        if any(part.strip() and not read for part, read in zip((rw, rt), parts, strict=True)):
            return Trouble.RT_RW_FORM
        in_rw, in_rt = (read.group(1).zfill(3) if read else None for read in parts)
        return Trouble.RT_WITHOUT_RW if in_rt and not in_rw else Scope(desa, in_rw, in_rt)

    async def _invitation(self, agent: Agent, now: datetime) -> Invited:
        await self.session.flush()
        await self._end_invitations(agent, now)
        code, until = new_code(), now + INVITED_FOR
        self.session.add(
            AgentInvitation(
                agent_id=agent.id, code_hash=hashes(self.vault, code, INVITATION)[0], until=until, made_at=now
            )
        )
        await self.session.flush()
        return Invited(agent, code, until)

    async def _end_chats(self, agent: Agent, now: datetime) -> None:
        open_ones = (AgentChat.agent_id == agent.id, AgentChat.ended_at.is_(None))
        await self.session.execute(update(AgentChat).where(*open_ones).values(ended_at=now))

    async def _end_invitations(self, agent: Agent, now: datetime) -> None:
        of = AgentInvitation
        open_ones = (of.agent_id == agent.id, of.used_at.is_(None), of.until > now)
        await self.session.execute(update(of).where(*open_ones).values(until=now))

    async def _note(self, agent: Agent, action: str, now: datetime, **details: str) -> None:
        await append(
            self.session,
            Event(at=now, actor=self.actor, action=action, subject=f"agent/{agent.id}", details=details),
        )
