"""Reading the cells that both kinds of files have."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from backend.imports.columns import NIK
from backend.imports.row_problems import Problem, Unusable
from conversations.answers.nik import parse_nik
from conversations.answers.reading import Problem as Misread

if TYPE_CHECKING:
    from backend.imports.sheet import Line
    from conversations.answers.nik import Nik

_SCIENTIFIC: Final = re.compile(r"\d([.,]\d+)?[eE]\+?\d+")
_BETWEEN: Final = re.compile(r"[\s.'\u2019-]+")
_WRITTEN: Final = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?: 00:00(?::00)?)?"),
    re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})"),
)


def read_nik(line: Line, today: date) -> Nik:
    """Read the NIK of a row.

    Raises:
        Unusable: it is none, or a spreadsheet kept it as a number: of those, fifteen digits are true and the
            sixteenth is lost.
    """
    cell = line.cells.get(NIK)
    written = line.text(NIK)
    if isinstance(cell, int | float) or _SCIENTIFIC.fullmatch(written):
        raise Unusable(Problem.NIK_SHORTENED)
    digits = _BETWEEN.sub("", written)
    nik = parse_nik(digits, today) if digits.isascii() and digits.isdigit() else None
    if nik is None or isinstance(nik, Misread):
        raise Unusable(Problem.NIK_FORM)
    return nik


def read_day(line: Line, column: str) -> date:
    """Read a date: one of the spreadsheet's own, or written with the day or the year first.

    Raises:
        Unusable: it is none.
    """
    cell = line.cells.get(column)
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    for form in _WRITTEN:
        if found := form.fullmatch(line.text(column)):
            try:
                return date(int(found["year"]), int(found["month"]), int(found["day"]))
            except ValueError:
                break
    raise Unusable(Problem.DAY_FORM)
