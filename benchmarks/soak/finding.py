"""What the oracle can find fault with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """A broken promise."""

    NO_ROW = "sent, and no row"
    TWO_ROWS = "sent once, and more than one row"
    NOT_AS_TYPED = "the row is not what was typed"
    NO_NUMBER = "sent, and told no number"
    TWO_NUMBERS = "told more than one number"
    NUMBER_WITHOUT_ROW = "told a number that no row has"
    ROW_WITHOUT_KIRIM = "a row that nobody sent"
    NOT_HEARD = "accepted, and never answered"
    TWO_ANSWERS = "two different answers to one message"
    APOLOGY = "accepted, and not taken through a fault of the service"
    REFUSED_REPLY = "a reply that the platform refuses"
    WAITS = "still waiting after everything worked again"
    NOT_LISTED = "undeliverable, and not on the list"


LOST = frozenset({Fault.NO_ROW, Fault.NO_NUMBER, Fault.NUMBER_WITHOUT_ROW, Fault.NOT_HEARD, Fault.WAITS, Fault.APOLOGY,
                  Fault.NOT_LISTED, Fault.REFUSED_REPLY})  # fmt: skip
"""The faults that mean that something is gone; the others mean that something is there twice, or wrong."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One broken promise: to whom, and what was seen."""

    fault: Fault
    place: int
    seen: str
