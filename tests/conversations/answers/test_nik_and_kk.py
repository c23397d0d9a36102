"""NIK and Nomor KK: domain rules 2.1 and 2.2. All numbers are made up, with serials from 9900."""

# ruff: noqa: RUF001 - keyboards and pasted text do send look-alike characters

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.answers.kk import KK_PROBLEMS, parse_kk
from conversations.answers.nik import (
    NIK_PROBLEMS,
    Sex,
    area_in,
    birth_date_in,
    birth_dates_in,
    parse_nik,
    sex_in,
)
from conversations.answers.reading import Problem

TODAY = date(2026, 11, 21)
WOMAN = "3510165708459901"
MAN = "3510161708459902"
KK = "3510162001109901"


@pytest.mark.parametrize(
    "typed",
    [
        WOMAN,
        f"  {WOMAN}  ",
        "3510 1657 0845 9901",
        "351016-570845-9901",
        "35.1016.570845.9901",
        "NIK saya: 3510165708459901",
        "nik saya 3510 1657 0845 9901 ya bu",
        "NIK:3510165708459901.",
        "nik3510165708459901nya",
        "no nik saya 3510165708459901 umur 81",
        "35I0l657O845990l",
        "35lO165708459901",
        "３５１０１６５７０８４５９９０１",
        "3510165708\n459901",
        "1. 3510165708459901",
        "kk 3510162001109901 nik 3510165708459901",
        "nik 3510165708459901 kk 3510162001109901",
        "\u200b3510165708459901\ufeff",
        "*3510165708459901*",
        "٣٥١٠١٦٥٧٠٨٤٥٩٩٠١",
    ],
)
def test_a_nik_is_found_however_it_is_typed(typed: str) -> None:
    assert parse_nik(typed, TODAY) == WOMAN


@pytest.mark.parametrize(
    ("typed", "code", "args"),
    [
        ("saya lupa", "no-digits", {}),
        ("", "no-digits", {}),
        ("351016570845990", "too-short", {"digits": 15}),
        ("nik 3510 1657", "too-short", {"digits": 8}),
        ("35101657084599011", "too-long", {"digits": 17}),
        ("1111111111111111", "made-up", {}),
        ("1234567890123456", "made-up", {}),
        ("9876543210987654", "made-up", {}),
        ("3171011708450001", "made-up", {}),
        ("9910165708459901", "province-unknown", {"province": "99"}),
        ("0010165708459901", "province-unknown", {"province": "00"}),
        ("3510160008459901", "day", {}),
        ("3510163208459901", "day", {}),
        ("3510164008459901", "day", {}),
        ("3510167208459901", "day", {}),
        ("3510168108459901", "day", {}),
        ("3510161700459901", "month", {}),
        ("3510161713459901", "month", {}),
        ("3510163102459901", "date", {}),
        ("3510162902459901", "date", {}),
        ("3510165708450000", "serial", {}),
    ],
)
def test_a_nik_that_cannot_be_is_refused_with_the_reason(typed: str, code: str, args: dict[str, object]) -> None:
    assert parse_nik(typed, TODAY) == Problem(code, args)


@pytest.mark.parametrize("number", ["3510165708459901", "9199011708459901", "3599165708459901", "9601015708459901"])
def test_an_unknown_area_below_the_province_is_accepted(number: str) -> None:
    assert parse_nik(number, TODAY) == number


def test_a_nik_tells_birth_date_sex_and_area() -> None:
    assert birth_date_in(WOMAN, TODAY) == birth_date_in(MAN, TODAY) == date(1945, 8, 17)
    assert (sex_in(WOMAN), sex_in(MAN)) == (Sex.FEMALE, Sex.MALE)
    assert area_in(WOMAN) == "35.10.16"


def test_a_year_that_fits_both_centuries_gives_both_and_the_younger_first() -> None:
    child = "3510161708159903"
    assert birth_dates_in(child, TODAY) == (date(2015, 8, 17), date(1915, 8, 17))
    assert birth_date_in(child, TODAY) is None


def test_the_leap_day_of_year_00_is_in_2000_only() -> None:
    assert birth_dates_in("3510162902009903", TODAY) == (date(2000, 2, 29),)


def test_nobody_is_born_tomorrow_or_more_than_120_years_ago() -> None:
    assert birth_dates_in("3510162211269903", TODAY) == (date(1926, 11, 22),)
    assert birth_dates_in("3510161708059903", TODAY) == (date(2005, 8, 17),)


@pytest.mark.parametrize(
    "typed",
    [KK, "KK 3510 1620 0110 9901", "no kk: 3510162001109901 bu", f"nik {WOMAN} kk {KK}", f"{WOMAN}\n{KK}"],
)
def test_a_nomor_kk_is_found_however_it_is_typed(typed: str) -> None:
    assert parse_kk(typed, TODAY, WOMAN) == KK


@pytest.mark.parametrize(
    ("typed", "code", "args"),
    [
        (WOMAN, "same-as-nik", {}),
        ("3510164101109901", "looks-like-nik", {}),
        ("351016200110990", "too-short", {"digits": 15}),
        ("3510163202109901", "date", {}),
        ("3510163002109901", "date", {}),
        ("3510162212269901", "date", {}),
        ("3510162001100000", "serial", {}),
        ("9910162001109901", "province-unknown", {"province": "99"}),
        ("2222222222222222", "made-up", {}),
        ("tidak punya", "no-digits", {}),
    ],
)
def test_a_nomor_kk_that_cannot_be_is_refused_with_the_reason(typed: str, code: str, args: dict[str, object]) -> None:
    assert parse_kk(typed, TODAY, WOMAN) == Problem(code, args)


@st.composite
def people(draw: st.DrawFn) -> tuple[str, date, bool]:
    born = draw(st.dates(date(1927, 1, 1), TODAY))
    woman = draw(st.booleans())
    serial = draw(st.integers(9900, 9999))
    day = born.day + (40 if woman else 0)
    return f"351016{day:02}{born.month:02}{born.year % 100:02}{serial}", born, woman


@given(people())
def test_every_well_made_nik_is_read_and_gives_back_what_it_was_made_of(
    person: tuple[str, date, bool],
) -> None:
    nik, born, woman = person
    assert parse_nik(nik, TODAY) == nik
    assert born in birth_dates_in(nik, TODAY)
    assert (sex_in(nik) is Sex.FEMALE) == woman


@given(st.text(max_size=60) | st.text("0123456789oOlI .-", max_size=40))
def test_whatever_is_typed_gives_sixteen_digits_or_a_known_problem(typed: str) -> None:
    for read, problems in (
        (parse_nik(typed, TODAY), NIK_PROBLEMS),
        (parse_kk(typed, TODAY, WOMAN), KK_PROBLEMS),
    ):
        if isinstance(read, Problem):
            assert read.code in problems
        else:
            assert len(read) == 16
            assert read.isascii()
            assert read.isdigit()


def test_a_number_that_is_called_by_the_other_name_is_asked_about() -> None:
    assert parse_nik(f"KK {KK}", TODAY) == Problem("looks-like-kk")
    assert parse_kk(f"nik {KK}", TODAY, WOMAN) == Problem("looks-like-nik")
    assert parse_nik(f"bukan kk {MAN}", TODAY) == MAN
