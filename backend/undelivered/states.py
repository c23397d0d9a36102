"""The words for what could not be delivered."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What it was."""

    REGISTRATION = "registration"
    NOTICES = "notices"
    NUMBER = "number"
    REPLY = "reply"
    REMINDER = "reminder"
    RIGHTS = "rights"
    APPEAL = "appeal"
    CORRECTION = "correction"
    FRAUD = "fraud"
    BATCH = "batch"


class Reason(StrEnum):
    """Why it is here, as the bot tells it.

    The last two take an entry off the list: it arrived after all, or the person wrote again and was answered then.
    """

    REFUSED = "refused"
    REJECTED = "rejected"
    UNREACHABLE = "unreachable"
    UNKNOWN = "unknown"
    EXHAUSTED = "exhausted"
    DELIVERED = "delivered"
    OVERTAKEN = "overtaken"


CLOSING: Final = frozenset({Reason.DELIVERED, Reason.OVERTAKEN})


class State(StrEnum):
    """Where an entry stands: `retry` is asked for by an officer and under way, `handled` was done by hand."""

    OPEN = "open"
    RETRY = "retry"
    HANDLED = "handled"
    CLOSED = "closed"


class Decision(StrEnum):
    """What an officer decides."""

    RETRY = "retry"
    HANDLED = "handled"


DECIDED: Final = {Decision.RETRY: State.RETRY, Decision.HANDLED: State.HANDLED}
