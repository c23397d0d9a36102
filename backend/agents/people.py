"""Opening what is sealed of an agent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend.agents.models import NAME_FIELD, PHONE_FIELD
from backend.agents.scope import Scope

if TYPE_CHECKING:
    from backend.agents.models import Agent
    from backend.vault.vault import Vault


def name_of(vault: Vault, agent: Agent) -> str:
    """Give an agent's name, which families may know."""
    return vault.open(agent.name, field=NAME_FIELD, row=agent.id).decode()


def phone_of(vault: Vault, agent: Agent) -> str | None:
    """Give an agent's number, E.164."""
    return vault.open(agent.phone, field=PHONE_FIELD, row=agent.id).decode() if agent.phone is not None else None


def scope_of(agent: Agent) -> Scope:
    """Give the area of an agent."""
    return Scope(agent.desa, agent.rw, agent.rt)
