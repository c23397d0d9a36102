"""What is picked from a list in the conversation, and said in words in a message."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from conversations.answers.choices import ActingReason, ConsentWay, Housing, Occupation
from conversations.answers.declinable import parse_declinable
from conversations.answers.difficulty import read_difficulty
from conversations.answers.form.fields import Field
from conversations.answers.form.members import read_counts
from conversations.answers.names import parse_name
from conversations.answers.normalise import normalise
from conversations.answers.phrases import is_none, is_skip
from conversations.answers.picks import pick
from conversations.answers.reading import Candidate, Problem, Unsure

if TYPE_CHECKING:
    from enum import StrEnum

    from conversations.answers.form.finding import Finding
    from conversations.answers.form.told import Names

PICKED: dict[Field, type[StrEnum]] = {
    Field.OCCUPATION: Occupation,
    Field.HOUSING: Housing,
    Field.ACTING_REASON: ActingReason,
    Field.CONSENT_WAY: ConsentWay,
}
"""The fields whose options have names in the catalogue."""
_NAMED_ALONE: Final = (Field.OCCUPATION, Field.HOUSING)
"""Those whose options are known without a label: "lansia" alone may be a reason, and it may be the family."""
_WAY: Final = re.compile(
    r"(?:(?:ya|iya|nggih|inggih|sudah|setuju)\b\W*)*(?:(?:dengan|secara|lewat|melalui|pakai|oleh)\s+)?(?P<way>.+)"
)


def read(finding: Finding) -> None:
    """Read them."""
    read_counts(finding)
    finding.take(Field.PREGNANT, lambda text: parse_declinable(text) or Problem("not-offered"))
    finding.take(Field.DISABILITY, lambda text: read_difficulty(text) or Problem("not-offered"))
    finding.take(Field.WITNESS, lambda text: None if is_none(text) or is_skip(text) else parse_name(text))
    for field in PICKED:
        finding.take(field, lambda text, field=field: picked(text, field, finding.names))  # type: ignore[misc] # bound now


def picked(text: str, field: Field, names: Names) -> StrEnum | Problem | Unsure[StrEnum]:
    """Read an option by its label or another word for it."""
    if field is Field.CONSENT_WAY and (way := way_of(text, names)) is not None:
        return way
    options = list(names.get(field, {}).items())
    labels = [called[0] for _, called in options]
    found = pick(text, labels, {place: called[1:] for place, (_, called) in enumerate(options)})
    values = PICKED[field]
    match found:
        case int():
            return values(options[found][0])
        case Unsure(candidates):
            return Unsure(tuple(Candidate(values(options[each.value][0]), each.label) for each in candidates))
        case _:
            return Problem("not-offered")


def fields_named(names: Names) -> dict[str, Field | None]:
    """Give the field of which each name is an option's very name; None where it is one of several."""
    found: dict[str, Field | None] = {}
    for field in _NAMED_ALONE:
        for called in {normalise(each) for option in names.get(field, {}).values() for each in option}:
            found[called] = field if called not in found else None
    return found


def way_of(consent: str, names: Names) -> ConsentWay | None:
    """Give the way of consent where the very name of one stands for the consent: "cap jempol", "ya, secara lisan"."""
    said = _WAY.fullmatch(normalise(consent.strip(" ().")))
    for way, called in names.get(Field.CONSENT_WAY, {}).items():
        # Its other words, "keluarga" or "anaknya", say as well who agreed.
        known = called[:1] if way == ConsentWay.GUARDIAN else called
        if said is not None and said["way"] in {
            found["way"] for each in known if (found := _WAY.match(normalise(each)))
        }:
            return ConsentWay(way)
    return None
