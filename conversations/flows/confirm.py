"""A family says whether an agent registered it rightly: BENAR or BUKAN SAYA, with the code from the receipt.

Whether it wants disbursement notices could not be asked of the agent, so the family is asked here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from conversations.answers.invitation import INVITATION_PROBLEMS, Invitation, code_among, parse_invitation
from conversations.answers.normalise import plain
from conversations.answers.notices import Notices, parse_notices
from conversations.answers.reading import Problem
from conversations.answers.vocabulary import ADDRESS, NEGATION, SOFTENERS, squeezed
from conversations.answers.vocabulary import said as words_said
from conversations.engine.fields import Field, Record
from conversations.engine.flow import Ask, Choose, End, Flow, Look, Situation, otherwise, when

if TYPE_CHECKING:
    from collections.abc import Mapping

_SAID: Final = re.compile(
    r"(?P<right>benar|betul|leres|bener|bnr|btl)\s+(?P<code>.+)|"
    r"(?:bukan|bkn|dudu|sanes)(?: ?saya| ?kulo| ?aku)?\s+(?P<other>.+)"
)
_AROUND: Final = ADDRESS | SOFTENERS | squeezed("ya iya iyo nggih inggih kode kodenya yg yang sing isun keluarga maaf")
_RIGHT: Final = squeezed("benar betul leres bener bnr btl bner btul benr")
_DENIES: Final = re.compile(
    r"(?:bukan|bkn|bukn|dudu|sanes)(?:saya|sy|aku|kulo|kula|isun)?(?: (?:me|di|n)?n?daftar(?:kan|aken|in)?)?|"
    rf"(?:{NEGATION}|belum|blm|durung|dereng)"
    r"(?: (?:pernah|prnah|prnh|nate|tau|merasa|ngerasa|rumongso|ikut))*"
    r" (?:(?:me|di|n)?n?daftar(?:kan|aken|in)?|benar|bener)"
)


class Confirm(Record):
    """What is said, and of which registration. `is_right` is given with the message that began it."""

    is_right = Field(bool)
    code = Field(Invitation, secret=True)
    notices = Field(Notices)


def opening(text: str) -> Mapping[str, Any] | None:
    """Find an answer with a code in a message; `BENAR` alone answers something else."""
    if (heard := _heard(text)) is not None:
        return heard
    said = _SAID.fullmatch(plain(text).strip(" .!"))
    if said is None:
        return None
    typed, is_right = said["code"] or said["other"], said["right"] is not None
    match parse_invitation(typed):
        case Problem(code="slip"):
            return {"is_right": is_right}
        case Problem():
            return None
        case code:
            return {"is_right": is_right, "code": code}


def _heard(text: str) -> Mapping[str, Any] | None:
    """Hear "iya benar ... pak" or "saya tidak pernah daftar ...", with a code and nothing else."""
    among = code_among(text)
    if among is None or "?" in text:
        return None
    code, rest = among
    spoken = [word for word in words_said(rest) if word not in _AROUND]
    is_right = bool(spoken) and _RIGHT.issuperset(spoken)
    if is_right or _DENIES.fullmatch(" ".join(spoken)):
        return {"is_right": is_right, "code": code}
    return None


def read_code(text: str, _: Situation[Confirm]) -> Invitation | Problem:
    """Read a code."""
    return parse_invitation(text)


def said(confirm: Confirm) -> Mapping[str, Any]:
    """Give what the registry needs to know."""
    return {"code": confirm.code, "right": bool(confirm.is_right)}


def number(confirm: Confirm) -> Mapping[str, Any]:
    """Give the number of the registration."""
    return {"number": confirm.answers["hear"]["number"]}


def is_from_here(confirm: Confirm) -> bool:
    """Tell whether it is this chat that confirmed; it is told nothing of one that another chat did."""
    return confirm.answers.get("hear", {}).get("number") is not None


def what_was_said(confirm: Confirm) -> Mapping[str, Any]:
    """Say whether it was BENAR, where there was a BUKAN SAYA before."""
    return {"said": "right" if confirm.is_right else "not_us"}


def read_notices(text: str, _: Situation[Confirm]) -> Notices | Problem:
    """Read whether disbursement notices are welcome."""
    return parse_notices(text)


def wanted(confirm: Confirm) -> bool:
    """Tell whether disbursement notices are welcome."""
    return confirm.notices is Notices.WANTED


def chosen(confirm: Confirm) -> Mapping[str, Any]:
    """Say what was chosen."""
    return {"notices": confirm.notices}


confirm = Flow("confirm", version=1, start="code", record=Confirm, opened_with=opening)

confirm += Ask(
    name="code",
    expects=read_code,
    problems={**INVITATION_PROBLEMS, "unknown": ()},
    saves=Confirm.code,
    next="hear",
)
confirm += Look(
    name="hear",
    lookup="agents.confirm",
    asks=said,
    outcomes={
        "confirmed": "notices",
        "denied": "denied",
        "agents_own": "agents_own",
        "too_many": "too_many",
        "unavailable": "away",
    },
    again={"unknown": "code"},
)
confirm += Choose(
    name="notices",
    options=list(Notices),
    understands=read_notices,
    details=number,
    saves=Confirm.notices,
    asked_if=is_from_here,
    next=[when(is_from_here, "confirmed"), otherwise("elsewhere")],
)
confirm += End(name="confirmed", details=chosen, notices=wanted)
confirm += End(name="elsewhere")
confirm += End(name="denied", details=what_was_said)
confirm += End(name="agents_own")
confirm += End(name="too_many")
confirm += End(name="away")
