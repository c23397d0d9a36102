"""The submission that a finished registration becomes."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date
from typing import TYPE_CHECKING, Any

from conversations.answers import components
from conversations.answers.notices import Notices
from conversations.answers.on_behalf import on_behalf
from conversations.engine.fields import fields_of, to_plain
from conversations.flows.registration import rules
from conversations.flows.registration.record import Registration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conversations.answers.choices import Schooling
    from conversations.answers.household import Household
    from conversations.engine.flow import Filing, Proof

NOTICE = "2026-11"
"""The version of the consent notice that `consent` shows. It changes with the notice's words, and is kept with the
language in which it was shown and the digest of the words themselves."""


def product(filing: Filing[Registration]) -> Mapping[str, Any]:
    """Give what the registry takes in: the family, and when and how each consent was given."""
    proofs = filing.proofs
    whole = submission(filing, filing.record, consent=proofs["consent"], declared=proofs["declaration"])
    if rules.acts(filing.record):
        # Notices are asked of the family itself, when it confirms.
        return whole
    wanted = filing.record.notices is Notices.WANTED
    return {**whole, "broadcasts": {"wanted": wanted, **_proof(proofs["notices"], "asked_at")}}


def submission(filing: Filing[Any], told: Registration, *, consent: Proof, declared: Proof) -> dict[str, Any]:
    """Give the family with who sends it, and when it agreed and declared, however it was asked."""
    return {
        "household": to_plain(household(told)),
        "contact": to_plain(filing.chat),
        **(_by_agent(told) if rules.acts(told) else {"submitted_by": {"role": "resident"}}),
        "consent": {"notice": _notice(filing, consent), **_proof(consent, "given_at")},
        "declared_true_at": _at(declared),
    }


def _by_agent(told: Registration) -> Mapping[str, Any]:
    """Whoever acts is known by the chat: the registry looks for itself who that is."""
    acting = on_behalf({name: getattr(told, name) for name in ("acting_reason", "consent_way", "witness")})
    return {"submitted_by": {"role": "agent"}, "acting": to_plain(asdict(acting))}


def household(told: Registration) -> Household:
    """Give the family as it was told.

    Raises:
        ValueError: an answer is missing that no registration is without.
    """
    return components.household_of(
        {name: getattr(told, name) for name in fields_of(Registration)},
        rules.told_members(told),
        ages_known=not rules.some_age_unknown(told),
        on=told.begun or date.max,
    )


def schooling_told(told: Registration) -> dict[int, Schooling]:
    """Give the schooling of each child, by its place among the members."""
    on = told.begun or date.max
    return components.schooling_of(rules.told_members(told), told.answers.get("schooling", ()), on)


def _notice(filing: Filing[Any], consent: Proof) -> str:
    """Name the text that was shown: its version, its language, and the digest of its very words."""
    return "-".join(part for part in (NOTICE, filing.locale, consent.shown) if part)


def _proof(proof: Proof, when: str) -> dict[str, str]:
    return {when: _at(proof), "message_id": proof.message_id}


def _at(proof: Proof) -> str:
    return proof.at.astimezone(UTC).isoformat()
