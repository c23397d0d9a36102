"""Reading CSV files as office programs write them: UTF-8 or Windows-1252, parted by comma, semicolon or tab."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

from backend.imports.refusals import Refusal, Refused, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_PARTED_BY: Final = ",;\t"


def text_rows(content: bytes) -> Iterator[tuple[str, ...]]:
    """Give the rows of a CSV file.

    Raises:
        Unreadable: it is in another encoding, no text at all, breaks CSV's rules, or has a formula.
    """
    lines = decoded(content).splitlines(keepends=True)
    reader = csv.reader(lines, delimiter=_parted_by(lines), strict=True)
    number = 0
    try:
        for number, row in enumerate(reader, 1):
            if any(cell.lstrip().startswith("=") for cell in row):
                raise Unreadable(Refusal(Refused.FORMULA, row=number))
            yield tuple(row)
    except csv.Error as fault:
        raise Unreadable(Refusal(Refused.BROKEN_CSV, row=number + 1)) from fault


def first_cells(text: str) -> list[str]:
    """Give what would be the headings if a text were a table."""
    lines = text.splitlines()
    first = next((line for line in lines if line.strip()), "")
    return next(csv.reader([first], delimiter=_parted_by(lines)), [])


def _parted_by(lines: list[str]) -> str:
    first = next((line for line in lines if line.strip()), "")
    return max(_PARTED_BY, key=first.count)


def decoded(content: bytes) -> str:
    """Give the text of a file.

    Raises:
        Unreadable: it is in another encoding, or no text at all.
    """
    if content.startswith(_UTF_16):
        raise Unreadable(Refusal(Refused.UTF_16))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError as fault:
            raise Unreadable(Refusal(Refused.NOT_TEXT)) from fault
    # Pictures and programs decode as Windows-1252 more often than not.
    if any(character < " " and character not in "\t\r\n" for character in text):
        raise Unreadable(Refusal(Refused.NOT_TEXT))
    return text
