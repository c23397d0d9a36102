"""What an officer asked to look at again: exactly those questions, in the words of the registration.

The registry says which fields are marked; the rest of the family is not here and is not asked.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from conversations.answers import components
from conversations.answers.fixable import Fixable
from conversations.answers.numbers import COUNT_PROBLEMS
from conversations.answers.rt_rw import RtRw
from conversations.engine.fields import Field, Record, to_plain
from conversations.engine.flow import (
    Ask,
    Choose,
    End,
    Flow,
    Go,
    Look,
    Predicate,
    Question,
    Review,
    Submit,
    otherwise,
    when,
)
from conversations.flows.registration import readers, registration, rules
from conversations.flows.registration.product import schooling_told
from conversations.flows.registration.record import Family, Registration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conversations.engine.flow import Filing


class Begin(StrEnum):
    """Whether to begin at once."""

    NOW = "now"
    LATER = "later"


class Fix(Family):
    """The answers that are given anew. They are those of the registration. `about` is its number, where one is meant;
    `role` and `agent` say who tells it."""

    role = Registration.role
    agent = Registration.agent
    about = Field(str)
    begin = Field(Begin)


ASKED: Final = {
    "nik": Fixable.NIK,
    "kk": Fixable.KK,
    "name": Fixable.NAME,
    "birth_date": Fixable.BIRTH_DATE,
    "kecamatan": Fixable.ADDRESS,
    "desa": Fixable.ADDRESS,
    "dusun": Fixable.ADDRESS,
    "rt_rw": Fixable.ADDRESS,
    "phone": Fixable.PHONE,
    "members_count": Fixable.MEMBERS,
    "members": Fixable.MEMBERS,
    "small_children": Fixable.MEMBERS,
    "elderly": Fixable.MEMBERS,
    "schooling": Fixable.MEMBERS,
    "pregnant": Fixable.PREGNANT,
    "disability": Fixable.DISABILITY,
    "occupation": Fixable.OCCUPATION,
    "housing": Fixable.HOUSING,
}
"""The questions, in their order, and the field whose mark asks each of them."""


def marked(fix: Record) -> frozenset[str]:
    """Give the fields that the office marked."""
    return frozenset(mark["field"] for mark in fix.answers.get("due", {}).get("marks", ()))


def later(fix: Fix) -> bool:
    """Tell whether the person does not want to begin now."""
    return fix.begin is Begin.LATER


def number(fix: Fix) -> Mapping[str, Any]:
    """Give the number of the registration."""
    return {"number": fix.answers.get("due", {}).get("number", "")}


def which(fix: Fix) -> Mapping[str, Any]:
    """Ask about the registration that is meant; else about the one that has waited longest."""
    return {"number": fix.about} if fix.about else {}


def _counted(told: Registration) -> Mapping[str, Any]:
    """Give how many small children and elderly there are: by the ages, and as they were told where one is not known."""
    if rules.some_age_unknown(told):
        return {"small_children": told.small_children, "elderly": told.elderly}
    members, born, on = rules.told_members(told), told.birth_date, told.begun or date.max
    elderly = told.elderly if born is None else components.old(members, born, on)
    return {"small_children": components.young(members, on), "elderly": elderly}


def _asks_small_children(fix: Fix) -> bool:
    return Fixable.MEMBERS in marked(fix) and rules.some_age_unknown(Registration(fix.answers))


def _asks_elderly(fix: Fix) -> bool:
    """Tell whether the elderly are asked for: the head of the family is one, and may not be told of here."""
    told = Registration(fix.answers)
    return Fixable.MEMBERS in marked(fix) and (told.birth_date is None or rules.some_age_unknown(told))


def correction(filing: Filing[Fix]) -> Mapping[str, Any]:
    """Give what the registry takes in: the marked fields only, and when they were declared true."""
    told, fields = Registration(filing.record.answers), marked(filing.record)
    rt_rw = told.rt_rw or RtRw()
    parts: dict[str, Mapping[str, Any]] = {
        Fixable.ADDRESS: {
            "kecamatan": told.kecamatan,
            "desa": told.desa,
            "dusun": told.dusun,
            "rt": rt_rw.rt,
            "rw": rt_rw.rw,
        },
        Fixable.MEMBERS: {
            "members": rules.told_members(told),
            **_counted(told),
            "schooling": schooling_told(told),
        },
    }
    household: dict[str, Any] = {}
    for field in fields:
        household |= parts.get(field) or {field: getattr(told, field)}
    return {
        **number(filing.record),
        "contact": to_plain(filing.chat),
        "household": to_plain(household),
        "declared_true_at": filing.proofs["declaration"].at.astimezone(UTC).isoformat(),
    }


def _mark_of(field: Fixable) -> Predicate:
    def is_marked(fix: Fix) -> bool:
        return field in marked(fix)

    return is_marked


_ONLY_IF: Final[Mapping[str, Predicate]] = {"small_children": _asks_small_children, "elderly": _asks_elderly}


def _again(name: str, following: str) -> Question[Any]:
    state = registration[name]
    if not isinstance(state, Question):
        raise TypeError(f"{name} is no question")
    if name == "elderly" and isinstance(state, Ask):
        state = replace(state, expects=readers.elderly, problems={**COUNT_PROBLEMS, "too-few": ("least",)})
    return replace(state, step=None, next=following, asked_if=_ONLY_IF.get(name) or _mark_of(ASKED[name]))


fix = Flow("fix", version=1, start="begin", record=Fix)

fix += Choose(
    name="begin",
    options=list(Begin),
    saves=Fix.begin,
    next=[when(later, "menu"), otherwise("due")],
)
fix += Go(name="menu", flow="menu")
fix += Look(
    name="due",
    lookup="registry.fixes",
    asks=which,
    outcomes={"found": "nik", "none": "nothing", "unavailable": "unavailable"},
)
for asked, then in zip(ASKED, [*list(ASKED)[1:], "review"], strict=True):
    fix += _again(asked, then)
fix += Review(name="review", lines=list(ASKED), next="declaration")
fix += replace(registration["declaration"], step=None, next="send")  # type: ignore[call-arg] # it is a Choose
fix += Submit(name="send", kind="correction", makes=correction, accepted="done", already="not_needed", delayed="saved")
fix += End(name="done", details=number, settles_fix=True, goes_on="quick")
fix += End(name="saved", details=number, settles_fix=True, goes_on="quick")
fix += End(name="not_needed", details=number, settles_fix=True, goes_on="quick")
fix += End(name="nothing", settles_fix=True)
fix += End(name="unavailable")
