"""The families in what an agent brought: rows of a sheet, or parts of a text, each put as the message that says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from backend.batches.models import Counted
from backend.imports.columns import Heading
from backend.imports.refusals import Refusal, Refused, Unreadable
from backend.imports.sheet import read_lines, too_large
from backend.imports.text_file import decoded, first_cells
from backend.imports.workbook import OLD_EXCEL, ZIP
from conversations.answers.form import as_message, families_in, is_asked

if TYPE_CHECKING:
    from collections.abc import Sequence

LARGEST: Final = 2 * 1024 * 1024
"""Bytes. A thousand families are a fifth of that."""
MOST: Final = 1_000
_FEWEST_HEADINGS: Final = 3
_NIK: Final = "nik"


@dataclass(frozen=True, slots=True)
class Told:
    """One family by its number, as a message tells it."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Families:
    """All that were brought, what their numbers count, and the columns that are not read."""

    counted: Counted
    told: tuple[Told, ...]
    passed_over: tuple[str, ...] = ()


def families_told(content: bytes) -> Families | Refusal:
    """Find the families in a file by what is in it, whatever it is called."""
    if len(content) > LARGEST:
        return too_large(LARGEST)
    if content.startswith((ZIP, OLD_EXCEL)) or not content.strip():
        return _in_rows(content)
    try:
        text = decoded(content)
    except Unreadable as unreadable:
        return unreadable.refusal
    cells = first_cells(text)
    # "NIK: 3510..." begins a family; "NIK", "KK" and "Nama" side by side are the headings of many.
    if len(cells) >= _FEWEST_HEADINGS and not any(":" in cell for cell in cells):
        return _in_rows(content)
    return _in_text(text)


def _in_rows(content: bytes) -> Families | Refusal:
    sheet = read_lines(_headed, MOST, content, LARGEST)
    if isinstance(sheet, Refusal):
        return sheet
    told = (Told(line.number, as_message(line.cells)) for line in sheet.lines)
    return Families(Counted.ROW, tuple(told), sheet.passed_over)


def _headed(found: Sequence[str]) -> Heading | Refusal:
    """Take every column that the form knows. One that comes twice, such as that of the members, is numbered."""
    places: dict[str, int] = {}
    others: list[str] = []
    for place, title in enumerate(" ".join(each.split()) for each in found):
        if title and is_asked(title):
            places[title if title not in places else f"{title} {place}"] = place
        elif title:
            others.append(title[:40])
    if not any(_NIK in title.casefold().split() for title in places):
        return Refusal(Refused.COLUMNS_MISSING, name="NIK", found=", ".join(filter(None, found))[:300])
    return Heading(places, tuple(others))


def _in_text(text: str) -> Families | Refusal:
    found = families_in(text)
    if not found:
        return Refusal(Refused.EMPTY)
    if len(found) > MOST:
        return Refusal(Refused.TOO_MANY_ROWS, name=str(MOST))
    return Families(Counted.FAMILY, tuple(Told(number, each) for number, each in enumerate(found, 1)))
