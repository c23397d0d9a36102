"""Looking places up by name: exactly, by their first part, and with slips of the finger."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

from conversations.answers.areas.heard import key
from conversations.answers.areas.places import (
    Desa,
    Kecamatan,
    all_desa,
    all_kecamatan,
    desa_with_code,
    kecamatan_with_code,
)
from conversations.answers.areas.tables import rows
from conversations.answers.normalise import normalise, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

P = TypeVar("P", Desa, Kecamatan)
T = TypeVar("T")

_SHORTEST_NAME, _LONGEST_NAME = 3, 40
_SHORTEST_PART = 5


def key_of(name: str) -> str:
    """Give what a written name is compared by."""
    return key(words(normalise(name)))


@dataclass(frozen=True, slots=True)
class Near(Generic[T]):
    """A place whose name is `edits` away from what was typed."""

    place: T
    edits: int


DESA: Final[dict[str, list[Desa]]] = defaultdict(list)
KECAMATAN: Final[dict[str, Kecamatan]] = {key_of(kecamatan.name): kecamatan for kecamatan in all_kecamatan()}
FORMER: Final[dict[tuple[str, str], Desa]] = {}
DUSUN: Final[dict[str, list[Desa]]] = defaultdict(list)


def _fill() -> None:
    for desa in all_desa():
        DESA[key_of(desa.name)].append(desa)
    for row in rows("aliases"):
        said, kecamatan, place = (
            key_of(row["said"]),
            kecamatan_with_code(row["code"]),
            desa_with_code(row["code"]),
        )
        if kecamatan:
            KECAMATAN[said] = kecamatan
        elif place and row["kind"] == "dusun":
            DUSUN[said].append(place)
        elif place and row["within"]:
            FORMER[row["within"], said] = place
        elif place:
            DESA[said].append(place)


_fill()


def desa_named(name: str, within: Kecamatan | None) -> list[Desa]:
    """Give the desa with exactly this name; a former name counts inside its kecamatan only."""
    found = DESA.get(name, [])
    if within is None:
        return found
    inside = [desa for desa in found if desa.kecamatan == within]
    former = FORMER.get((within.code, name))
    return inside or ([former] if former else [])


def starting_with(name: str, within: Kecamatan | None) -> list[Desa]:
    """Give the desa of which only the first part was typed ("Parijatah")."""
    return [
        desa
        for full, places in DESA.items()
        if len(name) >= _SHORTEST_PART and full.startswith(name)
        for desa in places
        if within is None or desa.kecamatan == within
    ]


def desa_near(name: str, within: Kecamatan | None) -> list[Near[Desa]]:
    """Give the desa whose names are like this one, nearest first."""
    near = [Near(desa, each.edits) for each in _near(name, DESA) for desa in each.place]
    return [each for each in near if within is None or each.place.kecamatan == within]


def kecamatan_near(name: str) -> list[Near[Kecamatan]]:
    """Give the kecamatan whose names are like this one, nearest first."""
    return _near(name, KECAMATAN)


def clearly(near: Sequence[Near[P]], name: str, margin: int) -> P | None:
    """Give the nearest place if it is very near and no other one is within `margin` letters of it."""
    if not near or near[0].edits > (0 if len(name) < 5 else 1 if len(name) < 8 else 2):
        return None
    alone = all(other.place == near[0].place or other.edits >= near[0].edits + margin for other in near[1:])
    return near[0].place if alone else None


def _near(name: str, named: Mapping[str, T]) -> list[Near[T]]:
    if not _SHORTEST_NAME <= len(name) <= _LONGEST_NAME:
        return []
    limit = min(3, max(1, len(name) // 3))
    found = process.extract(name, list(named), scorer=OSA.distance, score_cutoff=limit, limit=None)
    return [Near(named[full], int(distance)) for full, distance, _ in found]
