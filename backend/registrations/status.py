"""The status ladder."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Status(StrEnum):
    """Where a registration stands. The values are stored and never change.

    `CONFLICT` is a registration of someone whom another contact had registered already. It waits for the
    office; to whoever sent it, it looks like any other that was sent.
    """

    SENT = "sent"
    CONFLICT = "conflict"
    CHECKED = "checked"
    NEEDS_FIXING = "needs_fixing"
    FORWARDED = "forwarded"
    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    APPEALED = "appealed"
    DONE = "done"
    WITHDRAWN = "withdrawn"


CLOSED: Final = frozenset({Status.WITHDRAWN, Status.DONE, Status.NOT_ELIGIBLE})
"""After these the same person may register again."""

NOT_ACTIVE: Final = CLOSED | {Status.CONFLICT}
"""Everything but these counts as the one active registration of a NIK."""

_NEXT: Final[dict[Status, frozenset[Status]]] = {
    Status.SENT: frozenset({Status.CHECKED, Status.NEEDS_FIXING, Status.WITHDRAWN}),
    Status.CONFLICT: frozenset({Status.SENT, Status.WITHDRAWN}),
    Status.CHECKED: frozenset({Status.FORWARDED, Status.NEEDS_FIXING, Status.WITHDRAWN}),
    Status.NEEDS_FIXING: frozenset({Status.CHECKED, Status.SENT, Status.WITHDRAWN}),
    Status.FORWARDED: frozenset({Status.ELIGIBLE, Status.NOT_ELIGIBLE, Status.WITHDRAWN}),
    Status.ELIGIBLE: frozenset({Status.DONE, Status.WITHDRAWN}),
    Status.NOT_ELIGIBLE: frozenset({Status.APPEALED, Status.DONE}),
    Status.APPEALED: frozenset({Status.ELIGIBLE, Status.NOT_ELIGIBLE, Status.DONE, Status.WITHDRAWN}),
    Status.DONE: frozenset(),
    Status.WITHDRAWN: frozenset(),
}


def may_follow(now: Status, then: Status) -> bool:
    """Tell whether a registration can go from one status to another."""
    return then in _NEXT[now]


def public(status: Status) -> Status:
    """Give the status that people outside the office are told."""
    return Status.SENT if status is Status.CONFLICT else status
