"""Payment lists: who gets what, where and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from backend.imports.cells import read_day, read_nik
from backend.imports.columns import AMOUNT, DAY, NAME, PLACE, PROGRAMME, STAGE
from backend.imports.row_problems import Problem, Unusable
from conversations.answers.nik import Nik

if TYPE_CHECKING:
    from backend.imports.sheet import Line

_STAGE: Final = re.compile(r"(?:tahap\s*)?(\d{1,2})(?:\.0)?", re.IGNORECASE)
_AMOUNT: Final = re.compile(r"(?:rp\.?\s*)?(\d{1,3}(?:\.\d{3})+|\d+)(?:,(?:0{1,2}|-))?", re.IGNORECASE)
_LAST_STAGE: Final = 12
_MOST: Final = 100_000_000
_LONGEST_PROGRAMME: Final = 40
_LONGEST_PLACE: Final = 120


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One row of a payment list. `amount` is in rupiah."""

    row: int
    nik: Nik
    name: str
    programme: str
    stage: int
    amount: int
    place: str
    day: date


def read_payment(line: Line, today: date) -> PaymentRow:
    """Read a row.

    Raises:
        Unusable: something in it cannot be used.
    """
    nik = read_nik(line, today)
    return PaymentRow(
        row=line.number,
        nik=nik,
        name=line.text(NAME),
        programme=_short(line.text(PROGRAMME), _LONGEST_PROGRAMME, Problem.PROGRAMME_FORM),
        stage=_stage(line.text(STAGE)),
        amount=_amount(line),
        place=_short(line.text(PLACE), _LONGEST_PLACE, Problem.PLACE_FORM),
        day=read_day(line, DAY),
    )


def _short(text: str, longest: int, why: Problem) -> str:
    text = " ".join(text.split())
    if not 1 < len(text) <= longest or not text.isprintable():
        raise Unusable(why)
    return text


def _stage(text: str) -> int:
    found = _STAGE.fullmatch(text)
    if found is None or not 1 <= int(found[1]) <= _LAST_STAGE:
        raise Unusable(Problem.STAGE_FORM)
    return int(found[1])


def _amount(line: Line) -> int:
    cell = line.cells.get(AMOUNT)
    if isinstance(cell, float):
        # As written, 750000.0 would read like three decimals.
        amount = int(cell) if cell.is_integer() else 0
    else:
        found = _AMOUNT.fullmatch(line.text(AMOUNT))
        amount = int(found[1].replace(".", "")) if found else 0
    if not 0 < amount <= _MOST:
        raise Unusable(Problem.AMOUNT_FORM)
    return amount
