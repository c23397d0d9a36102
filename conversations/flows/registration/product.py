"""The submission that a finished registration becomes."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any, TypeVar

from conversations.answers.choices import Difficulty, Housing, Occupation, Relation, Schooling, YesNo
from conversations.answers.household import Household, Member
from conversations.answers.rt_rw import RtRw
from conversations.engine.fields import to_plain
from conversations.flows.registration import rules
from conversations.flows.registration.record import Notices, Registration

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from conversations.engine.flow import Filing, Proof

T = TypeVar("T")

SMALL_CHILD = 6
"""The last year of age of PKH's early childhood component."""
ELDERLY = 60
"""The age from which `elderly` counts, as the question asks. PKH's own line has been 60 and 70; the office decides."""
NOTICE = "2026-11"
"""The version of the consent notice that `consent` shows. It changes with the notice's words, and is kept with the
language in which it was shown and the digest of the words themselves."""


def product(filing: Filing[Registration]) -> Mapping[str, Any]:
    """Give what the registry takes in: the family, and when and how each consent was given."""
    proofs = filing.proofs
    return {
        "household": to_plain(household(filing.record)),
        "contact": to_plain(filing.chat),
        "submitted_by": {"role": "resident"},
        "consent": {"notice": _notice(filing), **_proof(proofs["consent"], "given_at")},
        "broadcasts": {
            "wanted": filing.record.notices is Notices.WANTED,
            **_proof(proofs["notices"], "asked_at"),
        },
        "declared_true_at": _at(proofs["declaration"]),
    }


def household(told: Registration) -> Household:
    """Give the family as it was told.

    Raises:
        ValueError: an answer is missing that no registration is without.
    """
    members = rules.told_members(told)
    rt_rw = told.rt_rw or RtRw()
    known = not rules.some_age_unknown(told)
    return Household(
        nik=_needed(told.nik),
        kk=_needed(told.kk),
        name=_needed(told.name),
        birth_date=_needed(told.birth_date),
        kecamatan=_needed(told.kecamatan),
        desa=_needed(told.desa),
        dusun=told.dusun,
        rt=rt_rw.rt,
        rw=rt_rw.rw,
        phone=told.phone,
        members=tuple(members),
        pregnant=told.pregnant or YesNo.DECLINED,
        small_children=_young(members, told) if known else told.small_children,
        elderly=_old(members, told) if known else told.elderly,
        schooling=schooling_told(told),
        disability=told.disability or Difficulty.DECLINED,
        occupation=told.occupation or Occupation.OTHER,
        housing=told.housing or Housing.OTHER,
    )


def _needed(answer: T | None) -> T:
    if answer is None:
        raise ValueError("a registration was sent with an answer missing")
    return answer


def _young(members: Sequence[Member], told: Registration) -> int:
    return sum(1 for member in members if (rules.age_of(member, _needed(told.begun)) or 0) <= SMALL_CHILD)


def _old(members: Sequence[Member], told: Registration) -> int:
    everyone = [*members, Member(_needed(told.name), Relation.HEAD, told.birth_date)]
    return sum(1 for member in everyone if (rules.age_of(member, _needed(told.begun)) or 0) >= ELDERLY)


def schooling_told(told: Registration) -> dict[int, Schooling]:
    """Give the schooling of each child, by its place among the members."""
    answers = told.answers.get("schooling", ())
    return {
        place: Schooling.DECLINED if answer is None else Schooling(answer)
        for (place, _), answer in zip(rules.children(told), answers, strict=False)
    }


def _notice(filing: Filing[Registration]) -> str:
    """Name the text that was shown: its version, its language, and the digest of its very words."""
    shown = filing.proofs["consent"].shown
    return "-".join(part for part in (NOTICE, filing.locale, shown) if part)


def _proof(proof: Proof, when: str) -> dict[str, str]:
    return {when: _at(proof), "message_id": proof.message_id}


def _at(proof: Proof) -> str:
    return proof.at.astimezone(UTC).isoformat()
