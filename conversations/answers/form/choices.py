"""What is picked from a list in the conversation, and said in words in a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversations.answers.choices import Housing, Occupation
from conversations.answers.declinable import parse_declinable
from conversations.answers.difficulty import read_difficulty
from conversations.answers.form.fields import Field
from conversations.answers.form.members import read_counts
from conversations.answers.normalise import normalise
from conversations.answers.picks import pick
from conversations.answers.reading import Candidate, Problem, Unsure

if TYPE_CHECKING:
    from enum import StrEnum

    from conversations.answers.form.finding import Finding
    from conversations.answers.form.told import Names

PICKED: dict[Field, type[StrEnum]] = {Field.OCCUPATION: Occupation, Field.HOUSING: Housing}
"""The fields whose options have names in the catalogue."""


def read(finding: Finding) -> None:
    """Read them."""
    read_counts(finding)
    finding.take(Field.PREGNANT, lambda text: parse_declinable(text) or Problem("not-offered"))
    finding.take(Field.DISABILITY, lambda text: read_difficulty(text) or Problem("not-offered"))
    for field in PICKED:
        finding.take(field, lambda text, field=field: picked(text, field, finding.names))  # type: ignore[misc] # bound now


def picked(text: str, field: Field, names: Names) -> StrEnum | Problem | Unsure[StrEnum]:
    """Read an option by its label or another word for it."""
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
    for field in PICKED:
        for called in {normalise(each) for option in names.get(field, {}).values() for each in option}:
            found[called] = field if called not in found else None
    return found
