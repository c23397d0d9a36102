"""What everybody is measured with: a whole registration, by families that nobody else is."""

from __future__ import annotations

import re
from datetime import date

from benchmarks.dialogue import dialogue
from benchmarks.family import family
from conversations.answers.nik import birth_date_in, parse_nik

TODAY = date(2026, 11, 22)
A_FEW = [family(number) for number in range(1, 900_000, 4_999)]


def test_it_goes_from_the_greeting_to_the_number() -> None:
    first, *_, last = dialogue()
    assert "assalamualaikum" in first.typed
    assert (last.typed, last.ends) == ("kirim", True)
    assert [exchange.ends for exchange in dialogue()].count(True) == 1


def test_each_answer_can_be_known_by_a_line_of_its_own() -> None:
    signs = [exchange.sign for exchange in dialogue()]
    assert len(set(signs)) == len(signs) > 20


def test_what_was_offered_is_kept_apart_from_what_was_asked() -> None:
    housing = next(exchange for exchange in dialogue() if "Rumah yang ditempati" in exchange.text)
    assert housing.choices == ("Milik sendiri", "Sewa/kontrak", "Menumpang", "Lainnya")
    assert "Menumpang" not in housing.text


def test_every_family_has_numbers_that_belong_to_nobody() -> None:
    for each in A_FEW:
        nik, kk = (answer for answer in each.answers if re.fullmatch(r"\d{16}", answer))
        assert nik[:4] == kk[:4] == "3510"
        assert 9900 <= int(nik[-4:]) <= 9999
        assert parse_nik(nik, TODAY) == nik
        assert (born := birth_date_in(nik, TODAY)) is not None
        assert str(born.year) in each.answers[7]


def test_no_two_families_share_anything_by_which_they_are_known() -> None:
    for known_by in (lambda each: each.chat, lambda each: each.phone, lambda each: each.answers[4:6]):
        assert len({known_by(each) for each in A_FEW}) == len(A_FEW)
