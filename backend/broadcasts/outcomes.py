"""What senders tell of messages, and what platforms report of them later."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from backend.broadcasts.states import Standing

MOST_ATTEMPTS: Final = 20
"""So often a message is tried that certainly was not sent."""


class Outcome(StrEnum):
    """What became of one sending.

    DEFERRED was certainly not sent, NOT_BEGUN never left the sender, SKIPPED was decided against at the last moment.
    """

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    UNKNOWN = "unknown"
    DEFERRED = "deferred"
    NOT_BEGUN = "not_begun"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a message that was intended. `seconds` is how long one that was deferred has to wait.

    `withdrawn` is the standing of its template, where only that was the matter.
    """

    id: UUID
    intent: UUID
    outcome: Outcome
    reason: str | None = None
    provider_id: str | None = None
    seconds: float = 0
    unreachable: bool = False
    withdrawn: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a platform reports of a message that it had. `fault` is its own word for why it did not arrive.

    `intent` names the sending that it is about, and is None where the platform was not told; `too_fast` is a message
    that did not go out because it was one too many. `withdrawn` is as for what was settled.
    """

    id: UUID
    standing: Standing
    fault: str | None = None
    unreachable: bool = False
    intent: UUID | None = None
    too_fast: bool = False
    withdrawn: str | None = None
