"""How does my registration stand? Own registrations by the chat, others by number and NIK.

A wrong NIK and an unknown number get one and the same answer: nobody learns from this flow who is registered.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from conversations.answers.dates import format_date
from conversations.answers.names import shorten
from conversations.answers.nik import NIK_PROBLEMS, Nik, parse_nik
from conversations.answers.registration_number import (
    NUMBER_PROBLEMS,
    RegistrationNumber,
)
from conversations.engine.fields import Field, Record
from conversations.engine.flow import Ask, Choose, End, Flow, Look, Situation, otherwise, when
from conversations.engine.moments import day_of
from conversations.flows.numbers import read_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conversations.answers.reading import Reading


LONGEST_NAME = 30
"""Characters of a name in a list."""


class More(StrEnum):
    """What to do after the own registrations were shown."""

    ANOTHER = "another"
    ENOUGH = "enough"


class StatusQuestion(Record):
    """What is asked about which registration."""

    more = Field(More)
    number = Field(RegistrationNumber)
    nik = Field(Nik, sensitive=True)


def wants_another(question: StatusQuestion) -> bool:
    """Tell whether the person asks about a registration made from another chat."""
    return question.more is More.ANOTHER


def own(question: StatusQuestion) -> Mapping[str, Any]:
    """Give what this chat has registered; long names are cut, so that all of them fit into one message."""
    items = question.answers["own"]["items"]
    return {"items": [{**item, "name": shorten(item["name"], LONGEST_NAME)} for item in items]}


def answer(question: StatusQuestion) -> Mapping[str, Any]:
    """Give what the registry said about the number."""
    found = question.answers["look_up"]
    since = format_date(day_of(datetime.fromisoformat(found["since"])))
    return {"number": found["number"], "status": found["status"], "since": since}


def by_number_and_nik(question: StatusQuestion) -> Mapping[str, Any]:
    """Give what the registry needs to know."""
    return {"number": question.number, "nik": question.nik}


def read_nik(text: str, situation: Situation[StatusQuestion]) -> Reading[Nik]:
    """Read the NIK that was registered."""
    return parse_nik(text, situation.today)


status = Flow("status", version=1, start="own", record=StatusQuestion)

status += Look(
    name="own",
    lookup="registry.own_registrations",
    outcomes={"found": "own_list", "none": "number", "unavailable": "unavailable"},
)
status += Choose(
    name="own_list",
    options=list(More),
    details=own,
    saves=StatusQuestion.more,
    next=[when(wants_another, "number"), otherwise("done")],
)
status += Ask(name="number", expects=read_number, problems=NUMBER_PROBLEMS, saves=StatusQuestion.number, next="nik")
status += Ask(name="nik", expects=read_nik, problems=NIK_PROBLEMS, saves=StatusQuestion.nik, next="look_up")
status += Look(
    name="look_up",
    lookup="registry.status",
    asks=by_number_and_nik,
    outcomes={
        "found": "answer",
        "no_match": "no_match",
        "too_many": "too_many",
        "unavailable": "unavailable",
    },
)
status += End(name="answer", details=answer)
status += End(name="no_match")
status += End(name="too_many")
status += End(name="unavailable")
status += End(name="done")
