"""Roles, and what each of them may do: the one table of it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable


class Role(StrEnum):
    """What somebody in the office is there for. One person may have several."""

    OFFICER = "officer"
    VERIFIER = "verifier"
    COMPOSER = "composer"
    APPROVER = "approver"
    AUDITOR = "auditor"
    ADMIN = "admin"


class Permission(StrEnum):
    """One thing that can be done in the console. Every route of it names one."""

    OWN_ACCOUNT = "own-account"
    REGISTRATIONS_SEE = "registrations.see"
    REGISTRATIONS_CHECK = "registrations.check"
    REGISTRATIONS_FORWARD = "registrations.forward"
    DUPLICATES_DECIDE = "duplicates.decide"
    PEOPLE_REVEAL = "people.reveal"
    PEOPLE_VERIFY = "people.verify"
    FILES_IMPORT = "files.import"
    FILES_EXPORT = "files.export"
    RIGHTS_SERVE = "rights.serve"
    UNDELIVERED_WORK = "undelivered.work"
    FRAUD_SEE = "fraud.see"
    RECEIPTS_WORK = "receipts.work"
    CONVERSATIONS_SEE = "conversations.see"
    BROADCASTS_SEE = "broadcasts.see"
    BROADCASTS_COMPOSE = "broadcasts.compose"
    BROADCASTS_APPROVE = "broadcasts.approve"
    AUDIT_SEE = "audit.see"
    OFFICERS_MANAGE = "officers.manage"
    AGENTS_MANAGE = "agents.manage"
    AGENTS_CHECK = "agents.check"


_EVERYBODY: Final = frozenset({Permission.OWN_ACCOUNT})

MAY: Final[dict[Role, frozenset[Permission]]] = {
    # Village and kecamatan: looks at its own families and checks them.
    Role.OFFICER: _EVERYBODY
    | {
        Permission.REGISTRATIONS_SEE,
        Permission.REGISTRATIONS_CHECK,
        Permission.PEOPLE_REVEAL,
        Permission.PEOPLE_VERIFY,
        Permission.UNDELIVERED_WORK,
        Permission.FRAUD_SEE,
        Permission.RECEIPTS_WORK,
        Permission.AGENTS_CHECK,
        Permission.CONVERSATIONS_SEE,
    },
    # Dinas Sosial: goes on where the village ends.
    Role.VERIFIER: _EVERYBODY
    | {
        Permission.REGISTRATIONS_SEE,
        Permission.REGISTRATIONS_CHECK,
        Permission.REGISTRATIONS_FORWARD,
        Permission.DUPLICATES_DECIDE,
        Permission.PEOPLE_REVEAL,
        Permission.PEOPLE_VERIFY,
        Permission.FILES_IMPORT,
        Permission.FILES_EXPORT,
        Permission.RIGHTS_SERVE,
        Permission.AGENTS_CHECK,
        Permission.UNDELIVERED_WORK,
        Permission.FRAUD_SEE,
        Permission.RECEIPTS_WORK,
        Permission.CONVERSATIONS_SEE,
    },
    # Writes notices and never sees a family.
    Role.COMPOSER: _EVERYBODY
    | {Permission.BROADCASTS_SEE, Permission.BROADCASTS_COMPOSE, Permission.CONVERSATIONS_SEE},
    # The second pair of eyes.
    Role.APPROVER: _EVERYBODY
    | {
        Permission.BROADCASTS_SEE,
        Permission.BROADCASTS_APPROVE,
        Permission.REGISTRATIONS_SEE,
        Permission.CONVERSATIONS_SEE,
    },
    # Looks at what was done, and changes nothing.
    Role.AUDITOR: _EVERYBODY | {Permission.AUDIT_SEE, Permission.REGISTRATIONS_SEE, Permission.CONVERSATIONS_SEE},
    # Lets people in. Whoever does so has no business with the families.
    Role.ADMIN: _EVERYBODY
    | {
        Permission.OFFICERS_MANAGE,
        Permission.AGENTS_MANAGE,
        Permission.AUDIT_SEE,
        Permission.CONVERSATIONS_SEE,
    },
}


def permissions_of(roles: Iterable[Role]) -> frozenset[Permission]:
    """Put together what several roles may do."""
    return frozenset().union(*(MAY[role] for role in roles))
