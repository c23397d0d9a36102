"""A family in a row of a spreadsheet, put as the message that says the same."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final, TypeAlias

from conversations.answers.form.fields import Field, Topic
from conversations.answers.form.labels import labels_in

if TYPE_CHECKING:
    from collections.abc import Mapping

Cell: TypeAlias = str | int | float | bool | date | None
"""What a spreadsheet may keep in a cell."""
_NUMBERED: Final = re.compile(r"\s*\d{1,2}\s*$")
_LONG_NUMBERS: Final = frozenset({Field.NIK, Field.KK})


def as_message(row: Mapping[str, Cell]) -> str:
    """Give a row as lines with its headings for labels. "Anggota 1" and "Anggota 2" are both members.

    A NIK that the spreadsheet kept as a number has lost its last digits: of a number, fifteen are true. It is put as
    the spreadsheet shows it, 3.51017E+15, so that it is asked for again and never guessed.
    """
    return "\n".join(f"{heading}: {said}" for heading, said in _told(row))


def is_asked(heading: str) -> bool:
    """Tell whether the form knows a heading: something begins with it, and it is not what nobody asks."""
    labels = labels_in(f"{_NUMBERED.sub('', heading)}:")
    return bool(labels) and labels[0].begins and labels[0].label is not Topic.UNASKED


def _told(row: Mapping[str, Cell]) -> list[tuple[str, str]]:
    found = []
    for title, cell in row.items():
        heading = _NUMBERED.sub("", " ".join(str(title).split()))
        said = _written(cell, is_long=_is_long(heading))
        if heading and said:
            found.append((heading, said))
    return found


def _is_long(heading: str) -> bool:
    labels = labels_in(f"{heading}:")
    return bool(labels) and labels[0].label in _LONG_NUMBERS


def _written(cell: Cell, *, is_long: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f"{cell.day}-{cell.month}-{cell.year}"
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if is_long:
            return f"{float(cell):.5E}"
        return str(int(cell)) if float(cell).is_integer() else str(cell)
    return "; ".join(part for line in str(cell).splitlines() if (part := " ".join(line.split())))
