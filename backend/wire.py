"""What callers send and get that is not of one domain: contacts, times, and text that can be stored."""

import re
from datetime import date, datetime
from typing import Annotated, Final

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})"
)


# Left to itself, pydantic also reads times from numbers, and from text that has nothing but a number.
def _written_as_a_day(value: object) -> object:
    if (isinstance(value, str) and _DAY.fullmatch(value)) or type(value) is date:
        return value
    raise PydanticCustomError("date_not_written", "a date is written as YYYY-MM-DD")


def _written_as_a_moment(value: object) -> object:
    if (isinstance(value, str) and _MOMENT.fullmatch(value)) or isinstance(value, datetime):
        return value
    raise PydanticCustomError("moment_not_written", "a moment is written as 2026-11-21T09:00:00+07:00")


def _whole(value: object) -> object:
    # To JSON, 3 and 3.0 are one number.
    return int(value) if isinstance(value, float) and value.is_integer() else value


WHOLE: Final = BeforeValidator(_whole)
"""Lets a strict whole number be written as 3.0, too. It comes last, since it hides limits that come after it."""

Day = Annotated[date, BeforeValidator(_written_as_a_day)]
"""A day of the calendar, as YYYY-MM-DD."""

Moment = Annotated[AwareDatetime, BeforeValidator(_written_as_a_moment)]
"""A moment with its offset from UTC, as RFC 3339 writes it."""

Line = Annotated[str, StringConstraints(min_length=1, max_length=128, pattern=r"^[^\x00-\x1f\x7f]+$")]
"""One line of text. Control characters have no business here, and PostgreSQL takes no NUL."""

Token = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:+-]{0,63}$")]
"""A name made for programs: a notice version, a reference."""


class Body(BaseModel):
    """A JSON body of ours. Unknown fields are refused: dropping what a person told would lose it silently."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class ContactIn(Body):
    """Where somebody writes from, as the channel calls it."""

    channel: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,31}$")]
    address: Line
