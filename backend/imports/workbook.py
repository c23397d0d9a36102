"""Reading the first sheet of an XLSX workbook that a stranger may have made.

XLSX is a zip of XML (ECMA-376). What it unpacks to is bounded before any of it is unpacked: Python's zipfile reads
no more of a part than its directory says. expat 2.4.1 and later bounds entities that grow.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Final, TypeAlias

from openpyxl import load_workbook
from openpyxl.cell.cell import TYPE_FORMULA

from backend.imports.refusals import Refusal, Refused, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

Cell: TypeAlias = str | int | float | bool | date | None
"""What a spreadsheet may keep in a cell."""

ZIP: Final = b"PK\x03\x04"
OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
_UNPACKED: Final = 100 * 1024 * 1024
_MOST_PARTS: Final = 500
_RATIO: Final = 100
_SMALL: Final = 1024 * 1024
_WIDEST: Final = 60
_ENCRYPTED: Final = 0x1


def workbook_rows(content: bytes) -> Iterator[tuple[Cell, ...]]:
    """Give the rows of the first sheet, also those that are empty.

    Raises:
        Unreadable: no workbook, one that unpacks to too much, or one with a formula.
    """
    _require_harmless(content)
    # What openpyxl does not keep of a workbook (pictures, extensions) it warns of; we keep none of it.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield from _first_sheet(content)
        except Unreadable:
            raise
        except Exception as fault:
            # A workbook can be broken in as many ways as there are parts; each one shows as another exception.
            raise Unreadable(Refusal(Refused.NOT_A_WORKBOOK)) from fault


def _first_sheet(content: bytes) -> Iterator[tuple[Cell, ...]]:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(max_col=_WIDEST), 1):
        if any(cell.data_type == TYPE_FORMULA for cell in row):
            raise Unreadable(Refusal(Refused.FORMULA, row=number))
        yield tuple(cell.value for cell in row)


def _require_harmless(content: bytes) -> None:
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as fault:
        raise Unreadable(Refusal(Refused.NOT_A_WORKBOOK)) from fault
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise Unreadable(Refusal(Refused.LOCKED))
    grows = any(part.file_size > max(_SMALL, _RATIO * part.compress_size) for part in parts)
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _UNPACKED or grows:
        raise Unreadable(Refusal(Refused.UNPACKS_TOO_LARGE))
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise Unreadable(Refusal(Refused.NOT_A_WORKBOOK))
