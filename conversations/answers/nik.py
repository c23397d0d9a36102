"""NIK, the number of a person: area of first registration, birth date (women: day + 40), serial.

Sixteen digits without a check digit, fixed for life (PP 37/2007 art. 37; PP 40/2019). Nothing here says
that a NIK exists or belongs to anyone; only Dukcapil can.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final, NewType

from conversations.answers import sixteen_digits
from conversations.answers.ages import LONGEST_LIFE, years_between
from conversations.answers.areas.codes import province_exists
from conversations.answers.reading import Problem

Nik = NewType("Nik", str)

NIK_PROBLEMS: Final[dict[str, tuple[str, ...]]] = {
    "no-digits": (),
    "too-short": ("digits",),
    "too-long": ("digits",),
    "made-up": (),
    "looks-like-kk": (),
    "province-unknown": ("province",),
    "day": (),
    "month": (),
    "date": (),
    "serial": (),
}
"""The codes `parse_nik` gives. `too-short` and `too-long` say how many `digits` there were."""

# Numbers that manuals and program libraries print as examples, where people copy them from.
_DEMONSTRATIONS: Final = frozenset({"3204110609970001", "3171011708450001", "3171015708450001"})
_ROW_UP, _ROW_DOWN = "0123456789" * 3, "9876543210" * 3


class Sex(StrEnum):
    """The sex a NIK implies."""

    MALE = "male"
    FEMALE = "female"


def parse_nik(text: str, today: date) -> Nik | Problem:
    """Read a NIK; see `NIK_PROBLEMS` for what can be wrong with it.

    An area that is unknown below the province is accepted: codes are retired, NIKs are not.
    """
    found = sixteen_digits.find(text, after="nik")
    problem = length_problem(found) or made_up_problem(found or "")
    if found is None or problem is not None:
        return problem or Problem("no-digits")
    # A day beyond 31 is a woman's, whatever the number was called.
    if int(found[6:8]) <= 31 and sixteen_digits.is_called(text, "kk|kartu keluarga", not_="nik|ktp"):
        return Problem("looks-like-kk")
    if not province_exists(found[:2]):
        return Problem("province-unknown", {"province": found[:2]})
    problem = _date_problem(found, today)
    if problem is not None:
        return problem
    return Problem("serial") if found[12:] == "0000" else Nik(found)


def length_problem(digits: str | None) -> Problem | None:
    """Tell what is wrong with the number of digits, if anything."""
    if digits is None:
        return Problem("no-digits")
    if len(digits) == sixteen_digits.LENGTH:
        return None
    return Problem("too-short" if len(digits) < sixteen_digits.LENGTH else "too-long", {"digits": len(digits)})


def made_up_problem(digits: str) -> Problem | None:
    """Tell whether a number is one repeated digit, a row of digits, or a known demonstration number."""
    made_up = len(set(digits)) == 1 or digits in _DEMONSTRATIONS or digits in _ROW_UP or digits in _ROW_DOWN
    return Problem("made-up") if made_up and len(digits) == sixteen_digits.LENGTH else None


def birth_dates_in(nik: str, today: date) -> tuple[date, ...]:
    """Give the birth dates a NIK can mean: one, or one in each century (the younger first), or none."""
    if len(nik) != sixteen_digits.LENGTH or not (nik.isascii() and nik.isdigit()):
        return ()
    day, month, year = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    day = day - 40 if day > 40 else day
    dates = (_date(century + year, month, day) for century in (2000, 1900))
    return tuple(born for born in dates if born and born <= today and years_between(born, today) <= LONGEST_LIFE)


def birth_date_in(nik: str, today: date) -> date | None:
    """Give the birth date of a NIK, or None where both centuries are possible."""
    dates = birth_dates_in(nik, today)
    return dates[0] if len(dates) == 1 else None


def sex_in(nik: str) -> Sex:
    """Give the sex of a NIK."""
    return Sex.FEMALE if int(nik[6:8]) > 40 else Sex.MALE


def area_in(number: str) -> str:
    """Give the Kemendagri code of the kecamatan in a NIK or Nomor KK, such as 35.10.16."""
    return f"{number[:2]}.{number[2:4]}.{number[4:6]}"


def _date_problem(digits: str, today: date) -> Problem | None:
    day, month = int(digits[6:8]), int(digits[8:10])
    if not (1 <= day <= 31 or 41 <= day <= 71):
        return Problem("day")
    if not 1 <= month <= 12:
        return Problem("month")
    return None if birth_dates_in(digits, today) else Problem("date")


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
