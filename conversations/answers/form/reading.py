"""Understanding a message about a whole family: which answers it gives, and what is the matter with the rest.

Nothing is filed on a guess. What has no label counts only where it can be one thing alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conversations.answers.form import address, choices, loose, members, numbers, person
from conversations.answers.form.fields import Field, Topic
from conversations.answers.form.finding import Finding
from conversations.answers.form.pieces import pieces_of
from conversations.answers.form.told import Kept, Names, Sign, Told

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_NOTHING_SO_FAR: Mapping[Field, Any] = {}
_ABOVE = ("banyuwangi", "jawa timur", "jatim")


def read_form(
    text: str,
    today: date,
    names: Names,
    so_far: Mapping[Field, Any] = _NOTHING_SO_FAR,
    kept: Kept | None = None,
) -> Told:
    """Read a message about one family.

    `so_far` and `kept` are what earlier messages about the same family gave: only what is new or different is answered.
    """
    finding = Finding(pieces_of(text), today, names, so_far, kept or Kept())
    if numbers.of_two_families(finding):
        return Told(signs=frozenset({Sign.TWO_FAMILIES}), labels=finding.labels())
    loose.sort(finding)
    numbers.read(finding)
    person.read(finding)
    if _is_another(finding):
        return Told(signs=frozenset({Sign.OTHER_FAMILY}), labels=finding.labels())
    address.read(finding)
    members.read(finding)
    choices.read(finding)
    return Told(
        answers=finding.answers,
        odd=tuple(finding.odd),
        unread=tuple(finding.unread),
        unasked=tuple(piece.said for piece in _unasked(finding)),
        signs=frozenset({Sign.HALF}) if _ends_early(finding) else frozenset(),
        kept=finding.kept,
        labels=finding.labels(),
    )


def _unasked(finding: Finding) -> list[Any]:
    asked_of_nobody = [*finding.pieces.of(Topic.UNASKED), *finding.pieces.of(Topic.PERSONAL)]
    return [piece for piece in asked_of_nobody if not any(name in piece.text.lower() for name in _ABOVE)]


def _is_another(finding: Finding) -> bool:
    """Tell whether the message is about another family than the one before: another NIK, and not that alone."""
    before, now = finding.so_far, finding.answers
    if not before.get(Field.NIK) or now.get(Field.NIK, before[Field.NIK]) == before[Field.NIK]:
        return False
    return any(now.get(field, before.get(field)) != before.get(field) for field in (Field.KK, Field.NAME))


def _ends_early(finding: Finding) -> bool:
    """Tell whether the message breaks off: its last label has nothing behind it, or its last number is cut short."""
    if finding.pieces.last_empty:
        return bool(finding.answers)
    last = finding.pieces.labelled[-1].text if finding.pieces.labelled and not finding.pieces.members else None
    return any(odd.problem.code == "too-short" and odd.said == last for odd in finding.odd)
