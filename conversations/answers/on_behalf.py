"""Why somebody else registers a family, and how the family agreed to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from conversations.answers.choices import ActingReason, ConsentWay

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class OnBehalf:
    """The reason, the way of consent and who saw it. Who only says that a family agreed says that it did so aloud."""

    reason: ActingReason = ActingReason.OTHER
    consent_way: ConsentWay = ConsentWay.SPOKEN
    witness: str | None = None


def on_behalf(told: Mapping[str, Any]) -> OnBehalf:
    """Give what was told of it, by the names of the registration's answers."""
    return OnBehalf(
        told.get("acting_reason") or ActingReason.OTHER,
        told.get("consent_way") or ConsentWay.SPOKEN,
        told.get("witness"),
    )
