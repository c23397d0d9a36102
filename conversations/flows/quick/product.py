"""The submission that a family told in messages becomes: the same as one told in answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conversations.flows.registration.product import submission
from conversations.flows.registration.record import Registration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conversations.engine.flow import Filing
    from conversations.flows.quick.record import Quick


def product(filing: Filing[Quick]) -> Mapping[str, Any]:
    """Give what the registry takes in. Notices were not asked about, so nothing is said of them."""
    told = Registration(filing.record.answers)
    # Who was asked in words gave it there; else the message that brought it says so.
    consent = filing.proofs.get("consent") or filing.proofs["form"]
    return submission(filing, told, consent=consent, declared=filing.proofs["review"])
