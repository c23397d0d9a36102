"""A workbook that is packed while it is written, so that nothing of it ever lies on the disk.

openpyxl makes the book with its titles; its rows are put between the two halves of the sheet that it made.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import IO, TYPE_CHECKING, Final, cast
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHEET: Final = "xl/worksheets/sheet1.xml"
_END_OF_ROWS: Final = b"</sheetData>"
_DIMENSION: Final = re.compile(rb"<dimension [^>]*/>")
# XML 1.0 has no place for these.
_NOT_IN_XML: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class _Outlet(io.RawIOBase):
    """Takes what is packed, until somebody fetches it."""

    def __init__(self) -> None:
        self._packed = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, packed: object) -> int:
        before = len(self._packed)
        self._packed += cast("bytes", packed)
        return len(self._packed) - before

    def fetched(self) -> bytes:
        packed = bytes(self._packed)
        self._packed.clear()
        return packed


class StreamedWorkbook:
    """A sheet of text. Each call gives the bytes of the file that are ready by then."""

    def __init__(self, sheet: str, titles: Sequence[str], *, creator: str, title: str) -> None:
        self._outlet = _Outlet()
        self._archive = zipfile.ZipFile(cast("IO[bytes]", self._outlet), "w", zipfile.ZIP_DEFLATED)
        self._row = 1
        head, self._tail = self._parts(sheet, titles, creator, title)
        self._sheet = self._archive.open(_SHEET, "w", force_zip64=True)
        self._sheet.write(head)

    def rows(self, rows: Sequence[Sequence[str]]) -> bytes:
        """Add rows."""
        for row in rows:
            self._row += 1
            self._sheet.write(_row(self._row, row).encode())
        return self._outlet.fetched()

    def end(self) -> bytes:
        """Give the rest of the file."""
        self._sheet.write(self._tail)
        self._sheet.close()
        self._archive.close()
        return self._outlet.fetched()

    def _parts(self, name: str, titles: Sequence[str], creator: str, title: str) -> tuple[bytes, bytes]:
        """Pack all but the sheet, and give the sheet's two halves."""
        book, made = Workbook(), io.BytesIO()
        book.properties.creator, book.properties.title = creator, title
        sheet = book.worksheets[0]
        sheet.title, sheet.freeze_panes = name, "A2"
        sheet.append(list(titles))
        book.save(made)
        with zipfile.ZipFile(made) as parts:
            for part in parts.namelist():
                if part != _SHEET:
                    self._archive.writestr(part, parts.read(part))
            head, end, tail = parts.read(_SHEET).partition(_END_OF_ROWS)
        # How large it will be is not known yet.
        return _DIMENSION.sub(b"", head), end + tail


def _row(number: int, cells: Sequence[str]) -> str:
    written = "".join(
        f'<c r="{get_column_letter(column)}{number}" t="inlineStr"><is><t xml:space="preserve">'
        f"{_text(cell)}</t></is></c>"
        for column, cell in enumerate(cells, 1)
        if cell
    )
    return f'<row r="{number}">{written}</row>'


def _text(cell: str) -> str:
    return escape(_NOT_IN_XML.sub("", cell))
