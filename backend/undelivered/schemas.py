"""What callers send and get of what could not be delivered."""

from typing import Annotated

from pydantic import Field, StringConstraints

from backend.undelivered.models import LONGEST_DETAIL, LONGEST_PERSON
from backend.undelivered.states import Decision, Kind, Reason
from backend.wire import Body, ContactIn, Moment, Token

Detail = Annotated[str, StringConstraints(max_length=LONGEST_DETAIL, pattern=r"^[^\x00-\x1f\x7f]*$")]
Masked = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LONGEST_PERSON, pattern=r"^[^\x00-\x1f\x7f0-9]*\*[^\x00-\x1f\x7f0-9]*$"),
]
"""A name that is masked already: it has stars, and no digit."""
DesaCode = Annotated[str, StringConstraints(pattern=r"^35[.]10[.][0-9]{2}[.][0-9]{4}$")]


class UndeliveredIn(Body):
    """Something that was given up, or that came to an end after it had been.

    `detail` is for the technician: an error code, a status, never anything personal.
    """

    kind: Kind
    reason: Reason
    detail: Detail = ""
    contact: ContactIn
    happened_at: Moment
    person: Masked | None = None
    desa: DesaCode | None = None


class DecisionOut(Body):
    """What an officer decided about one thing, for the bot to carry out."""

    reference: Token
    decision: Decision
    decided_at: Moment


class DecisionsOut(Body):
    """How much is open, and what is to be carried out, the oldest first."""

    open: int = Field(ge=0)
    decisions: list[DecisionOut]


class TakenIn(Body):
    """Which decision was carried out, by its moment: a newer one stays pending."""

    decided_at: Moment
