"""An agent's PIN as a part of a conversation: asked for, or chosen and typed twice. The registry compares it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from conversations.answers.pin import NEW_PIN_PROBLEMS, PIN_PROBLEMS, Pin, parse_new_pin, parse_pin
from conversations.engine.fields import Field, Record
from conversations.engine.flow import Ask, End, Flow, Look

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conversations.answers.reading import Problem
    from conversations.engine.flow import Situation

_WRONG: Final = {"wrong": ("left",)}


class PinTalk(Record):
    """The PINs that an agent types."""

    new_pin = Field(Pin, secret=True)
    same_pin = Field(Pin, secret=True)
    pin = Field(Pin, secret=True)


def ask_pin(flow: Flow, question: str, *, right: str, nobody: str) -> None:
    """Ask for the PIN, until it is right or too often wrong."""
    flow += Ask(name=question, expects=_read, problems={**PIN_PROBLEMS, **_WRONG}, saves=PinTalk.pin, next="check_pin")
    flow += Look(
        name="check_pin",
        lookup="agents.try_pin",
        asks=_typed,
        outcomes={"right": right, "locked": "locked", "none": nobody, "unavailable": "away"},
        again={"wrong": question},
    )


def choose_pin(flow: Flow, *, chosen: str, nobody: str) -> None:
    """Have a PIN chosen and typed a second time."""
    flow += Ask(
        name="new_pin",
        expects=_read_new,
        problems={**NEW_PIN_PROBLEMS, **_WRONG},
        saves=PinTalk.new_pin,
        resets=[PinTalk.same_pin],
        next="choose_pin",
    )
    flow += Look(
        name="choose_pin",
        lookup="agents.choose_pin",
        asks=_chosen,
        outcomes={"chosen": "same_pin", "not_now": "away", "unavailable": "away"},
        again={"weak": "new_pin"},
    )
    flow += Ask(name="same_pin", expects=_read, problems=PIN_PROBLEMS, saves=PinTalk.same_pin, next="same_check")
    flow += Look(
        name="same_check",
        lookup="agents.try_pin",
        asks=_typed_again,
        outcomes={"right": chosen, "locked": "locked", "none": nobody, "unavailable": "away"},
        again={"wrong": "new_pin"},
    )


def end_pin(flow: Flow) -> None:
    """End where somebody has to wait, or the registry gives no answer."""
    flow += End(name="locked", details=_how_long)
    flow += End(name="away")


def _read(text: str, _: Situation[Any]) -> Pin | Problem:
    return parse_pin(text)


def _read_new(text: str, _: Situation[Any]) -> Pin | Problem:
    return parse_new_pin(text)


def _typed(talk: PinTalk) -> Mapping[str, Any]:
    return {"pin": talk.pin}


def _chosen(talk: PinTalk) -> Mapping[str, Any]:
    return {"pin": talk.new_pin}


def _typed_again(talk: PinTalk) -> Mapping[str, Any]:
    return {"pin": talk.same_pin}


def _how_long(talk: PinTalk) -> Mapping[str, Any]:
    # In hours where it is long. The last one to be compared is the one that locked.
    tries = talk.answers.get("same_check") or talk.answers["check_pin"]
    minutes = int(tries["minutes"])
    return {"wait": f"{minutes} menit" if minutes < 2 * 60 else f"{-(-minutes // 60)} jam"}
