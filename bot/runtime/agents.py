"""What conversations ask the registry about agents, and how its answers are heard."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, TypeAlias

from conversations.engine.turn import Found

Asked: TypeAlias = Callable[[str, Mapping[str, Any]], Awaitable[Any]]
"""Asks the registry at a path, and gives what it says."""
LookUp: TypeAlias = Callable[[Mapping[str, Any]], Awaitable[Found]]

_HEARD: Final[Mapping[str, tuple[str, str, Mapping[str, tuple[str, ...]]]]] = {
    "agents.redeem": ("/api/v1/agents/invitations/redeem", "outcome", {}),
    "agents.standing": (
        "/api/v1/agents/standing",
        "standing",
        {"active": ("name", "desa", "rw", "rt", "pin_hours")},
    ),
    "agents.confirm": ("/api/v1/agents/confirmations", "outcome", {"confirmed": ("number",)}),
    "agents.nik": ("/api/v1/agents/niks", "outcome", {"already": ("number",)}),
    "agents.work": ("/api/v1/agents/work", "outcome", {"found": ("today", "errands")}),
    "agents.errands": ("/api/v1/agents/work/families", "outcome", {"found": ("families", "more")}),
    "agents.told": ("/api/v1/agents/work/told", "outcome", {}),
    "drafts.give": ("/api/v1/agents/drafts", "outcome", {"given": ("code", "days")}),
    "drafts.take": ("/api/v1/agents/drafts/takes", "outcome", {"taken": ("draft", "agent")}),
    "agents.choose_pin": ("/api/v1/agents/pin", "outcome", {}),
    "agents.try_pin": ("/api/v1/agents/pin/check", "outcome", {"wrong": ("left",), "locked": ("minutes",)}),
}
"""For each look-up: where it is asked, where the outcome stands, and what an outcome brings."""


def agent_lookups(asked: Asked) -> dict[str, LookUp]:
    """Give the look-ups about agents."""
    return {name: _look_up(asked, *heard) for name, heard in _HEARD.items()}


def _look_up(asked: Asked, path: str, outcome: str, brings: Mapping[str, tuple[str, ...]]) -> LookUp:
    async def look_up(args: Mapping[str, Any]) -> Found:
        said = await asked(path, args)
        found = str(said[outcome])
        return Found(found, {name: said[name] for name in brings.get(found, ())})

    return look_up
