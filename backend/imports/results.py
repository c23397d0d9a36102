"""Result lists: what the ministry said of each proposal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from backend.imports.cells import read_nik
from backend.imports.columns import NAME, NUMBER, REASON, RESULT
from backend.imports.row_problems import Problem, Unusable
from backend.registrations.number import parse_number
from backend.registrations.status import Status
from conversations.answers.nik import Nik
from conversations.answers.registration_number import RegistrationNumber

if TYPE_CHECKING:
    from datetime import date

    from backend.imports.sheet import Line

_WORDS: Final = {
    "layak": Status.ELIGIBLE,
    "diterima": Status.ELIGIBLE,
    "ya": Status.ELIGIBLE,
    "tidak layak": Status.NOT_ELIGIBLE,
    "tidak diterima": Status.NOT_ELIGIBLE,
    "ditolak": Status.NOT_ELIGIBLE,
    "tidak": Status.NOT_ELIGIBLE,
}
_LONGEST_REASON: Final = 300
WITHOUT_REASON: Final = "Sesuai daftar hasil yang diterima Dinas Sosial."


@dataclass(frozen=True, slots=True)
class Result:
    """One row of a result list."""

    row: int
    nik: Nik
    name: str
    number: RegistrationNumber | None
    status: Status
    reason: str


def read_result(line: Line, today: date) -> Result:
    """Read a row. Who is told "tidak layak" is also told why, so that reason has to be there.

    Raises:
        Unusable: something in it cannot be used.
    """
    nik = read_nik(line, today)
    written = line.text(NUMBER)
    number = parse_number(written) if written else None
    if written and number is None:
        raise Unusable(Problem.NUMBER_FORM)
    status = _WORDS.get(re.sub(r"[\W_]+", " ", line.text(RESULT).casefold()).strip())
    if status is None:
        raise Unusable(Problem.RESULT_UNKNOWN)
    reason = line.text(REASON)
    if not reason and status is Status.NOT_ELIGIBLE:
        raise Unusable(Problem.REASON_MISSING)
    if len(reason) > _LONGEST_REASON or not reason.isprintable():
        raise Unusable(Problem.REASON_LONG)
    return Result(line.number, nik, line.text(NAME), number, status, reason or WITHOUT_REASON)
