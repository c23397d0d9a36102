"""Whether somebody acts as an agent: asked anew each time, whatever the bot believes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.agents.models import Agent, AgentChat, State
from backend.contacts.book import ContactBook
from backend.vault.vault import Vault

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from backend.wire import ContactIn

JUST_PROVEN: Final = timedelta(minutes=15)
"""How long the PIN counts for what asks for it anew."""


class Refusal(StrEnum):
    """Why nothing is taken from somebody as an agent."""

    SUSPENDED = "agent-suspended"
    NOBODY = "agent-nobody"


class Standing(StrEnum):
    """Where the chat of an agent stands. `NONE` is the chat of somebody who is none."""

    ACTIVE = "active"
    NEW_PIN = "new_pin"
    PIN = "pin"
    SUSPENDED = "suspended"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Found:
    """An agent, and the chat in which they are."""

    agent: Agent
    chat: AgentChat

    def standing(self, idle: timedelta, now: datetime) -> Standing:
        """Tell what this agent may do here. After `idle` in which nothing was done the PIN is asked again."""
        if self.agent.state == State.SUSPENDED:
            return Standing.SUSPENDED
        if self.agent.pin_since is None:
            return Standing.NEW_PIN
        if self.chat.proven_at is None or self.chat.proven_at < self.agent.pin_since:
            return Standing.PIN
        last = max(self.chat.proven_at, self.chat.seen_at or self.chat.proven_at)
        return Standing.ACTIVE if now - last < idle else Standing.PIN

    def is_proven(self, now: datetime) -> bool:
        """Tell whether the PIN was right here a moment ago."""
        return self.chat.proven_at is not None and now - self.chat.proven_at < JUST_PROVEN


@dataclass(frozen=True, slots=True)
class Acting:
    """Who is behind a chat, within one transaction. `idle` is how long a PIN counts after the last thing done there.

    None at all unless told: what is done elsewhere, by a worker say, is nothing that the agent did in the chat.
    """

    session: AsyncSession
    vault: Vault
    idle: timedelta = timedelta(0)

    async def allowed(self, contact: ContactIn, now: datetime) -> Agent | Refusal:
        """Give the agent who acts in a chat, and note that they do. Suspending waits until the transaction ends.

        Who began while the PIN counted may finish when it does so no more. That gives it no new life.
        """
        found = await self.find(contact, lock=True)
        if found is None or found.agent.state not in (State.ACTIVE, State.SUSPENDED):
            return Refusal.NOBODY
        if found.agent.state == State.SUSPENDED:
            return Refusal.SUSPENDED
        if found.standing(self.idle, now) is Standing.ACTIVE:
            found.chat.seen_at = now
        return found.agent

    async def proven(self, contact: ContactIn, now: datetime) -> Agent | None:
        """Give the agent who acts in a chat and gave the PIN there not long ago: only they see families, masked."""
        found = await self.find(contact)
        return found.agent if found is not None and found.standing(self.idle, now) is Standing.ACTIVE else None

    async def find(self, contact: ContactIn, *, lock: bool = False) -> Found | None:
        """Find the agent whose chat this is. With `lock` nobody else changes the agent until the transaction ends."""
        known = await ContactBook(self.session, self.vault).find(contact)
        if known is None:
            return None
        query = (
            select(Agent, AgentChat)
            .join(AgentChat, AgentChat.agent_id == Agent.id)
            .where(AgentChat.contact_id == known.id, AgentChat.ended_at.is_(None))
        )
        if lock:
            query = query.with_for_update().execution_options(populate_existing=True)
        row = (await self.session.execute(query)).one_or_none()
        return Found(row[0], row[1]) if row is not None else None


async def chat_of(session: AsyncSession, agent_id: UUID) -> UUID | None:
    """Give the contact in which an agent acts, the one bound last; None where there is none yet."""
    query = select(AgentChat.contact_id).where(AgentChat.agent_id == agent_id, AgentChat.ended_at.is_(None))
    found: UUID | None = await session.scalar(query.order_by(AgentChat.bound_at.desc()).limit(1))
    return found
