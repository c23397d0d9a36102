"""Giving an unfinished case to somebody else: the family itself, or another agent. A code takes it there."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from conversations.answers.normalise import plain
from conversations.engine.agent import AGENT
from conversations.engine.fields import Field
from conversations.engine.flow import Choose, End, Flow, Go, Look, Passing, otherwise, when
from conversations.flows.drafts import BesideDraft, has_draft

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORDS: Final = frozenset(
    {"titip", "/titip", "titipkan", "titip isian", "titipkan isian", "serahkan", "alihkan", "oper"}
)


class Sure(StrEnum):
    """Whether the case is to leave this chat."""

    GIVE = "give"
    KEEP = "keep"


class HandOver(BesideDraft):
    """Whether there is a case, whose it is, and whether it is given."""

    whose = Field(str)
    sure = Field(Sure)


def opening(text: str) -> Mapping[str, Any] | None:
    """Find the wish to hand over."""
    return {} if plain(text) in _WORDS else None


def keeps(handing: HandOver) -> bool:
    """Tell whether the case stays here."""
    return handing.sure is Sure.KEEP


def name(handing: HandOver) -> Mapping[str, Any]:
    """Say whose case it is: masked, as others may look at this phone."""
    return {"name": handing.whose or "unknown"}


def code(handing: HandOver) -> Mapping[str, Any]:
    """Give the code that takes the case, and for how many days."""
    found = handing.answers["give"]
    return {"code": found["code"], "days": str(found["days"])}


hand_over = Flow("hand_over", version=1, start="sure", record=HandOver, opened_with=opening, role=AGENT)

hand_over += Choose(
    name="sure",
    asked_if=has_draft,
    details=name,
    options=list(Sure),
    saves=HandOver.sure,
    next=[when(keeps, "resume"), when(has_draft, "give"), otherwise("nothing")],
)
hand_over += Look(
    name="give",
    lookup="drafts.give",
    passing=Passing.GIVES,
    outcomes={"given": "given", "unavailable": "away"},
)
hand_over += Go(name="resume", flow="")
hand_over += End(name="given", details=code)
hand_over += End(name="nothing")
hand_over += End(name="away")
