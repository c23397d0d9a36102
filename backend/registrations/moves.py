"""The status ladder as one table: which status may follow which, who may say so, and what has to be said with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from backend.auth.permissions import Permission
from backend.registrations.status import Status

if TYPE_CHECKING:
    from collections.abc import Collection


class Asks(StrEnum):
    """What has to be said with a move."""

    NOTHING = "nothing"
    REASON = "reason"
    MARKS = "marks"


@dataclass(frozen=True, slots=True)
class Move:
    """One step of the ladder. Without a permission it is nobody's decision: it follows from what the family sent."""

    now: Status
    then: Status
    permission: Permission | None
    asks: Asks = Asks.NOTHING


_CHECK: Final = Permission.REGISTRATIONS_CHECK
_FORWARD: Final = Permission.REGISTRATIONS_FORWARD
_RESULT: Final = Permission.FILES_IMPORT
_DUPLICATE: Final = Permission.DUPLICATES_DECIDE
_RIGHTS: Final = Permission.RIGHTS_SERVE

MOVES: Final = (
    Move(Status.SENT, Status.CHECKED, _CHECK),
    Move(Status.SENT, Status.NEEDS_FIXING, _CHECK, Asks.MARKS),
    Move(Status.SENT, Status.WITHDRAWN, _RIGHTS, Asks.REASON),
    Move(Status.CONFLICT, Status.SENT, _DUPLICATE, Asks.REASON),
    Move(Status.CONFLICT, Status.WITHDRAWN, _DUPLICATE, Asks.REASON),
    Move(Status.CHECKED, Status.FORWARDED, _FORWARD),
    Move(Status.CHECKED, Status.NEEDS_FIXING, _CHECK, Asks.MARKS),
    Move(Status.CHECKED, Status.WITHDRAWN, _RIGHTS, Asks.REASON),
    Move(Status.NEEDS_FIXING, Status.SENT, None),
    Move(Status.NEEDS_FIXING, Status.CONFLICT, None),
    Move(Status.NEEDS_FIXING, Status.CHECKED, _CHECK, Asks.REASON),
    Move(Status.NEEDS_FIXING, Status.WITHDRAWN, _RIGHTS, Asks.REASON),
    Move(Status.FORWARDED, Status.ELIGIBLE, _RESULT),
    Move(Status.FORWARDED, Status.NOT_ELIGIBLE, _RESULT, Asks.REASON),
    Move(Status.FORWARDED, Status.WITHDRAWN, _RIGHTS, Asks.REASON),
    Move(Status.ELIGIBLE, Status.DONE, _FORWARD),
    Move(Status.ELIGIBLE, Status.WITHDRAWN, _RIGHTS, Asks.REASON),
    Move(Status.NOT_ELIGIBLE, Status.APPEALED, _CHECK, Asks.REASON),
    Move(Status.NOT_ELIGIBLE, Status.DONE, _FORWARD),
    Move(Status.APPEALED, Status.ELIGIBLE, _FORWARD, Asks.REASON),
    Move(Status.APPEALED, Status.NOT_ELIGIBLE, _FORWARD, Asks.REASON),
    Move(Status.APPEALED, Status.DONE, _FORWARD, Asks.REASON),
    Move(Status.APPEALED, Status.WITHDRAWN, _RIGHTS, Asks.REASON),
)
_BY_ENDS: Final = {(move.now, move.then): move for move in MOVES}


def step(now: Status, then: Status) -> Move | None:
    """Give the move from one status to another; None where the ladder has none."""
    return _BY_ENDS.get((now, then))


def may_follow(now: Status, then: Status) -> bool:
    """Tell whether a registration can go from one status to another."""
    return step(now, then) is not None


def open_to(now: Status, permissions: Collection[Permission]) -> list[Move]:
    """List the decisions about a registration that somebody may take now."""
    return [move for move in MOVES if move.now is now and move.permission in permissions]
