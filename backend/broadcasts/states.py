"""Where a broadcast and each of its recipients can stand. The values are stored and never change."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Where a broadcast stands.

    APPROVED is one whose recipients are being entered, MATERIALISED one that can begin. CANARY sends to the first few
    only, and goes on by itself when that goes well.
    """

    DRAFT = "draft"
    PREVIEW = "preview"
    APPROVED = "approved"
    MATERIALISED = "materialised"
    CANARY = "canary"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"


SENDING_STATES: Final = (State.CANARY, State.RUNNING)
"""Messages go out in these, and in no other."""
UNDER_WAY: Final = (*SENDING_STATES, State.PAUSED)
"""Messages went out, and more are to."""
BEGUN: Final = (*UNDER_WAY, State.DONE)
"""Messages went out, and they were not called off."""


class Standing(StrEnum):
    """Where one recipient stands, in the order in which it may go.

    SENDING is noted before a platform is asked. UNKNOWN is a message of which nobody heard what became of it: a report
    of the platform settles it, and nothing sends it again by itself. SKIPPED never goes out; the reason is beside it.
    """

    WAITING = "waiting"
    SENDING = "sending"
    UNKNOWN = "unknown"
    ACCEPTED = "accepted"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"
    SKIPPED = "skipped"


MAY_HAVE_ARRIVED: Final = (
    Standing.SENDING,
    Standing.UNKNOWN,
    Standing.ACCEPTED,
    Standing.SENT,
    Standing.DELIVERED,
    Standing.READ,
)
"""What is not known to have got lost on the way."""
ARRIVED: Final = (Standing.DELIVERED, Standing.READ)
"""After these no report makes it worse."""


def before(reported: Standing) -> tuple[Standing, ...]:
    """Give the standings that a platform's report moves on. None of them ever goes back."""
    order = list(Standing)
    passed = order[order.index(Standing.SENDING) : order.index(reported)]
    # What did not arrive can still turn out to have done so: reports come in any order.
    late = [Standing.FAILED] if reported in ARRIVED else []
    return tuple(each for each in (*passed, *late) if reported is not Standing.FAILED or each not in ARRIVED)


class Skip(StrEnum):
    """Why somebody is not written to. The last two are found out only when the message would go out."""

    NO_CONTACT = "no_contact"
    ERASED = "erased"
    NOT_ASKED = "not_asked"
    OPTED_OUT = "opted_out"
    UNREACHABLE = "unreachable"
    NO_TEMPLATE = "no_template"
    ARRIVED = "arrived"
