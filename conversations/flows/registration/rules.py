"""Which way the registration goes, decided from the answers alone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from conversations.answers.areas import desa_with_code, kecamatan_with_code
from conversations.answers.choices import Relation
from conversations.flows.registration.record import Consent, Registration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conversations.answers.household import Member

SCHOOL_AGE = range(6, 22)
"""The ages of PKH's school component: 6 to 21 without twelve years of schooling completed."""
_MAY_BE_PUPIL = (Relation.CHILD, Relation.GRANDCHILD, Relation.SIBLING, Relation.OTHER)


def refused(registration: Registration) -> bool:
    """Tell whether the person does not agree to the notice."""
    return registration.consent is Consent.REFUSED


def nik_to_look_up(registration: Registration) -> Mapping[str, Any]:
    """Give the NIK, to see whether this very chat has registered it before."""
    return {"nik": registration.nik}


def place(registration: Registration) -> Mapping[str, Any]:
    """Name the place that was understood, as far as it goes."""
    village = desa_with_code(registration.desa or "")
    found = kecamatan_with_code(registration.kecamatan or "")
    return {"place": village.label if village else found.title if found else ""}


def kecamatan_name(registration: Registration) -> Mapping[str, Any]:
    """Give the name of the kecamatan whose villages are asked for."""
    found = kecamatan_with_code(registration.kecamatan or "")
    return {"kecamatan": found.name if found else ""}


def told_members(registration: Registration) -> list[Member]:
    """Give the members that were told; declined ones leave no trace but their number."""
    return [member for member in registration.members or () if member is not None]


def all_members_told(registration: Registration) -> bool:
    """Tell whether every member that was counted was told or declined."""
    return len(registration.members or ()) >= (registration.members_count or 0)


def next_member(registration: Registration) -> Mapping[str, Any]:
    """Say which member comes next ("2 dari 4")."""
    return {"number": str(len(registration.members or ()) + 1), "count": str(registration.members_count)}


def age_of(member: Member, on: date) -> int | None:
    """Give a member's age in full years, about right where only a year is known."""
    if member.birth_date is not None:
        born = member.birth_date
        return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return None if member.birth_year is None else on.year - member.birth_year


def some_age_unknown(registration: Registration) -> bool:
    """Tell whether small children and elderly have to be asked for, because the members do not say."""
    if len(told_members(registration)) < (registration.members_count or 0):
        return True
    return any(member.birth_date is None and member.birth_year is None for member in told_members(registration))


def children(registration: Registration) -> list[tuple[int, Member]]:
    """Give the members to ask schooling of, with their place among those told: of school age, or possibly so."""
    on = registration.begun or date.max
    found = []
    for place, member in enumerate(told_members(registration)):
        age = age_of(member, on)
        if age in SCHOOL_AGE or (age is None and member.relation in _MAY_BE_PUPIL):
            found.append((place, member))
    return found


def all_children_told(registration: Registration) -> bool:
    """Tell whether schooling was asked of every child."""
    return len(registration.schooling or ()) >= len(children(registration))


def next_child(registration: Registration) -> Mapping[str, Any]:
    """Name the child whose schooling is asked next."""
    waiting = children(registration)[len(registration.schooling or ()) :]
    return {"child": waiting[0][1].name} if waiting else {"child": ""}


def number_given(registration: Registration) -> Mapping[str, Any]:
    """Give the registration number, from whichever answer of the registry brought it."""
    for source in ("send", "own_nik"):
        given = registration.answers.get(source, {}).get("number")
        if given:
            return {"number": given}
    return {"number": ""}
