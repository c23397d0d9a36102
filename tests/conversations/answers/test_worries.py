"""What asks about cost and data, and what is an answer."""

from __future__ import annotations

import pytest

from conversations.answers.worries import Worry, worry_in

ASKED = {
    Worry.COST: "ini gratis kan?|ini gratis kan|bayar gak?|bayar gak|gratis gak bu|apakah ada biayanya|bayar berapa|"
    "bayar nggak mbak?|ini dipungut biaya tidak?|mbayar ora?|daftarnya bayar apa gratis|gratis ya bu|kena biaya gak",
    Worry.DATA: "data saya aman gak?|data saya aman kan mbak|data saya dipakai buat apa?|datanya buat apa|"
    "apakah data saya dijual?|data saya bocor gak|dataku aman ora?",
}
ANSWERS = (
    "gratis|gak bayar|tidak bayar|data saya|data saya?|data|lihat data saya|ubah data|hapus data saya|"
    "sewa, bayar bulanan|iya, gratis kan?|Aman|siti?|aman|kan|data saya salah|hapus data saya bisa gak?|nik buat apa?|"
    "ya|dipakai|bayar 300 ribu sebulan|kok minta nik, ini asli?"
)


@pytest.mark.parametrize(
    ("worry", "typed"), [(worry, typed) for worry, listed in ASKED.items() for typed in listed.split("|")]
)
def test_a_worry_is_heard(worry: Worry, typed: str) -> None:
    assert worry_in(typed) is worry


@pytest.mark.parametrize("typed", ANSWERS.split("|"))
def test_what_says_anything_else_is_none(typed: str) -> None:
    assert worry_in(typed) is None
