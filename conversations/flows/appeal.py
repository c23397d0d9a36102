"""SANGGAH: a family that does not agree with its result says why, and its registration is looked at again.

The national portal means by the word one's own result; an older app means reporting somebody else. So the first
question says which it is here.
"""

from __future__ import annotations

from datetime import UTC, date
from typing import TYPE_CHECKING, Any

from conversations.answers.commands import Command
from conversations.answers.dates import format_date
from conversations.answers.names import shorten
from conversations.answers.objection import LONGEST_STORY, Ground
from conversations.answers.reading import Problem
from conversations.answers.registration_number import (
    NUMBER_PROBLEMS,
    RegistrationNumber,
    show_registration_number,
)
from conversations.engine.fields import Field, Record, to_plain
from conversations.engine.flow import (
    Ask,
    Choose,
    End,
    Filing,
    Flow,
    Look,
    Offer,
    Review,
    Situation,
    Submit,
    otherwise,
    when,
)
from conversations.flows.numbers import offer_of, read_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SHORTEST, _LONGEST_SHOWN = 4, 300


class Appeal(Record):
    """Which result a family does not agree with, and why."""

    which = Field(RegistrationNumber, optional=True)
    ground = Field(Ground)
    story = Field(str, sensitive=True)


def number_of(appeal: Appeal) -> str:
    """Give the number of the registration that is meant."""
    return show_registration_number(appeal.which) if appeal.which else str(appeal.answers["results"]["number"])


def meant(appeal: Appeal) -> Mapping[str, Any]:
    """Give the number of the registration, the reason for its result, and until when it can be objected to."""
    number = number_of(appeal)
    result = _offered(appeal) or appeal.answers.get("result") or appeal.answers["results"]
    until = result.get("until")
    return {
        "number": number,
        "reason": shorten(result.get("reason") or "", _LONGEST_SHOWN) or "none",
        "until": format_date(date.fromisoformat(until)) if until else "",
    }


def told(appeal: Appeal) -> Mapping[str, Any]:
    """Give the number of the registration that the registry spoke of."""
    said = appeal.answers.get("result") or appeal.answers["results"]
    return {"number": str(said.get("number", ""))}


def is_offered(appeal: Appeal) -> bool:
    """Tell whether the number is among those that were offered; an agent may have more results than a message shows."""
    return _offered(appeal) is not None


def the_number(appeal: Appeal) -> Mapping[str, Any]:
    """Give the number that was typed."""
    return {"number": number_of(appeal)}


def decided_here(situation: Situation[Appeal]) -> Sequence[Offer]:
    """Offer the results that can be objected to."""
    return [offer_of(item) for item in situation.record.answers["results"]["items"]]


def read_story(text: str, _: Situation[Appeal]) -> str | Problem:
    """Take what somebody tells as it stands."""
    story = text.strip()
    if len(story) < _SHORTEST:
        return Problem("too-short")
    return story if len(story) <= LONGEST_STORY else Problem("too-long", {"most": LONGEST_STORY})


def in_short(story: str) -> str:
    """Give the beginning, as the review shows it."""
    return shorten(story, _LONGEST_SHOWN)


def objection(filing: Filing[Appeal]) -> Mapping[str, Any]:
    """Give the objection as the registry takes it."""
    appeal = filing.record
    return {
        "contact": to_plain(filing.chat),
        "number": number_of(appeal),
        "ground": to_plain(appeal.ground),
        "story": appeal.story,
        "asked_at": filing.at.astimezone(UTC).isoformat(),
    }


def _offered(appeal: Appeal) -> Mapping[str, Any] | None:
    items: Sequence[Mapping[str, Any]] = appeal.answers.get("results", {}).get("items", ())
    return next((item for item in items if appeal.which and item["number"] == number_of(appeal)), None)


appeal = Flow("appeal", version=1, start="results", record=Appeal, opened_by={Command.APPEAL: {}})

appeal += Look(
    name="results",
    lookup="registry.results",
    outcomes={
        "one": "story",
        "several": "which",
        "waiting": "waiting",
        "closed": "closed",
        "none": "nothing",
        "unavailable": "unavailable",
    },
)
appeal += Ask(
    name="which",
    expects=read_number,
    problems={**NUMBER_PROBLEMS, "none": ()},
    offers=decided_here,
    saves=Appeal.which,
    next=[when(is_offered, "story"), otherwise("result")],
)
appeal += Look(
    name="result",
    lookup="registry.result",
    asks=the_number,
    outcomes={"open": "story", "waiting": "waiting", "closed": "closed", "unavailable": "unavailable"},
    again={"none": "which"},
)
appeal += Ask(
    name="story",
    expects=read_story,
    problems={"too-short": (), "too-long": ("most",)},
    details=meant,
    saves=Appeal.story,
    shows=in_short,
    verbatim=True,
    next="ground",
)
appeal += Choose(name="ground", options=list(Ground), saves=Appeal.ground, next="review")
appeal += Review(name="review", lines=["story", "ground"], details=meant, next="send")
appeal += Submit(name="send", kind="appeal", makes=objection, accepted="taken", already="not_now", delayed="saved")
appeal += End(name="taken", details=meant)
appeal += End(name="not_now", details=meant)
appeal += End(name="saved", details=meant)
appeal += End(name="waiting", details=told)
appeal += End(name="closed", details=told)
appeal += End(name="nothing")
appeal += End(name="unavailable")
