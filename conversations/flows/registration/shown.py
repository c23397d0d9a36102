"""How answers read back to the person who gave them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conversations.answers.areas import desa_with_code, kecamatan_with_code
from conversations.answers.choices import Relation, Schooling
from conversations.answers.masking import mask_name, mask_number
from conversations.answers.names import shorten
from conversations.engine.fields import fields_of
from conversations.engine.releases import BEGUN
from conversations.flows.registration.record import Family

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conversations.answers.household import Member
    from conversations.answers.rt_rw import RtRw

AT_SCHOOL = frozenset({Schooling.SD, Schooling.SMP, Schooling.SMA, Schooling.HIGHER})
RELATIONS = {
    Relation.SPOUSE: "istri/suami",
    Relation.CHILD: "anak",
    Relation.PARENT: "orang tua",
    Relation.PARENT_IN_LAW: "mertua",
    Relation.GRANDCHILD: "cucu",
    Relation.SIBLING: "saudara",
    Relation.HEAD: "kepala keluarga",
    Relation.OTHER: "lainnya",
}
MOST_NAMED = 7
LONGEST_NAME = 30
"""Characters of such a name in the review, so that the whole of it fits into one message."""


def kecamatan(code: str) -> str:
    """Name a kecamatan."""
    place = kecamatan_with_code(code[:8])
    return place.name if place else code


def desa(code: str) -> str:
    """Name a desa or kelurahan with its kecamatan, since names exist twice."""
    place = desa_with_code(code)
    return f"{place.title}, {place.kecamatan.title}" if place else code


def rt_rw(value: RtRw) -> str:
    """Show RT and RW as they are written on the Kartu Keluarga."""
    return f"{value.rt or '-'}/{value.rw or '-'}"


def phone(number: str) -> str:
    """Show a number as it is dialled, without its middle."""
    return mask_number(number.replace("+62", "0", 1))


def short(name: str) -> str:
    """Show a name as far as there is room for it in a review."""
    return shorten(name, LONGEST_NAME)


def member(told: Member) -> str:
    """Name one member, with what was understood: relation and year of birth."""
    born = told.birth_date.year if told.birth_date else told.birth_year
    known = RELATIONS[told.relation] + (f", {born}" if born else "")
    return f"{shorten(told.name, LONGEST_NAME)} ({known})"


def members(told: tuple[Member | None, ...]) -> str:
    """Name the members with what was understood of each; a large family is cut short."""
    names = [member(each) for each in told if each is not None]
    rest = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f", +{rest}" if rest > 0 else "") or "-"


def schooling(told: tuple[Schooling | None, ...]) -> str:
    """Say how many of the children are at school."""
    at_school = sum(1 for each in told if each in AT_SCHOOL)
    return f"{at_school} dari {len(told)} anak bersekolah"


def summary(record: Family) -> Mapping[str, Any]:
    """Say whose case this is, as far as somebody who goes on with it needs to recognise it: masked."""
    place = desa_with_code(record.desa or "")
    return {
        "name": mask_name(record.name or ""),
        "nik": mask_number(record.nik or ""),
        "desa": place.title if place else "",
        "told": sum(1 for name in fields_of(Family) if name != BEGUN and name in record.answers),
    }
