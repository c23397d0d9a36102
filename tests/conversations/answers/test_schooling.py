"""Whether a child is at school, as families say it."""

from __future__ import annotations

import pytest

from conversations.answers.choices import Schooling
from conversations.answers.schooling import read_schooling

SAID = {
    Schooling.NOT_YET: "belum|belum sekolah|tk|durung",
    Schooling.SD: "sd|masih sd|kelas 6|kelas 1 sd|min 1|belum lulus sd",
    Schooling.SMP: "mts kelas 2|smp kelas 3|kelas 8",
    Schooling.SMA: "lulus smp lanjut sma|sma kelas 3 mau lulus|man 1",
    Schooling.HIGHER: "kuliah",
    Schooling.FINISHED: "lulus sma|lulus sma sudah kerja",
    Schooling.LEFT: "putus sekolah|berhenti|sudah kerja|sudah tidak sekolah|lulus smp|tidak lanjut",
    Schooling.NEVER: "tidak pernah sekolah",
}
UNCLEAR = "salah|leres|tidak sekolah|tidak|mondok|pesantren|kelas 3|klas 3|belum berhenti|sd?"


@pytest.mark.parametrize(
    ("kind", "typed"), [(kind, typed) for kind, listed in SAID.items() for typed in listed.split("|")]
)
def test_schooling_is_understood(kind: Schooling, typed: str) -> None:
    assert read_schooling(typed) is kind


@pytest.mark.parametrize("typed", UNCLEAR.split("|"))
def test_what_does_not_say_where_is_asked_about(typed: str) -> None:
    assert read_schooling(typed) is None
