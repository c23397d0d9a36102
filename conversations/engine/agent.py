"""The agent in a chat, as far as a conversation has to know: asked of the registry, and believed for a while.

Nothing rests on it but which menu is shown and which area is named: the registry looks for itself at all that is sent.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

import msgspec

AGENT: Final = "agent"
"""The flow with the agent's menu."""
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
