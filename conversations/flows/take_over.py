"""Going on with a case that somebody else began, or taking back what nobody took: AMBIL, with the code."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from conversations.answers.invitation import INVITATION_PROBLEMS, Invitation, parse_invitation
from conversations.answers.normalise import plain
from conversations.answers.reading import Problem
from conversations.engine.fields import Field
from conversations.engine.flow import Ask, Choose, End, Flow, Go, Look, Passing, Situation, otherwise, when
from conversations.flows.drafts import BesideDraft, has_draft

if TYPE_CHECKING:
    from collections.abc import Mapping

_SAID: Final = re.compile(r"/?ambil(?: kembali| lagi)?(?:\s+(?P<code>.+))?")


class Begin(StrEnum):
    """Whether to go on at once."""

    NOW = "now"
    LATER = "later"


class TakeOver(BesideDraft):
    """With which code, and whether to go on at once. Without one it is what this chat gave and nobody took."""

    code = Field(Invitation, secret=True)
    begin = Field(Begin)


def opening(text: str) -> Mapping[str, Any] | None:
    """Find the wish to take a case, with the code where there is one."""
    said = _SAID.fullmatch(plain(text).strip(" .!"))
    if said is None:
        return None
    if said["code"] is None:
        return {"code": None}
    match parse_invitation(said["code"]):
        case Problem(code="slip"):
            return {}
        case Problem():
            return None
        case code:
            return {"code": code}


def read_code(text: str, _: Situation[TakeOver]) -> Invitation | Problem:
    """Read a code."""
    return parse_invitation(text)


def the_code(taking: TakeOver) -> Mapping[str, Any]:
    """Give the code; without one it is what this chat gave."""
    return {"code": taking.code}


def waits(taking: TakeOver) -> bool:
    """Tell whether to go on later."""
    return taking.begin is Begin.LATER


def whose(taking: TakeOver) -> Mapping[str, Any]:
    """Say whose case it is, masked, and how much of it was told."""
    found = taking.answers["take"]
    names = [name for name in ("name", "nik", "desa", "told") if found.get(name)]
    return {"known": [{"what": name, "value": str(found[name])} for name in names]}


take_over = Flow("take_over", version=1, start="code", record=TakeOver, opened_with=opening)

take_over += Ask(
    name="code",
    optional=True,
    expects=read_code,
    problems={**INVITATION_PROBLEMS, "unknown": ()},
    saves=TakeOver.code,
    next=[when(has_draft, "busy"), otherwise("take")],
)
take_over += Look(
    name="take",
    lookup="drafts.take",
    asks=the_code,
    passing=Passing.TAKES,
    outcomes={
        "taken": "begin",
        "none": "none",
        "used": "used",
        "expired": "expired",
        "too_many": "too_many",
        "not_now": "agent",
        "unavailable": "away",
    },
    again={"unknown": "code"},
)
take_over += Choose(
    name="begin",
    options=list(Begin),
    details=whose,
    saves=TakeOver.begin,
    next=[when(waits, "later"), otherwise("resume")],
)
take_over += Go(name="resume", flow="")
take_over += Go(name="agent", flow="agent")
take_over += End(name="later")
take_over += End(name="busy")
take_over += End(name="none")
take_over += End(name="used")
take_over += End(name="expired")
take_over += End(name="too_many")
take_over += End(name="away")
