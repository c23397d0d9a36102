"""What a calling program may do."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Scope(StrEnum):
    """One kind of request to the API. A key has some of them."""

    REGISTRATIONS_WRITE = "registrations:write"
    REGISTRATIONS_READ = "registrations:read"
    STATUS_READ = "status:read"
    CONTACTS_WRITE = "contacts:write"
    COUNTS_WRITE = "counts:write"
    COUNTS_READ = "counts:read"
    UNDELIVERED_WRITE = "undelivered:write"
    RIGHTS_WRITE = "rights:write"
    NOTICES_TELL = "notices:tell"
    BROADCASTS_SEND = "broadcasts:send"
    BROADCASTS_READ = "broadcasts:read"
    BROADCASTS_COMPOSE = "broadcasts:compose"
    BROADCASTS_APPROVE = "broadcasts:approve"
    BROADCASTS_STEER = "broadcasts:steer"
    AGENTS_ACT = "agents:act"
    PEOPLE_REVEAL = "people:reveal"
    AUDIT_READ = "audit:read"
    METRICS_READ = "metrics:read"


BOT: Final = frozenset(
    {
        Scope.REGISTRATIONS_WRITE,
        Scope.STATUS_READ,
        Scope.CONTACTS_WRITE,
        Scope.COUNTS_WRITE,
        Scope.UNDELIVERED_WRITE,
        Scope.RIGHTS_WRITE,
        Scope.NOTICES_TELL,
        Scope.BROADCASTS_SEND,
        Scope.AGENTS_ACT,
    }
)
"""What bot and worker need, and so what a key of the `API_KEYS` setting may do. They never list families."""

WITHIN_AREAS: Final = frozenset(
    {
        Scope.REGISTRATIONS_READ,
        Scope.COUNTS_READ,
        Scope.PEOPLE_REVEAL,
        Scope.BROADCASTS_READ,
        Scope.BROADCASTS_APPROVE,
    }
)
"""The scopes whose answers can be limited to some areas: a limited key has no others."""
