"""The part of the kabupaten that somebody works for, and the only place where that limit is applied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import false, func, or_, true

from conversations.answers.areas import all_kecamatan, desa_with_code, kecamatan_with_code, villages_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import InstrumentedAttribute

    from conversations.answers.areas import Desa, Kecamatan

KABUPATEN: Final = "35.10"
"""Kabupaten Banyuwangi: every kecamatan and desa."""
_KECAMATAN_LENGTH: Final = len("35.10.16")


class NoSuchArea(ValueError):
    """A code that is neither the kabupaten's nor a kecamatan's nor a desa's."""


@dataclass(frozen=True, slots=True)
class AreaScope:
    """Some areas by their codes: the kabupaten, kecamatan, desa. Without any it covers nothing.

    Codes are those of Kepmendagri 300.2.2-2138/2025, as in `conversations.answers.areas`.
    """

    codes: frozenset[str]

    @classmethod
    def of(cls, codes: Iterable[str]) -> AreaScope:
        """Read codes. A desa inside a kecamatan that is also named, and all beside the kabupaten, are left out.

        Raises:
            NoSuchArea: one of them names no area.
        """
        given = set(codes)
        for code in given:
            if code != KABUPATEN and kecamatan_with_code(code) is None and desa_with_code(code) is None:
                raise NoSuchArea(code)
        if KABUPATEN in given:
            return WHOLE
        return cls(frozenset(code for code in given if _kecamatan_of(code) not in given - {code}))

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing is left out."""
        return KABUPATEN in self.codes

    def covers(self, desa: str) -> bool:
        """Tell whether a desa lies within."""
        return self.is_whole or desa in self.codes or _kecamatan_of(desa) in self.codes

    def covers_kecamatan(self, kecamatan: str) -> bool:
        """Tell whether every desa of a kecamatan lies within."""
        return self.is_whole or kecamatan in self.codes

    def includes(self, other: AreaScope) -> bool:
        """Tell whether all of another scope lies within."""
        return all(self.covers(code) for code in other.codes)

    def condition(self, kecamatan: InstrumentedAttribute[str], desa: InstrumentedAttribute[str]) -> ColumnElement[bool]:
        """Give what a query has to ask of its columns so that it finds nothing outside."""
        if self.is_whole:
            return true()
        # One column where one is enough: the other would keep the database from reading an index in order.
        named = ((kecamatan, self.kecamatan_codes()), (desa, self.desa_codes()))
        return or_(false(), *(column.in_(codes) for column, codes in named if codes))

    def kecamatan_codes(self) -> list[str]:
        """List the kecamatan that are named as a whole."""
        return sorted(code for code in self.codes if len(code) == _KECAMATAN_LENGTH)

    def desa_codes(self) -> list[str]:
        """List the desa that are named by themselves."""
        return sorted(code for code in self.codes if len(code) > _KECAMATAN_LENGTH)

    def desa_condition(
        self, desa: ColumnElement[str] | InstrumentedAttribute[str] | InstrumentedAttribute[str | None]
    ) -> ColumnElement[bool]:
        """Give the same where a row has only a desa, which may be missing: then it lies outside."""
        if self.is_whole:
            return true()
        named = ((func.left(desa, _KECAMATAN_LENGTH), self.kecamatan_codes()), (desa, self.desa_codes()))
        return or_(false(), *(column.in_(codes) for column, codes in named if codes))

    def kecamatan(self) -> list[Kecamatan]:
        """List the kecamatan that lie within, also those of which only some desa do, by name."""
        found = [place for place in all_kecamatan() if self.is_whole or any(map(self.covers, _desa_codes(place)))]
        return sorted(found, key=lambda place: place.name)

    def whole_kecamatan(self) -> list[Kecamatan]:
        """List the kecamatan that lie within with every desa, by name."""
        return [place for place in self.kecamatan() if self.covers_kecamatan(place.code)]

    def villages(self, kecamatan: Kecamatan) -> list[Desa]:
        """List the desa of a kecamatan that lie within."""
        return [desa for desa in villages_of(kecamatan) if self.covers(desa.code)]


WHOLE: Final = AreaScope(frozenset({KABUPATEN}))
"""The whole kabupaten."""

NOWHERE: Final = AreaScope(frozenset())
"""No area at all."""


def _kecamatan_of(code: str) -> str:
    return code[:_KECAMATAN_LENGTH]


def _desa_codes(place: Kecamatan) -> list[str]:
    return [desa.code for desa in villages_of(place)]
