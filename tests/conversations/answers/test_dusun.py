"""The name of a dusun or lingkungan, and what is said in its place."""

from __future__ import annotations

import pytest

from conversations.answers.dusun import read_dusun
from conversations.answers.reading import Problem

NAMED = {
    "Krajan": "krajan|KRAJAN|dusun krajan|Dsn. Krajan|krajan aja|krajan aja bu|eh salah, krajan|maaf maksudnya krajan|"
    "dusun krajan rt 2 rw 3|LINGK. KRAJAN NO 12 RT.02/RW.01|krajan rt/rw 2/3|krajan desa sumbersari kec srono|"
    "krajan, rt lupa|dusunnya krajan|dusune krajan|di dusun krajan pak|krajan, pak|dusun saya krajan|"
    "saya tinggal di dusun krajan|mbak, dusun krajan",
    "Pandan": "dusun pandan, rt lupa|pandan rt gak tau",
    "Sumber Agung Lor": "sumber agung lor|dusun sumber agung lor",
    "Desa Lama": "dusun desa lama",
    "Pasar Lama": "pasar lama|lingkungan pasar lama",
}
NONE = "ora onok dusune|gak ada|tidak ada dusunnya|dusun tidak ada|lewati|ora ono dusun"
NO_NAME = (
    "ubah|ini gratis kan|UBAH NAMA JADI SLAMET RIYADI|tunggu sebentar|KIRIM|salah|halo|ya|lupa|gak tau dusunnya|"
    "data saya aman kan|bukan krajan|saya belum punya ktp|rt 3 rw 2|piye carane|lupa rt 3"
)


@pytest.mark.parametrize(
    ("name", "typed"), [(name, typed) for name, listed in NAMED.items() for typed in listed.split("|")]
)
def test_a_dusun_is_read_without_what_stands_around_it(name: str, typed: str) -> None:
    assert read_dusun(typed) == name


@pytest.mark.parametrize("typed", NONE.split("|"))
def test_there_may_be_no_dusun(typed: str) -> None:
    assert read_dusun(typed) is None


@pytest.mark.parametrize("typed", NO_NAME.split("|"))
def test_what_tells_something_else_is_no_dusun(typed: str) -> None:
    assert read_dusun(typed) == Problem("no-name")


@pytest.mark.parametrize("typed", ["salah mbak desane genteng wetan", "desanya salah", "desa genteng wetan"])
def test_who_names_the_desa_once_more_is_told_how_to_change_it(typed: str) -> None:
    assert read_dusun(typed) == Problem("is-desa")
