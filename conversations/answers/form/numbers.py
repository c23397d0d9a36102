"""NIK, Nomor KK and phone: which number is which."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Final

from conversations.answers.form.fields import Field
from conversations.answers.form.told import Odd
from conversations.answers.kk import parse_kk
from conversations.answers.nik import birth_dates_in, parse_nik
from conversations.answers.phone import parse_phone
from conversations.answers.phrases import is_none, is_skip
from conversations.answers.reading import Problem
from conversations.answers.written_dates import Written, written_date

if TYPE_CHECKING:
    from conversations.answers.form.finding import Finding

_SCIENTIFIC: Final = re.compile(r"\d[.,]\d+\s*e\s*\+?\s*\d{1,2}\b", re.IGNORECASE)


def of_two_families(finding: Finding) -> bool:
    """Tell whether a message has the numbers of two heads of family, or of two cards."""
    niks = [parse_nik(piece.text, finding.today) for piece in finding.pieces.of(Field.NIK)]
    kks = [parse_kk(piece.text, finding.today) for piece in finding.pieces.of(Field.KK)]
    return any(len({each for each in numbers if isinstance(each, str)}) > 1 for numbers in (niks, kks))


def read(finding: Finding) -> None:
    """Read the numbers that have a label."""
    for field, called in ((Field.NIK, "nik"), (Field.KK, "kk")):
        piece = finding.one(field)
        if piece is None:
            continue
        if shortened(piece.text):
            finding.doubt(field, piece.text, "shortened")
        elif field is Field.NIK:
            finding.settle(field, piece.text, parse_nik(piece.text, finding.today))
        else:
            finding.settle(
                field, piece.text, parse_kk(f"{called} {piece.text}", finding.today, finding.known(Field.NIK))
            )
    _notice_swapped(finding)
    finding.take(Field.PHONE, lambda text: None if is_none(text) or is_skip(text) else parse_phone(text))


def shortened(text: str) -> bool:
    """Tell whether a spreadsheet wrote a long number as 3,51007E+15: its last digits are lost."""
    return _SCIENTIFIC.search(text) is not None


def born_as_said(number: str, finding: Finding) -> bool:
    """Tell whether a number has the birth date that the message tells."""
    said = [day for piece in finding.pieces.of(Field.BIRTH_DATE) for day in days_of(piece.text)]
    return any(day in said for day in birth_dates_in(number, finding.today))


def days_of(text: str) -> list[date]:
    """Give the days that a date may mean; a year of two digits has two."""
    written = written_date(text)
    if not isinstance(written, Written):
        return []
    years = [1900 + written.year, 2000 + written.year] if written.short else [written.year]
    days = []
    for year in years:
        with suppress(ValueError):
            days.append(date(year, written.month, written.day))
    return days


def _notice_swapped(finding: Finding) -> None:
    """Where the number called KK is the person's by its birth date, and the one called NIK is not, ask for both."""
    kk = next((odd for odd in finding.odd if odd.field is Field.KK and odd.problem.code == "looks-like-nik"), None)
    pieces = finding.pieces.of(Field.KK)
    number = finding.answers.get(Field.KK) or (re.sub(r"\D", "", kk.said) if kk else "")
    nik = finding.answers.get(Field.NIK)
    if not pieces or not number or not nik or born_as_said(nik, finding):
        return
    if kk is not None or born_as_said(number, finding):
        finding.answers.pop(Field.NIK)
        finding.answers.pop(Field.KK, None)
        finding.odd[:] = [odd for odd in finding.odd if odd is not kk]
        finding.odd.append(Odd(Field.NIK, nik, Problem("swapped")))
        finding.odd.append(Odd(Field.KK, pieces[0].text, Problem("swapped")))
