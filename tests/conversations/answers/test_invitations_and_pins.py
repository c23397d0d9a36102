"""Codes notice every slip, and a PIN that others try first is not chosen."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.answers.invitation import (
    SIGNS,
    calls_agent,
    new_invitation,
    parse_invitation,
    show_invitation,
)
from conversations.answers.pin import is_weak, parse_new_pin, parse_pin
from conversations.answers.reading import Problem

CODES = st.integers(0, 2**32).map(lambda seed: new_invitation(random.Random(seed).choice))


@given(CODES)
def test_a_code_is_read_as_it_is_shown_and_as_people_type_it(code: str) -> None:
    shown = show_invitation(code)
    for typed in (shown, shown.lower(), f"AGEN {shown}", f"/start agen-{code}", f" kode: {shown.replace('-', ' ')} "):
        assert parse_invitation(typed) == code
        assert calls_agent(typed)


@given(CODES, st.integers(0, 9), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_noticed(code: str, place: int, sign: str) -> None:
    wrong = code[:place] + sign + code[place + 1 :]
    assert wrong == code or isinstance(parse_invitation(wrong), Problem)


@given(CODES, st.integers(0, 8))
def test_two_signs_that_changed_places_are_noticed(code: str, place: int) -> None:
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert wrong == code or isinstance(parse_invitation(wrong), Problem)


@pytest.mark.parametrize(
    "text", ["4821557306", "3510165708459901", "SUMARWATYA", "agen gas", "saya agen", "daftar", "agen elpiji 3 kg"]
)
def test_what_people_say_otherwise_is_no_code(text: str) -> None:
    assert not calls_agent(text)


def test_a_pin_has_six_digits_however_they_are_parted() -> None:
    assert [parse_pin(text) for text in ("739146", "739 146", "73-91-46")] == ["739146"] * 3
    assert [parse_pin(text) for text in ("73914", "7391467", "kunci")] == [Problem("not-six")] * 3


@pytest.mark.parametrize("pin", ["000000", "112211", "012345", "987654", "135135", "272727", "010190", "199001"])
def test_a_pin_that_is_tried_first_is_weak(pin: str) -> None:
    assert is_weak(pin)
    assert parse_new_pin(pin) == Problem("weak")
