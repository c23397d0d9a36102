"""Which way the registration goes, decided from the answers alone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from conversations.answers import components
from conversations.answers.ages import years_between
from conversations.answers.areas import desa_with_code, kecamatan_with_code
from conversations.answers.rt_rw import RtRw
from conversations.flows.registration.record import Consent, Registration, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conversations.answers.household import Member
    from conversations.flows.registration.record import Acting


BETWEEN_TWO: Final = (
    Registration.consent, Registration.acting_reason, Registration.consent_way, Registration.notices,
    Registration.witness,
)  # fmt: skip
"""What a family agreed to with whoever told it, and what says why that was not the family."""


def refused(registration: Registration) -> bool:
    """Tell whether the person does not agree to the notice."""
    return registration.consent is Consent.REFUSED


def acts(registration: Registration) -> bool:
    """Tell whether an agent tells it in the family's place."""
    return registration.role is Role.AGENT


def tells_itself(registration: Registration) -> bool:
    """Tell whether the family tells it."""
    return not acts(registration)


def needs_witness(registration: Registration) -> bool:
    """Tell whether somebody has to have seen the consent: an agent acts, and there is no phone to confirm it from."""
    return acts(registration) and registration.phone is None


def nik_to_look_up(registration: Registration) -> Mapping[str, Any]:
    """Give the NIK, to see whether this very chat has registered it before; an agent is told of others, too."""
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


def elderly_between(registration: Registration) -> tuple[int, int]:
    """Give how many elderly there are at least and at most, from the ages that are known. Of a year of birth alone
    nobody knows whether the birthday has been."""
    members, on = told_members(registration), registration.begun or date.max
    ages = [(components.age_of(member, on), member.birth_date is not None) for member in members]
    born = registration.birth_date
    ages.append((None if born is None else years_between(born, on), True))
    ages += [(None, False)] * ((registration.members_count or 0) - len(members))
    line = components.ELDERLY
    least = sum(1 for age, to_the_day in ages if age is not None and age >= line + (not to_the_day))
    return least, sum(1 for age, _ in ages if age is None or age >= line)


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


def receipt(registration: Registration) -> Mapping[str, Any]:
    """Give what the receipt says: the number, who acted, how the family confirms, and whose area it is."""
    agent, code = registration.agent, registration.answers.get("send", {}).get("code")
    desa = desa_with_code(registration.desa or "")
    return {
        **number_given(registration),
        "agent": agent.name if agent else "",
        "code": code or "",
        "confirm": "code" if code else "witness",
        "place": "elsewhere" if agent and not _is_within(registration, agent) else "here",
        "desa": desa.title if desa else "",
    }


def _is_within(registration: Registration, agent: Acting) -> bool:
    told = registration.rt_rw or RtRw()
    pairs = ((agent.desa, registration.desa), (agent.rw, told.rw), (agent.rt, told.rt))
    return all(own is None or there is None or own == there for own, there in pairs)


def number_given(registration: Registration) -> Mapping[str, Any]:
    """Give the registration number, from whichever answer of the registry brought it."""
    for source in ("send", "own_nik", "agent_nik"):
        given = registration.answers.get(source, {}).get("number")
        if given:
            return {"number": given}
    return {"number": ""}
