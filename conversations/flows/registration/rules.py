"""Which way the registration goes, decided from the answers alone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from conversations.answers import components
from conversations.answers.areas import desa_with_code, kecamatan_with_code
from conversations.flows.registration.record import Consent, Registration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conversations.answers.household import Member


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


def some_age_unknown(registration: Registration) -> bool:
    """Tell whether small children and elderly have to be asked for, because the members do not say."""
    if len(told_members(registration)) < (registration.members_count or 0):
        return True
    return components.some_age_unknown(told_members(registration))


def children(registration: Registration) -> list[tuple[int, Member]]:
    """Give the members to ask schooling of, with their place among those told: of school age, or possibly so."""
    return components.pupils(told_members(registration), registration.begun or date.max)


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
