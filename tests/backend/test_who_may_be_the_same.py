"""Two registrations of one person are told from those of two, as an officer would."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from backend.duplicates.likeness import CERTAIN, SUSPECTED, Compared, Likeness, compare
from backend.duplicates.sound import sound_of
from conversations.answers.household import Household
from tests.backend.families import family


def household(**changes: Any) -> Household:
    return msgspec.convert(family(schooling={}, **changes), Household)


OTHER = {"nik": "3510160101459977", "kk": "3510160101159977"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Contoh Sumiati", "CONTOH SUMIYATI"),
        ("Soeharto", "Suharto"),
        ("Muhammad Slamet", "Moh. Slamet"),
        ("Mochamad Fauzi", "M Fauzi"),
        ("Aminah Siti", "Siti Amina"),
        ("H. Zainal", "Jainal"),
        ("Djoko Tjahjono", "Joko Cahyono"),
        ("Khotimah", "Hotimah"),
    ],
)
def test_one_name_in_two_spellings_sounds_the_same(one: str, other: str) -> None:
    assert sound_of(one) == sound_of(other)


@pytest.mark.parametrize(("one", "other"), [("Sumiati", "Suwarti"), ("Paijan", "Paimin"), ("Siti Aminah", "Siti")])
def test_two_names_do_not(one: str, other: str) -> None:
    assert sound_of(one) != sound_of(other)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"name": "Contoh Sumiyati"},
        {"name": "Sumiati"},
        {"name": "Contoh Sumianti"},
        {"birth_date": "1945-08-07"},
        {"rt": "009", "dusun": "Krajan"},
        {"name": "Sumiyati Contoh", "rt": "001"},
        {"desa": "35.10.16.1001", "kk": "3510161203159901"},
        {"desa": "35.10.16.1001"},
    ],
)
def test_the_same_person_under_two_niks_is_suspected(changes: dict[str, str]) -> None:
    assert SUSPECTED <= compare(household(), household(**{**OTHER, **changes})).score < CERTAIN


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Contoh Paijan"},
        {"birth_date": "1951-03-02"},
        {"name": "Contoh Suwarti", "kk": "3510161203159901"},
        {"desa": "35.10.01.2001", "kecamatan": "35.10.01"},
        {"birth_date": "1945-08-07", "desa": "35.10.16.1001"},
    ],
)
def test_a_neighbour_a_relative_and_a_namesake_elsewhere_are_not(changes: dict[str, str]) -> None:
    assert compare(household(), household(**{**OTHER, **changes})).score < SUSPECTED


def test_one_nik_is_certain_and_each_field_says_how_much_agrees() -> None:
    assert compare(household(), household(name="Contoh Lain")).score == CERTAIN
    told = compare(household(), household(nik="3510165708459910", name="Contoh Sumiyati", rt="009"))
    assert told.fields == {
        Compared.NIK: Likeness.SIMILAR,
        Compared.NAME: Likeness.SIMILAR,
        Compared.BIRTH_DATE: Likeness.SAME,
        Compared.ADDRESS: Likeness.SIMILAR,
        Compared.KK: Likeness.SAME,
    }
