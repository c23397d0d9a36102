"""What callers send and get of question counts."""

from datetime import date
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from backend.question_counts.models import KECAMATAN, LONGEST_NAME, NAME
from backend.wire import WHOLE, Body

MOST_ROWS: Final = 5000
MOST_FLOWS: Final = 50
MOST_STATES: Final = 200
GREATEST: Final = 1_000_000_000
LARGEST_BODY: Final = 2 * 1024 * 1024
"""Bytes: room for the most rows with the longest names."""


def _each_once(states: list[str]) -> list[str]:
    if len(set(states)) < len(states):
        raise ValueError("a state comes twice")
    return states


Name = Annotated[str, StringConstraints(pattern=NAME, max_length=LONGEST_NAME)]
Kecamatan = Annotated[str, StringConstraints(pattern=KECAMATAN)]
Order = Annotated[list[Name], Field(max_length=MOST_STATES), AfterValidator(_each_once)]


class CountIn(Body):
    """How often something happened at a question on that day so far. `kecamatan` is empty while not known."""

    flow: Name
    state: Name
    what: Name
    channel: Name
    locale: Name
    role: Name
    kecamatan: Kecamatan
    count: Annotated[int, Field(strict=True, ge=0, le=GREATEST), WHOLE]


class CountsIn(Body):
    """Totals of one day, all or a part of them, and the order in which each flow asks its questions."""

    counts: Annotated[list[CountIn], Field(max_length=MOST_ROWS)]
    order: Annotated[
        dict[Name, Order],
        Field(
            default_factory=dict,
            max_length=MOST_FLOWS,
            json_schema_extra={"propertyNames": {"pattern": NAME, "maxLength": LONGEST_NAME}},
        ),
    ]


class Sum(BaseModel):
    """How often something happened at a question, over all that was asked for."""

    flow: str
    state: str
    what: str
    count: int


class SumsOut(BaseModel):
    """The sums of a period, flow by flow, in the order in which people meet the questions."""

    first: Annotated[date, Field(serialization_alias="from")]
    last: Annotated[date, Field(serialization_alias="to")]
    counts: list[Sum]
