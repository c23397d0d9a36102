"""Many families at once: a pasted block and the rows of a spreadsheet are read family by family."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.answers.form import Field, as_message, families_in, missing, read_form
from tests.conversations.answers.form.corpus import NAMES, TODAY

if TYPE_CHECKING:
    from collections.abc import Callable

HEADINGS = (
    "Setuju", "NIK", "No KK", "Nama Lengkap", "Tanggal Lahir", "Dusun", "RT/RW", "Desa", "Kecamatan", "No HP",
    "Anggota 1", "Anggota 2", "Hamil", "Kesulitan", "Pekerjaan", "Status Rumah",
)  # fmt: skip


def row(count: int) -> dict[str, Any]:
    """Give the row of a family that no other row has."""
    born, recorded = date(1950, 1, 1) + timedelta(days=count), date(2012, 1, 1) + timedelta(days=count)
    serial = 9900 + count % 100
    cells = (
        "ya", f"351016{born.day + 40:02}{born:%m%y}{serial}", f"351016{recorded:%d%m%y}{serial}",
        f"Contoh Sulastri {'ABCDEFGHIJ'[count % 10]}", born, "Krajan", "003/002", "Kemiren", "Glagah",
        f"0812000{count:05}",
        "Budi Contoh, suami, 62 tahun", "Siti Contoh, anak, 15 tahun, SMP", "tidak", "tidak ada", "buruh tani",
        "milik sendiri",
    )  # fmt: skip
    return dict(zip(HEADINGS, cells, strict=True))


FAULTS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "nik shortened": lambda of: of | {"NIK": float(of["NIK"])},
    "nik too-short": lambda of: of | {"NIK": of["NIK"][:-1]},
    "kk shortened": lambda of: of | {"No KK": "3,51016E+15"},
    "desa unknown": lambda of: of | {"Desa": "Antah Berantah"},
    "members age-missing": lambda of: of | {"Anggota 2": "Siti Contoh, anak"},
}


def problems_of(text: str) -> set[str]:
    """Give what is the matter with a family: what is odd, and what is missing and not odd."""
    told = read_form(text, TODAY, NAMES)
    odd = {f"{each.field} {each.problem.code}" for each in told.odd}
    lacks = {f"{each} missing" for each in missing(told.answers) if not any(o.startswith(f"{each} ") for o in odd)}
    return odd | lacks | {f"unread {each}" for each in told.unread} | {sign.value for sign in told.signs}


def test_of_500_rows_the_50_faulty_ones_are_told_one_by_one() -> None:
    faults = list(FAULTS)
    wrong = {number: faults[number % len(faults)] for number in range(0, 500, 10)}
    rows = [FAULTS[wrong[number]](row(number)) if number in wrong else row(number) for number in range(500)]
    found = {number: problems for number, cells in enumerate(rows) if (problems := problems_of(as_message(cells)))}
    assert found.keys() == wrong.keys()
    assert all(wrong[number] in problems for number, problems in found.items())


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named(fault: str) -> None:
    assert fault in problems_of(as_message(FAULTS[fault](row(7))))


def test_a_nik_that_excel_kept_as_a_number_is_never_taken() -> None:
    told = read_form(as_message(row(3) | {"NIK": 3510165708659901}), TODAY, NAMES)
    assert Field.NIK not in told.answers


@pytest.mark.parametrize("apart", ["\n", "\n\n", "\n\n\n", "\n-----\n", "\r\n\r\n"])
@pytest.mark.parametrize("labels", ["{0}: {1}", "{0} = {1}", "*{0}* : {1}"])
def test_a_pasted_block_is_taken_apart_between_the_families(apart: str, labels: str) -> None:
    rows = [as_message(row(each)).splitlines() for each in range(3)]
    texts = ["\n".join(labels.format(*line.split(": ", 1)) for line in lines) for lines in rows]
    found = families_in(apart.join(texts))
    assert [read_form(each, TODAY, NAMES).answers for each in found] == [
        read_form(each, TODAY, NAMES).answers for each in texts
    ]


def test_families_of_one_line_each_are_families() -> None:
    lines = [as_message(row(each)).replace("\n", ", ") for each in range(3)]
    assert families_in("\n".join(lines)) == lines


def test_an_empty_line_inside_a_family_parts_nobody() -> None:
    whole = "NIK: 3510165708659901\nKK: 3510161203109902\n\nAnggota:\nBudi Contoh, suami, 62 tahun\n\nHP: 081200000009"
    other = "NIK: 3510161208649903\nNama: Karto Contoh"
    assert len(families_in(f"{whole}\n\n{other}")) == 2


def test_members_told_column_by_column_begin_no_family() -> None:
    family = "Nama: Sumiati Contoh\nNIK: 3510165708659901\nAnggota:\nNama: Budi Contoh\nHubungan: suami\nUmur: 62"
    other = "Nama: Karto Contoh\nNIK: 3510161208649903"
    assert [text.splitlines()[0] for text in families_in(f"{family}\n{other}")] == [
        "Nama: Sumiati Contoh",
        "Nama: Karto Contoh",
    ]


@given(text=st.text(max_size=300))
def test_any_block_is_taken_apart(text: str) -> None:
    assert all(isinstance(each, str) for each in families_in(text))


def test_a_dash_below_its_heading_tells_of_none_in_a_block_too() -> None:
    block = "NIK: 3510165708659901\nAnggota:\nstrip\n\nNIK: 3510161208649903\nAnggota:\n-\n"
    told = [read_form(text, TODAY, NAMES).answers for text in families_in(block)]
    assert [answers[Field.MEMBERS] for answers in told] == [(), ()]


def test_an_age_before_a_school_is_no_count_in_a_block_either() -> None:
    block = "NIK: 3510165708659901\nAnggota:\nAnisa, anak 8 sd\n\nNIK: 3510161208649903\nAnggota: Bayu cucu 5 tk"
    told = [read_form(text, TODAY, NAMES).answers for text in families_in(block)]
    assert [answers[Field.MEMBERS_COUNT] for answers in told] == [1, 1]
