"""What is very hard for somebody in the family, as families say it."""

from __future__ import annotations

import pytest

from conversations.answers.choices import Difficulty
from conversations.answers.difficulty import read_difficulty

SAID = {
    Difficulty.NONE: "tidak ada|gak ada alhamdulillah|sehat semua|tidak|mboten wonten|sing ono|tidak ada yang cacat|"
    "tidak ada yang susah jalan|gak ada yang pikun|nggak ada yang pikun|enggak ada yang buta, tuli, atau bisu|"
    "tidak ada gangguan|tidak ada yang tidak bisa jalan|ga ada anggota keluarga yang lumpuh|"
    "tidak ada, nenek sudah meninggal",
    Difficulty.SEEING: "melihat|katarak|mata rabun|bapak buta|susah melihat",
    Difficulty.HEARING: "tuli|budek|mbah gak bisa dengar",
    Difficulty.WALKING: "gak bisa jalan|sehat tapi mbah tidak bisa jalan|ibu saya stroke|kakinya patah|ora iso mlaku|"
    "tidak ada yang buta tapi ada yang lumpuh|pakai kursi roda|ga ada, eh nenek susah jalan sih|"
    "gak ada oh iya bapak stroke|gaada sih paling nenek doang susah jalan|enggak ada, eh ada deng nenek susah jalan|"
    "tidak ada yang buta, nenek susah jalan|bapak nggak bisa jalan|gak ada mas, ibu gak bisa jalan",
    Difficulty.REMEMBERING: "pikun|bapak sudah pikun|tidak ada, nenek saja yg pikun",
    Difficulty.SELF_CARE: "ngurus diri|tidak bisa mandi",
    Difficulty.SPEAKING: "bisu|gagap",
    Difficulty.SEVERAL: "pikun dan tuli|bapak lumpuh tidak bisa bicara",
    Difficulty.DECLINED: "lewati|tidak mau menjawab",
}
UNCLEAR = (
    "ada|ada 1|semua sehat kecuali bapak stroke|tidak bisa kerja|nama salah|tidak lumpuh|tinggal di jalan melati|"
    "jalan kaki kuat|belum bisa jalan masih bayi|buta huruf|cacat|difabel|autis|gangguan jiwa|epilepsi|kurang sehat|"
    "lumpuh?|kalau jalan susah|tidak ada, nenek saja yang cacat|tidak ada, nenek agak susah|"
    "tidak ada yang sulit, semua bisa jalan"
)


@pytest.mark.parametrize(
    ("kind", "typed"), [(kind, typed) for kind, listed in SAID.items() for typed in listed.split("|")]
)
def test_a_difficulty_is_understood(kind: Difficulty, typed: str) -> None:
    assert read_difficulty(typed) is kind


@pytest.mark.parametrize("typed", UNCLEAR.split("|"))
def test_what_does_not_say_which_is_asked_about(typed: str) -> None:
    assert read_difficulty(typed) is None
