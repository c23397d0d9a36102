"""Binding a chat to an agent by an invitation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from backend.agents.codes import INVITATION, WrongCodes, hashes
from backend.agents.models import Agent, AgentChat, AgentInvitation, State
from backend.agents.people import phone_of
from backend.agents.succession import is_or_was
from backend.audit.chain import Event
from backend.audit.log import append
from backend.contacts.book import ContactBook
from backend.registrations.models import Confirmation, Registration
from backend.vault.vault import Vault

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from backend.contacts.models import Contact
    from backend.wire import ContactIn

_WHATSAPP: Final = "whatsapp"


class Bound(StrEnum):
    """What became of an invitation. NOT_YOURS is one for another number, OTHER_AGENT a chat that is somebody else's."""

    BOUND = "bound"
    UNKNOWN = "unknown"
    USED = "used"
    EXPIRED = "expired"
    NOT_YOURS = "not_yours"
    OTHER_AGENT = "other_agent"
    SUSPENDED = "suspended"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Binding:
    """The way from a code to a chat, within one transaction. A code that was used here before binds nothing anew."""

    session: AsyncSession
    vault: Vault

    async def bind(self, typed: ContactIn, code: str, now: datetime) -> Bound:
        """Bind the chat that a code came from."""
        wrong = WrongCodes(self.session, self.vault, typed)
        if await wrong.too_many(now):
            return Bound.TOO_MANY
        found = await self._invitation(code)
        if found is None:
            wrong.note(now)
            return Bound.UNKNOWN
        invitation, agent = found
        contact = await ContactBook(self.session, self.vault).remember(typed, now)
        here = await self.session.scalar(
            select(AgentChat).where(AgentChat.contact_id == contact.id, AgentChat.ended_at.is_(None))
        )
        refusal = self._refusal(invitation, agent, typed, contact, here, now)
        if refusal is None and here is None:
            await self._enter(invitation, agent, contact, now)
        elif refusal is None and invitation.used_at is None:
            # The chat is this agent's already.
            await self._use(invitation, agent, contact, now)
        return refusal or Bound.BOUND

    async def _invitation(self, code: str) -> tuple[AgentInvitation, Agent] | None:
        row = (
            await self.session.execute(
                select(AgentInvitation, Agent)
                .join(Agent, Agent.id == AgentInvitation.agent_id)
                .where(AgentInvitation.code_hash.in_(hashes(self.vault, code, INVITATION)))
                .with_for_update()
            )
        ).one_or_none()
        return (row[0], row[1]) if row is not None else None

    def _refusal(
        self,
        invitation: AgentInvitation,
        agent: Agent,
        typed: ContactIn,
        contact: Contact,
        here: AgentChat | None,
        now: datetime,
    ) -> Bound | None:
        if invitation.used_at is not None:
            repeated = here is not None and here.agent_id == agent.id and invitation.used_by == contact.id
            return None if repeated else Bound.USED
        if agent.state in (State.SUSPENDED, State.REPLACED):
            return Bound.SUSPENDED
        if invitation.until <= now:
            return Bound.EXPIRED
        if here is not None and here.agent_id != agent.id:
            return Bound.OTHER_AGENT
        known = phone_of(self.vault, agent)
        writes_from = typed.address.removeprefix(f"{_WHATSAPP}:")
        if known and typed.channel == _WHATSAPP and writes_from.startswith("+") and writes_from != known:
            return Bound.NOT_YOURS
        return None

    async def _enter(self, invitation: AgentInvitation, agent: Agent, contact: Contact, now: datetime) -> None:
        """Bind the chat in place of the one that the agent had on this channel."""
        await self.session.execute(
            update(AgentChat)
            .where(AgentChat.agent_id == agent.id, AgentChat.channel == contact.channel, AgentChat.ended_at.is_(None))
            .values(ended_at=now)
        )
        self.session.add(AgentChat(agent_id=agent.id, contact_id=contact.id, channel=contact.channel, bound_at=now))
        await self._take_over(agent, contact)
        await self._use(invitation, agent, contact, now)

    async def _take_over(self, agent: Agent, contact: Contact) -> None:
        """Let news of what the agent, or whoever was there before, registered go to this chat."""
        ended = select(AgentChat.contact_id).where(is_or_was(AgentChat.agent_id, agent.id))
        await self.session.execute(
            update(Registration)
            .where(
                is_or_was(Registration.agent_id, agent.id),
                Registration.contact_id.in_(ended.where(AgentChat.ended_at.is_not(None))),
                Registration.confirmation != Confirmation.CONFIRMED,
            )
            .values(contact_id=contact.id)
            .execution_options(synchronize_session=False)
        )

    async def _use(self, invitation: AgentInvitation, agent: Agent, contact: Contact, now: datetime) -> None:
        invitation.used_at, invitation.used_by = now, contact.id
        await append(self.session, _event(agent.id, contact, now))


def _event(agent: UUID, contact: Contact, now: datetime) -> Event:
    return Event(
        at=now, actor=f"agent/{agent}", action="agent.bound", subject=f"agent/{agent}",
        details={"channel": contact.channel},
    )  # fmt: skip
