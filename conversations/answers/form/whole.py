"""A family told at once and for good: nobody is there to be asked, so all of it is right or none of it is taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from conversations.answers import components
from conversations.answers.form.fields import Field
from conversations.answers.form.lacking import Lack, lack_of, shown
from conversations.answers.form.needed import missing
from conversations.answers.form.reading import read_form
from conversations.answers.form.told import Kept, Sign
from conversations.answers.household import Household
from conversations.answers.on_behalf import OnBehalf, on_behalf
from conversations.answers.record_problems import hard_problems

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from conversations.answers.form.told import Names, Told

DOUBTED: Final = "mismatch"
"""What is the matter with a birth date that is not the NIK's: told a second time, it counts."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A family of which nothing is missing, and why somebody else tells it."""

    household: Household
    on_behalf: OnBehalf


def read_family(text: str, today: date, names: Names, *, again: bool = False) -> Whole | tuple[Lack, ...]:
    """Read a whole family, or say what it lacks. `again` when the very same was told before, and doubted."""
    told = read_form(text, today, names)
    if again and told.kept.birth_date is not None:
        told = read_form(text, today, names, kept=Kept(birth_date=told.kept.birth_date))
    if Sign.TWO_FAMILIES in told.signs:
        return (Lack(Field.NIK, "two-families"),)
    lacks = _lacks(told, today)
    if lacks:
        return lacks
    household = _household(told.answers, today)
    behalf = on_behalf({field.value: value for field, value in told.answers.items()})
    hard = tuple(Lack(field, problem.code) for field, problem in hard_problems(household, today).items())
    return hard or Whole(household, behalf)


def _lacks(told: Told, today: date) -> tuple[Lack, ...]:
    odd = {each.field: each for each in told.odd}
    fields = list(dict.fromkeys((*missing(told.answers), *odd)))
    unread = [Lack("other", "unread", shown(text)) for text in told.unread]
    return (*(lack_of(field, odd.get(field), _unknown(field, told, today)) for field in fields), *unread)


def _unknown(field: Field, told: Told, today: date) -> str:
    """Name the pupils whose schooling was not told."""
    if field is not Field.SCHOOLING:
        return ""
    pupils = components.pupils(told.answers.get(Field.MEMBERS) or (), today)
    return ", ".join(child.name for _, child in pupils if child.name not in told.kept.schooling)


def _household(answers: Mapping[Field, Any], today: date) -> Household:
    members = answers[Field.MEMBERS]
    told = {field.value: value for field, value in answers.items()}
    return components.household_of(told, members, ages_known=not components.some_age_unknown(members), on=today)
