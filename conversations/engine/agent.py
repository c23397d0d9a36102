"""The agent in a chat, as far as a conversation has to know: asked of the registry, and believed for a while.

Nothing rests on it but which menu is shown and which area is named: the registry looks for itself at all that is sent.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping

AGENT_MENU: Final = "agent"
"""The flow with the agent's menu."""
ROLE, RESIDENT, AGENT = "role", "resident", "agent"
"""The answer that says in whose words a run speaks, and what it is; for an agent, one of that name says who it is."""
STANDING: Final = "agents.standing"
"""The look-up that tells whether somebody is one; in their flow a state of the same name, without the dot, asks it."""
ACTIVE: Final = "active"
BELIEVED_FOR: Final = timedelta(minutes=15)


class Agent(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who acts in a chat, for which area.

    Believed until `asked_again`; where the registry is away, until `pin_until`.
    """

    name: str
    desa: str
    asked_again: datetime
    pin_until: datetime
    rw: str | None = None
    rt: str | None = None

    def told(self) -> dict[str, Any]:
        """Give what flows and look-ups know of the agent."""
        return {"name": self.name, "desa": self.desa, "rw": self.rw, "rt": self.rt, "pin_hours": 0}


def acting(told: Mapping[str, Any] | None) -> dict[str, Any]:
    """Give the answers of a run in which an agent acts for somebody. Without what is `told` nobody knows which."""
    return {ROLE: AGENT} if told is None else {ROLE: AGENT, AGENT: dict(told)}
