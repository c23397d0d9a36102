"""A file as rows with named columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from backend.imports.columns import COLUMNS, Column, Heading, Kind, headings
from backend.imports.refusals import Refusal, Refused, Unreadable
from backend.imports.text_file import text_rows
from backend.imports.workbook import OLD_EXCEL, ZIP, Cell, workbook_rows

_MEGABYTE: Final = 1024 * 1024
LARGEST: Final = 20 * _MEGABYTE
"""Bytes of a file."""
MOST_ROWS: Final = {Kind.RESULTS: 5_000, Kind.PAYMENTS: 50_000}
"""Results are written in one transaction, during which no one else writes to the audit log; payments are not."""

Headed: TypeAlias = Callable[[Sequence[str]], "Heading | Refusal"]
"""Finds the columns among the headings of a file."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row by its number in the file, where the headings are the first."""

    number: int
    cells: Mapping[str, Cell]

    def text(self, column: str) -> str:
        """Give what is written in a column, without the space around it."""
        value = self.cells.get(column)
        return "" if value is None else str(value).strip()


@dataclass(frozen=True, slots=True)
class Sheet:
    """All rows of a file that have anything in them, and the headings that are not read."""

    lines: tuple[Line, ...]
    passed_over: tuple[str, ...]


def read_sheet(kind: Kind, content: bytes) -> Sheet | Refusal:
    """Read a file of a kind."""
    return read_rows(COLUMNS[kind], MOST_ROWS[kind], content)


def read_rows(columns: Sequence[Column], most: int, content: bytes) -> Sheet | Refusal:
    """Read a file with some columns by what is in it, whatever it is called."""
    return read_lines(lambda found: headings(columns, found), most, content)


def read_lines(headed: Headed, most: int, content: bytes, largest: int = LARGEST) -> Sheet | Refusal:
    """Read a file whose headings say themselves which columns they are. `largest` in bytes."""
    if not content.strip():
        return Refusal(Refused.EMPTY)
    if len(content) > largest:
        return too_large(largest)
    if content.startswith(OLD_EXCEL):
        return Refusal(Refused.OLD_EXCEL)
    try:
        return _read(headed, most, content)
    except Unreadable as unreadable:
        return unreadable.refusal


def too_large(largest: int) -> Refusal:
    """Refuse a file of more than so many bytes."""
    return Refusal(Refused.TOO_LARGE, name=str(largest // _MEGABYTE))


def _read(headed: Headed, most: int, content: bytes) -> Sheet | Refusal:
    rows = workbook_rows(content) if content.startswith(ZIP) else text_rows(content)
    heading = None
    lines: list[Line] = []
    for number, row in enumerate(rows, 1):
        if not any(cell is not None and str(cell).strip() for cell in row):
            continue
        if heading is None:
            found = headed(["" if cell is None else str(cell) for cell in row])
            if isinstance(found, Refusal):
                return found
            heading = found
            continue
        if len(lines) == most:
            return Refusal(Refused.TOO_MANY_ROWS, name=str(most))
        cells = {title: row[place] for title, place in heading.places.items() if place < len(row)}
        lines.append(Line(number, cells))
    if heading is None or not lines:
        return Refusal(Refused.EMPTY)
    return Sheet(tuple(lines), heading.passed_over)
