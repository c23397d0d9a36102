"""The kecamatan, desa and kelurahan of Kabupaten Banyuwangi."""

from __future__ import annotations

from typing import Final

import msgspec

from conversations.answers.areas.tables import rows

KABUPATEN: Final = "35.10"


class Kecamatan(msgspec.Struct, frozen=True, tag="kecamatan"):
    """A kecamatan with its Kemendagri code, such as 35.10.16."""

    code: str
    name: str

    @property
    def title(self) -> str:
        """The name with its kind: "Kecamatan Licin"."""
        return f"Kecamatan {self.name}"

    @property
    def label(self) -> str:
        """What to show where it has to be told from other places."""
        return self.title


class Desa(msgspec.Struct, frozen=True, tag="desa"):
    """A desa or kelurahan with its Kemendagri code, such as 35.10.16.1007."""

    code: str
    name: str
    kecamatan: Kecamatan

    @property
    def is_kelurahan(self) -> bool:
        """Whether it is a kelurahan: the village part of its code begins with 1."""
        return self.code[9] == "1"

    @property
    def title(self) -> str:
        """The name with its kind: "Kelurahan Lateng", "Desa Kemiren"."""
        return f"{'Kelurahan' if self.is_kelurahan else 'Desa'} {self.name}"

    @property
    def label(self) -> str:
        """What to show where names repeat: "Desa Tamansari, Kecamatan Licin"."""
        return f"{self.title}, {self.kecamatan.title}"


_KECAMATAN: Final = {row["code"]: Kecamatan(row["code"], row["name"]) for row in rows("kecamatan")}
_DESA: Final = {row["code"]: Desa(row["code"], row["name"], _KECAMATAN[row["code"][:8]]) for row in rows("desa")}


def all_kecamatan() -> tuple[Kecamatan, ...]:
    """Give the 25 kecamatan by code."""
    return tuple(_KECAMATAN.values())


def all_desa() -> tuple[Desa, ...]:
    """Give the 189 desa and 28 kelurahan by code."""
    return tuple(_DESA.values())


def kecamatan_with_code(code: str) -> Kecamatan | None:
    """Give the kecamatan with this code, if it is in the kabupaten."""
    return _KECAMATAN.get(code)


def desa_with_code(code: str) -> Desa | None:
    """Give the desa or kelurahan with this code, if it is in the kabupaten."""
    return _DESA.get(code)


def villages_of(kecamatan: Kecamatan) -> tuple[Desa, ...]:
    """Give all desa and kelurahan of a kecamatan, by name."""
    mine = (desa for desa in _DESA.values() if desa.kecamatan == kecamatan)
    return tuple(sorted(mine, key=lambda desa: desa.name))
