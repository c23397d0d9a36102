"""Nomor KK, the number of a family card: area, date of recording, serial. Days carry no +40 here."""

from __future__ import annotations

from datetime import date
from typing import Final, NewType

from conversations.answers import sixteen_digits
from conversations.answers.areas.codes import province_exists
from conversations.answers.nik import length_problem, made_up_problem
from conversations.answers.reading import Problem

Kk = NewType("Kk", str)

KK_PROBLEMS: Final[dict[str, tuple[str, ...]]] = {
    "no-digits": (),
    "too-short": ("digits",),
    "too-long": ("digits",),
    "made-up": (),
    "province-unknown": ("province",),
    "same-as-nik": (),
    "looks-like-nik": (),
    "date": (),
    "serial": (),
}
"""The codes `parse_kk` gives. `too-short` and `too-long` say how many `digits` there were."""


def parse_kk(text: str, today: date, nik: str | None = None) -> Kk | Problem:
    """Read a Nomor KK. `nik` is the person's own, to notice when it is typed again."""
    found = sixteen_digits.find(text, after="kk", other_than=nik)
    problem = length_problem(found) or made_up_problem(found or "")
    if found is None or problem is not None:
        return problem or Problem("no-digits")
    if found == nik:
        return Problem("same-as-nik")
    if sixteen_digits.is_called(text, "nik", not_="kk|kartu keluarga"):
        return Problem("looks-like-nik")
    if not province_exists(found[:2]):
        return Problem("province-unknown", {"province": found[:2]})
    return _date_problem(found, today) or (Problem("serial") if found[12:] == "0000" else Kk(found))


def _date_problem(digits: str, today: date) -> Problem | None:
    day, month, year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    if 41 <= day <= 71 and 1 <= month <= 12:
        return Problem("looks-like-nik")
    century = 2000 if 2000 + year <= today.year else 1900
    try:
        recorded = date(century + year, month, day)
    except ValueError:
        return Problem("date")
    return Problem("date") if recorded > today else None
