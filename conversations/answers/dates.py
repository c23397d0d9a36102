"""Dates, as people write them: the day first, always."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from conversations.answers.ages import LONGEST_LIFE, Age, read_age, years_between
from conversations.answers.month_names import MONTHS
from conversations.answers.nik import birth_dates_in
from conversations.answers.normalise import normalise, plain, words
from conversations.answers.reading import Candidate, Partial, Problem, Reading, Unsure
from conversations.answers.turns import denies
from conversations.answers.written_dates import Written, written_date
from conversations.answers.yes_no import parse_yes_no

DATE_PROBLEMS: Final[dict[str, tuple[str, ...]]] = {
    "unreadable": (),
    "month-first": ("typed",),
    "no-such-date": ("typed",),
    "year-missing": ("typed",),
    "year-only": ("year",),
    "age-only": ("age",),
    "future": ("typed",),
    "too-old": ("typed",),
    "mismatch": ("typed", "in_nik"),
}
"""The codes of this module. `mismatch` has `typed` and `in_nik`; `month-first` and `no-such-date` have the
date as `typed`; `age-only` the `age`; `year-only` the `year`."""


_AS_IN_NIK: Final = re.compile(
    r"^\W*(?:(?:ya|iya|yang|yg|itu|ini|sesuai|sama|dengan|dgn|seperti|kayak|ikut|pakai|di|dari|menurut|benar|betul|bener)\s+)*"
    r"(?:nik|ktp|e-ktp)(?:\s*(?:saja|aja|yang|yg|benar|betul|bener|itu|nya|ya|bu|pak))*\W*$"
)


def format_date(day: date) -> str:
    """Give a date in Indonesian: 17 Agustus 1945."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def parse_date(text: str, today: date) -> Reading[date]:
    """Read any date. A year of two digits means a day in the past; both centuries where both can be."""
    written = written_date(text)
    if isinstance(written, Problem):
        return written
    dates = _dates(written, today)
    return _choose(dates) if dates else Problem("no-such-date", {"typed": written.text})


def parse_birth_date(text: str, today: date, nik: str | None = None, so_far: date | None = None) -> Reading[date]:
    """Read a birth date, and compare it with the one in `nik`.

    A difference is asked about once (`so_far` is then what was typed before) and accepted the second time:
    Dukcapil does not reissue a NIK when a birth date is corrected. An age or a year alone is accepted when
    the NIK gives the rest.
    """
    in_nik = birth_dates_in(nik, today) if nik else ()
    if so_far is not None and in_nik and _AS_IN_NIK.search(plain(text)) and not denies(words(normalise(text))):
        return _choose(in_nik)
    if so_far is not None and parse_yes_no(text) is True:
        return so_far
    written = written_date(text)
    if isinstance(written, Written):
        return _compare(written, in_nik, today, confirmed=so_far is not None)
    return _from_nik(written, read_age(text), in_nik, today)


def birth_date_in(nik: str, today: date) -> Unsure[date] | None:
    """Offer the birth date that a NIK has, to somebody who does not remember it; None where it has none."""
    in_nik = birth_dates_in(nik, today)
    return _offer(in_nik) if in_nik else None


def _compare(written: Written, in_nik: tuple[date, ...], today: date, *, confirmed: bool) -> Reading[date]:
    dates = _dates(written, today)
    problem = _impossible(dates, written, today)
    if problem is not None:
        return problem
    agreeing = tuple(day for day in dates if day in in_nik)
    if agreeing or not in_nik or confirmed or len(dates) > 1:
        return _choose(agreeing or dates)
    return Partial(dates[0], Problem("mismatch", {"typed": format_date(dates[0]), "in_nik": format_date(in_nik[0])}))


def _from_nik(problem: Problem, age: Age | None, in_nik: tuple[date, ...], today: date) -> Reading[date]:
    """Let the NIK complete an answer that is an age, a year, or a day without its year."""
    if age is not None:
        fitting = [born for born in in_nik if abs(years_between(born, today) - age.years) <= 1]
        problem = Problem("age-only", {"age": age.years})
    elif problem.code == "year-only":
        fitting = [born for born in in_nik if abs(born.year - int(problem.args["year"])) <= 1]
    elif problem.code == "year-missing":
        fitting = [born for born in in_nik if problem.args["typed"] == f"{born.day}-{born.month}"]
    else:
        return problem
    return _offer(tuple(fitting)) if fitting else problem


def _dates(written: Written, today: date) -> tuple[date, ...]:
    """Give the days that exist; a short year never points to the future or beyond a lifetime."""
    if not written.short:
        return tuple(filter(None, [_day(written, written.year)]))
    days = filter(None, [_day(written, century + written.year) for century in (2000, 1900)])
    return tuple(day for day in days if day <= today and years_between(day, today) <= LONGEST_LIFE)


def _impossible(dates: tuple[date, ...], written: Written, today: date) -> Problem | None:
    if not dates:
        return Problem("no-such-date", {"typed": written.text})
    if dates[0] > today:
        return Problem("future", {"typed": format_date(dates[0])})
    if years_between(dates[0], today) > LONGEST_LIFE:
        return Problem("too-old", {"typed": format_date(dates[0])})
    return None


def _day(written: Written, year: int) -> date | None:
    try:
        return date(year, written.month, written.day)
    except ValueError:
        return None


def _choose(dates: tuple[date, ...]) -> Reading[date]:
    return dates[0] if len(dates) == 1 else _offer(dates)


def _offer(dates: tuple[date, ...]) -> Unsure[date]:
    return Unsure(tuple(Candidate(day, format_date(day)) for day in dates))
