"""The file that agents fill in: the headings, and one row that shows how, and that is never taken."""

from __future__ import annotations

import io
from functools import cache
from typing import Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from backend.csv_text import csv_file

_EXAMPLE: Final = {
    "Setuju": "contoh hapus baris ini",
    "NIK": "3510155708659901",
    "KK": "3510151203109902",
    "Nama": "Sumiati Contoh",
    "Tgl lahir": "17-8-1965",
    "Dusun": "Krajan",
    "RT": "3",
    "RW": "2",
    "Desa": "Kemiren",
    "Kec": "Glagah",
    "HP": "-",
    "Anggota 1": "Budi Contoh, suami, 62 tahun",
    "Anggota 2": "Siti Contoh, anak, 15 tahun, SMP",
    "Anggota 3": "",
    "Anggota 4": "",
    "Hamil": "tidak",
    "Kesulitan": "tidak ada",
    "Pekerjaan": "buruh tani",
    "Rumah": "milik sendiri",
    "Alasan lewat agen": "Lansia",
    "Cara setuju": "Lisan",
    "Saksi": "",
}
_TEXT: Final = "@"
_WIDTH: Final = 20


@cache
def as_csv() -> bytes:
    """Give it as CSV, as Excel opens it in Indonesia: parted by semicolons, with the mark of UTF-8."""
    return csv_file([_EXAMPLE.keys(), _EXAMPLE.values()])


@cache
def as_workbook() -> bytes:
    """Give it as a workbook whose cells are text, so that no NIK loses a digit."""
    book, packed = Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    sheet.title = "Keluarga"
    sheet.append(list(_EXAMPLE))
    sheet.append(list(_EXAMPLE.values()))
    for cell in (*sheet[1], *sheet[2]):
        cell.number_format = _TEXT
    for column in range(1, len(_EXAMPLE) + 1):
        whole = sheet.column_dimensions[get_column_letter(column)]
        whole.width, whole.number_format = _WIDTH, _TEXT
    sheet.freeze_panes = "A2"
    book.save(packed)
    return packed.getvalue()
