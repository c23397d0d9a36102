"""Tables as CSV, as a spreadsheet set to Indonesian opens them."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

MEDIA_TYPE: Final = "text/csv; charset=utf-8"
MARK: Final = "\ufeff"
"""What stands before everything else, so that Excel reads UTF-8."""
_RUNS: Final = ("=", "+", "-", "@", "\t", "\r")


def csv_rows(rows: Iterable[Iterable[object]]) -> str:
    """Write rows, parted by semicolons: such a spreadsheet takes the comma for decimals."""
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=";").writerows(rows)
    return written.getvalue()


def csv_file(rows: Iterable[Iterable[object]]) -> bytes:
    """Write a whole file."""
    return f"{MARK}{csv_rows(rows)}".encode()


def harmless(cell: str) -> str:
    """Give a cell that no spreadsheet carries out (OWASP, CSV injection)."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_RUNS) else cell
