"""A kecamatan and a desa chosen in a form, within somebody's areas."""

from collections.abc import Sequence
from dataclasses import dataclass

from backend.auth.areas import AreaScope
from conversations.answers.areas import Desa, Kecamatan, kecamatan_with_code


@dataclass(frozen=True, slots=True)
class Places:
    """What can be chosen, and what is: the desa are those of the kecamatan that was chosen."""

    all_kecamatan: Sequence[Kecamatan]
    villages: Sequence[Desa]
    kecamatan: str
    desa: str

    @classmethod
    def of(cls, areas: AreaScope, kecamatan: str, desa: str = "") -> "Places":
        """Give what can be chosen within some areas."""
        place = kecamatan_with_code(kecamatan)
        return cls(areas.kecamatan(), areas.villages(place) if place else (), place.code if place else "", desa)


def chosen(mine: AreaScope, kecamatan: str, desa: str) -> AreaScope | None:
    """Give the part of somebody's areas that was chosen in a form; None where it is not a part of them."""
    if desa:
        return AreaScope(frozenset({desa})) if mine.covers(desa) and desa.startswith(f"{kecamatan}.") else None
    if not kecamatan:
        return mine
    place = kecamatan_with_code(kecamatan)
    if place is None:
        return None
    if mine.covers_kecamatan(kecamatan):
        return AreaScope(frozenset({kecamatan}))
    villages = frozenset(village.code for village in mine.villages(place))
    return AreaScope(villages) if villages else None
