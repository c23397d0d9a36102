"""What an imported file has in its columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from backend.imports.refusals import Refusal, Refused

if TYPE_CHECKING:
    from collections.abc import Sequence


class Kind(StrEnum):
    """What a file brings."""

    RESULTS = "results"
    PAYMENTS = "payments"


@dataclass(frozen=True, slots=True)
class Column:
    """A column by the name that the office knows it by, with other headings that mean the same."""

    title: str
    also: tuple[str, ...] = ()
    required: bool = True


NIK: Final = "NIK"
NAME: Final = "Nama"
NUMBER: Final = "Nomor Pendaftaran"
RESULT: Final = "Hasil"
REASON: Final = "Alasan"
PROGRAMME: Final = "Program"
STAGE: Final = "Tahap"
AMOUNT: Final = "Nominal"
PLACE: Final = "Tempat"
DAY: Final = "Tanggal"

_PERSON: Final = (Column(NIK, ("no nik", "nomor nik")), Column(NAME, ("nama lengkap", "nama penerima"), required=False))
COLUMNS: Final[dict[Kind, tuple[Column, ...]]] = {
    Kind.RESULTS: (
        *_PERSON,
        Column(NUMBER, ("no pendaftaran",), required=False),
        Column(RESULT, ("status", "keterangan hasil")),
        Column(REASON, ("keterangan",), required=False),
    ),
    Kind.PAYMENTS: (
        *_PERSON,
        Column(PROGRAMME, ("bansos", "jenis bantuan")),
        Column(STAGE),
        Column(AMOUNT, ("jumlah", "nilai")),
        Column(PLACE, ("tempat penyaluran", "lokasi")),
        Column(DAY, ("tanggal penyaluran", "tgl")),
    ),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """Where each column stands in a file, and which headings are not read."""

    places: Mapping[str, int]
    passed_over: tuple[str, ...]


def headings(columns: Sequence[Column], found: Sequence[str]) -> Heading | Refusal:
    """Find some columns among a file's headings, whatever their order and capitals."""
    known = {_plain(name): column.title for column in columns for name in (column.title, *column.also)}
    places: dict[str, int] = {}
    others: list[str] = []
    for place, name in enumerate(found):
        title = known.get(_plain(name))
        if title is None:
            if name.strip():
                others.append(name.strip()[:40])
        elif title in places:
            return Refusal(Refused.COLUMN_TWICE, name=title)
        else:
            places[title] = place
    missing = [column.title for column in columns if column.required and column.title not in places]
    if missing:
        return Refusal(
            Refused.COLUMNS_MISSING, name=", ".join(missing), found=", ".join(filter(None, map(str.strip, found)))[:300]
        )
    return Heading(places, tuple(others))


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", name.casefold()).strip()
