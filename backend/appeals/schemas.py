"""Objections as JSON."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, StringConstraints

from backend.wire import Body, ContactIn, Line, Moment
from conversations.answers.objection import LONGEST_STORY, Ground

Story = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_STORY, pattern=r"^[^\x00]*$")]


class OpenIn(Body):
    """Who asks what they can object to: about everything, or about the registration with a number."""

    contact: ContactIn
    number: Line | None = None


class Result(BaseModel):
    """A result that can be objected to until the end of a day, with the reason that was given for it."""

    number: str
    name: str
    reason: str | None
    until: date


class OpenOut(BaseModel):
    """What a contact can object to, ten at most, first those for which the time is over first.

    Where there is nothing: `waiting`, the number of a registration whose objection is being looked at, or `closed`, of
    one that can only be objected to at the office, because the time is over or it was objected to before.
    """

    results: list[Result]
    waiting: str | None = None
    closed: str | None = None


class AppealIn(Body):
    """Why a family does not agree with the result of a registration, and when that was said."""

    contact: ContactIn
    number: Line
    ground: Ground
    story: Story
    asked_at: Moment
