"""Changing an agent's PIN: the old one first, then the new one twice. The registry compares them; none is kept here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from conversations.answers.normalise import plain
from conversations.engine.agent import AGENT
from conversations.engine.flow import End, Flow, Go, Look
from conversations.flows.pins import PinTalk, ask_pin, choose_pin, end_pin

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORDS: Final = frozenset(
    {"ganti kunci", "ganti kunci agen", "ubah kunci", "ubah kunci agen", "ganti pin", "ganti pin agen", "ubah pin"}
)


def opening(text: str) -> Mapping[str, Any] | None:
    """Find the wish for another key."""
    return {} if plain(text) in _WORDS else None


new_key = Flow("new_key", version=1, start="standing", record=PinTalk, opened_with=opening, role=AGENT)

new_key += Look(
    name="standing",
    lookup="agents.standing",
    outcomes={
        "active": "old_pin",
        "pin": "old_pin",
        "new_pin": "agent",
        "suspended": "agent",
        "none": "agent",
        "unavailable": "away",
    },
)
ask_pin(new_key, "old_pin", right="new_pin", nobody="agent")
choose_pin(new_key, chosen="done", nobody="agent")
new_key += Go(name="agent", flow="agent")
new_key += End(name="done")
end_pin(new_key)
