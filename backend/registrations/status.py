"""Where registrations can stand. `backend.registrations.moves` has the ways between."""

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


NOT_THEIRS: Final = (Status.CONFLICT, Status.WITHDRAWN)
"""What another contact sent in, and what its family took back: nobody is told anything because of these."""


def public(status: Status) -> Status:
    """Give the status that people outside the office are told."""
    return Status.SENT if status is Status.CONFLICT else status
