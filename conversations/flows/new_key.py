"""Changing an agent's PIN: the old one first, then the new one twice. The registry compares them; none is kept here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from conversations.answers.normalise import plain
from conversations.answers.pin import NEW_PIN_PROBLEMS, PIN_PROBLEMS
from conversations.engine.flow import Ask, End, Flow, Go, Look
from conversations.flows.agent import (
    PinTalk,
    how_long,
    nothing_more,
    read_new_pin,
    read_pin,
    the_new_pin,
    the_pin,
    the_same_pin,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORDS: Final = frozenset(
    {"ganti kunci", "ganti kunci agen", "ubah kunci", "ubah kunci agen", "ganti pin", "ganti pin agen", "ubah pin"}
)


def opening(text: str) -> Mapping[str, Any] | None:
    """Find the wish for another key."""
    return {} if plain(text) in _WORDS else None


new_key = Flow("new_key", version=1, start="standing", record=PinTalk, opened_with=opening)

new_key += Look(
    name="standing",
    lookup="agents.standing",
    asks=nothing_more,
    outcomes={
        "active": "old_pin",
        "pin": "old_pin",
        "new_pin": "agent",
        "suspended": "agent",
        "none": "agent",
        "unavailable": "away",
    },
)
new_key += Ask(
    name="old_pin",
    expects=read_pin,
    problems={**PIN_PROBLEMS, "wrong": ("left",)},
    saves=PinTalk.pin,
    next="check_pin",
)
new_key += Look(
    name="check_pin",
    lookup="agents.try_pin",
    asks=the_pin,
    outcomes={"right": "new_pin", "locked": "locked", "none": "agent", "unavailable": "away"},
    again={"wrong": "old_pin"},
)
new_key += Ask(
    name="new_pin",
    expects=read_new_pin,
    problems={**NEW_PIN_PROBLEMS, "wrong": ("left",)},
    saves=PinTalk.new_pin,
    resets=[PinTalk.same_pin],
    next="choose_pin",
)
new_key += Look(
    name="choose_pin",
    lookup="agents.choose_pin",
    asks=the_new_pin,
    outcomes={"chosen": "same_pin", "not_now": "away", "unavailable": "away"},
    again={"weak": "new_pin"},
)
new_key += Ask(name="same_pin", expects=read_pin, problems=PIN_PROBLEMS, saves=PinTalk.same_pin, next="same_check")
new_key += Look(
    name="same_check",
    lookup="agents.try_pin",
    asks=the_same_pin,
    outcomes={"right": "done", "locked": "locked", "none": "agent", "unavailable": "away"},
    again={"wrong": "new_pin"},
)
new_key += Go(name="agent", flow="agent")
new_key += End(name="done")
new_key += End(name="locked", details=how_long)
new_key += End(name="away")
