"""What PKH asks about because of the members' ages: small children, pupils, elderly people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from conversations.answers.ages import years_between
from conversations.answers.choices import Difficulty, Housing, Occupation, Relation, Schooling, YesNo
from conversations.answers.household import Household, Member
from conversations.answers.rt_rw import RtRw

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

SCHOOL_AGE: Final = range(6, 22)
"""The ages of PKH's school component: 6 to 21 without twelve years of schooling completed."""
SMALL_CHILD: Final = 6
"""The last year of age of PKH's early childhood component."""
ELDERLY: Final = 60
"""The age from which `elderly` counts, as the question asks. PKH's own line has been 60 and 70; the office decides."""
_MAY_BE_PUPIL: Final = (Relation.CHILD, Relation.GRANDCHILD, Relation.SIBLING, Relation.OTHER)


def age_of(member: Member, on: date) -> int | None:
    """Give a member's age in full years, about right where only a year is known."""
    if member.birth_date is not None:
        return years_between(member.birth_date, on)
    return None if member.birth_year is None else on.year - member.birth_year


def some_age_unknown(members: Sequence[Member]) -> bool:
    """Tell whether somebody's age is not known at all."""
    return any(member.birth_date is None and member.birth_year is None for member in members)


def pupils(members: Sequence[Member], on: date) -> list[tuple[int, Member]]:
    """Give the members to ask schooling of, with their place: of school age, or possibly so."""
    found = []
    for place, member in enumerate(members):
        age = age_of(member, on)
        if age in SCHOOL_AGE or (age is None and member.relation in _MAY_BE_PUPIL):
            found.append((place, member))
    return found


def schooling_of(members: Sequence[Member], told: Sequence[str | None], on: date) -> dict[int, Schooling]:
    """Give the schooling of each child by its place among the members; `told` has the answers in that order."""
    return {
        place: Schooling.DECLINED if answer is None else Schooling(answer)
        for (place, _), answer in zip(pupils(members, on), told, strict=False)
    }


def household_of(told: Mapping[str, Any], members: Sequence[Member], *, ages_known: bool, on: date) -> Household:
    """Give the family as it was told, by the names of the registration's answers. `on` is the day of the telling.

    Raises:
        ValueError: an answer is missing that no registration is without.
    """
    rt_rw = told.get("rt_rw") or RtRw()
    return Household(
        nik=_needed(told, "nik"),
        kk=_needed(told, "kk"),
        name=_needed(told, "name"),
        birth_date=_needed(told, "birth_date"),
        kecamatan=_needed(told, "kecamatan"),
        desa=_needed(told, "desa"),
        dusun=told.get("dusun"),
        rt=rt_rw.rt,
        rw=rt_rw.rw,
        phone=told.get("phone"),
        members=tuple(members),
        pregnant=told.get("pregnant") or YesNo.DECLINED,
        small_children=young(members, on) if ages_known else told.get("small_children"),
        elderly=old(members, told["birth_date"], on) if ages_known else told.get("elderly"),
        schooling=schooling_of(members, told.get("schooling") or (), on),
        disability=told.get("disability") or Difficulty.DECLINED,
        occupation=told.get("occupation") or Occupation.OTHER,
        housing=told.get("housing") or Housing.OTHER,
    )


def _needed(told: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 - whatever the answer is
    if told.get(name) is None:
        raise ValueError(f"a registration was sent without {name}")
    return told[name]


def young(members: Sequence[Member], on: date) -> int:
    """Count the small children, where all ages are known."""
    return sum(1 for member in members if (age_of(member, on) or 0) <= SMALL_CHILD)


def old(members: Sequence[Member], born: date, on: date) -> int:
    """Count the elderly, where all ages are known: the head of the family, born on that day, is one of them."""
    ages = [years_between(born, on), *(age_of(member, on) or 0 for member in members)]
    return sum(1 for age in ages if age >= ELDERLY)
