"""Inviting many agents by a file: one row for each, and what is the matter with a row stands beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from backend.agents.roster import Invited, Person, Roster, Trouble
from backend.imports.columns import Column
from backend.imports.refusals import Refusal
from backend.imports.sheet import Line, read_rows
from conversations.answers.areas import Desa, Kecamatan, desa_with_code, find_desa, find_kecamatan

if TYPE_CHECKING:
    from datetime import datetime

MOST_ROWS: Final = 1_000
COLUMNS: Final = (
    Column("Nama", ("nama agen", "nama lengkap")),
    Column("Nomor HP", ("hp", "no hp", "nomor wa", "no wa", "whatsapp"), required=False),
    Column("Kecamatan", (), required=False),
    Column("Desa", ("desa/kelurahan", "kelurahan", "kode desa")),
    Column("RW", (), required=False),
    Column("RT", (), required=False),
)
_WHOLE_NUMBER: Final = ".0"


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one row of the file."""

    number: int
    name: str
    outcome: Invited | Trouble


async def invite_all(roster: Roster, content: bytes, now: datetime) -> list[Row] | Refusal:
    """Invite everybody in a file whose row is right; the others are told, row by row."""
    sheet = read_rows(COLUMNS, MOST_ROWS, content)
    if isinstance(sheet, Refusal):
        return sheet
    return [await _invited(roster, line, now) for line in sheet.lines]


async def _invited(roster: Roster, line: Line, now: datetime) -> Row:
    name = line.text("Nama")
    desa = desa_told(line.text("Desa"), line.text("Kecamatan"))
    rw, rt = (line.text(column).removesuffix(_WHOLE_NUMBER) for column in ("RW", "RT"))
    person = Person(name, line.text("Nomor HP").removesuffix(_WHOLE_NUMBER))
    return Row(line.number, name, await roster.invite(person, desa.code if desa else "", rw, rt, now))


def desa_told(typed: str, kecamatan: str) -> Desa | None:
    """Find a desa by its code or its name; two of one name are told apart by the kecamatan."""
    by_code = desa_with_code(typed)
    if by_code is not None:
        return by_code
    within = find_kecamatan(kecamatan) if kecamatan else None
    found = find_desa(typed, within if isinstance(within, Kecamatan) else None)
    return found if isinstance(found, Desa) else None
