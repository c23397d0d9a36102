"""Dates as in domain rule 5.4."""

# ruff: noqa: RUF001 - keyboards and pasted text do send look-alike characters

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.answers.dates import DATE_PROBLEMS, format_date, parse_birth_date, parse_date
from conversations.answers.reading import Candidate, Partial, Problem, Unsure

TODAY = date(2026, 11, 21)
NIK = "3510165708459901"
BORN = date(1945, 8, 17)


@pytest.mark.parametrize(
    "typed",
    [
        "17-8-1945",
        "17/8/45",
        "17/08/1945",
        "17.08.1945",
        "17 8 1945",
        "17 08 45",
        "17, 8, 1945",
        "17*8*1945",
        "17_8_1945",
        "17 - 8 - 1945",
        "17 agustus 1945",
        "17 Agustus 1945.",
        "17 agt 45",
        "17-ags-1945",
        "17 agst '45",
        "17-8-'45",
        "17agustus1945",
        "17 agustsu 1945",
        "17 augustus 1945",
        "17081945",
        "170845",
        "1708 1945",
        "tgl 17 bln 8 th 1945",
        "tanggal 17 bulan agustus tahun 1945",
        "Selasa Pon 17-8-1945",
        "Jumat legi, 17 agustus 1945",
        "Banyuwangi, 17 Agustus 1945",
        "lahir 17-08-1945 bu",
        "1945-08-17",
        "19450817",
        "tujuh belas agustus 1945",
        "agustus 17 1945",
        "１７-８-１９４５",
        "17–8–1945",
    ],
)
def test_every_written_form_is_the_same_day(typed: str) -> None:
    assert parse_date(typed, TODAY) == BORN
    assert parse_birth_date(typed, TODAY, NIK) == BORN


@pytest.mark.parametrize(
    ("name", "month"),
    [
        *[("jan", 1), ("januari", 1), ("feb", 2), ("pebruari", 2), ("febuari", 2), ("mar", 3), ("maret", 3)],
        *[("apr", 4), ("april", 4), ("mei", 5), ("mey", 5), ("jun", 6), ("juni", 6), ("jul", 7), ("juli", 7)],
        *[("agu", 8), ("agustus", 8), ("agt", 8), ("sep", 9), ("sept", 9), ("september", 9), ("okt", 10)],
        *[("oct", 10), ("oktober", 10), ("nov", 11), ("nop", 11), ("nopember", 11), ("des", 12), ("dec", 12)],
        *[("desmber", 12), ("septembr", 9), ("januri", 1)],
    ],
)
def test_months_are_known_by_all_their_names(name: str, month: int) -> None:
    assert parse_date(f"5 {name} 1960", TODAY) == date(1960, month, 5)


@pytest.mark.parametrize("typed", ["8-17-1945", "08/17/45", "8 17 1945", "08171945"])
def test_a_month_in_the_first_place_is_never_swapped(typed: str) -> None:
    read = parse_date(typed, TODAY)
    assert isinstance(read, Problem)
    assert read.code == "month-first"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("31-02-1945", "no-such-date"),
        ("32-1-1945", "no-such-date"),
        ("29-2-1945", "no-such-date"),
        ("17 agustus", "year-missing"),
        ("17-8", "year-missing"),
        ("1945", "year-only"),
        ("entah", "unreadable"),
        ("", "unreadable"),
        ("70 tahun", "age-only"),
        ("17-8-2030", "future"),
        ("22-11-2026", "future"),
        ("17-8-1880", "too-old"),
    ],
)
def test_a_birth_date_that_cannot_be_is_refused_with_the_reason(typed: str, code: str) -> None:
    read = parse_birth_date(typed, TODAY)
    assert isinstance(read, Problem)
    assert read.code == code


def test_a_short_year_that_fits_two_centuries_is_asked_about() -> None:
    both = (Candidate(date(2015, 8, 17), "17 Agustus 2015"), Candidate(date(1915, 8, 17), "17 Agustus 1915"))
    assert parse_date("170815", TODAY) == Unsure(both)
    assert parse_birth_date("17-8-15", TODAY) == Unsure(both)
    assert parse_birth_date("17-8-15", TODAY, "3510161708159903") == Unsure(both)


@pytest.mark.parametrize(
    "typed",
    ["umur 81", "kira2 81 th", "81 tahun", "80 th", "82", "delapan puluh satu tahun", "1945", "17 agustus"],
)
def test_what_agrees_with_the_nik_offers_the_date_in_it(typed: str) -> None:
    assert parse_birth_date(typed, TODAY, NIK) == Unsure((Candidate(BORN, "17 Agustus 1945"),))


@pytest.mark.parametrize(
    ("typed", "code"), [("70 tahun", "age-only"), ("1950", "year-only"), ("18 agustus", "year-missing")]
)
def test_what_does_not_agree_with_the_nik_is_not_enough(typed: str, code: str) -> None:
    read = parse_birth_date(typed, TODAY, NIK)
    assert isinstance(read, Problem)
    assert read.code == code


def test_a_difference_with_the_nik_is_asked_about_once() -> None:
    other = date(1945, 8, 18)
    first = parse_birth_date("18-8-1945", TODAY, NIK)
    assert first == Partial(other, Problem("mismatch", {"typed": "18 Agustus 1945", "in_nik": "17 Agustus 1945"}))
    for again in ("18-8-1945", "ya", "iya betul bu"):
        assert parse_birth_date(again, TODAY, NIK, other) == other
    assert parse_birth_date("19-8-1945", TODAY, NIK, other) == date(1945, 8, 19)
    assert parse_birth_date("17-8-1945", TODAY, NIK, other) == BORN
    assert isinstance(parse_birth_date("31-2-1945", TODAY, NIK, other), Problem)


@given(st.dates(date(1907, 1, 1), TODAY))
def test_a_date_as_we_write_it_is_read_back(day: date) -> None:
    assert parse_date(format_date(day), TODAY) == day
    assert parse_birth_date(f"{day.day}-{day.month}-{day.year}", TODAY) == day


@given(st.text(max_size=60) | st.text("0123456789-/. agustusme", max_size=30))
def test_whatever_is_typed_never_becomes_an_impossible_birth_date(typed: str) -> None:
    read = parse_birth_date(typed, TODAY, NIK)
    dates = [read] if isinstance(read, date) else []
    if isinstance(read, Unsure):
        dates = [candidate.value for candidate in read.candidates]
    if isinstance(read, Problem):
        assert read.code in DATE_PROBLEMS
    assert all(date(1906, 1, 1) <= day <= TODAY for day in dates)


@pytest.mark.parametrize("typed", ["sesuai nik", "nik yang benar", "sama dengan ktp"])
def test_after_a_difference_the_nik_may_be_said_to_be_right(typed: str) -> None:
    assert parse_birth_date(typed, TODAY, NIK, date(1945, 8, 18)) == BORN
    assert parse_birth_date("tidak sesuai nik", TODAY, NIK, date(1945, 8, 18)) == Problem("unreadable")


def test_labels_decide_whatever_the_order() -> None:
    assert parse_date("tahun 2001 bulan 8 tanggal 7", TODAY) == date(2001, 8, 7)
