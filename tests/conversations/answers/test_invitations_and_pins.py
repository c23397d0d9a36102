"""Codes notice every slip, and a PIN that others try first is not chosen."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.answers.invitation import (
    SIGNS,
    calls_agent,
    is_bare,
    new_invitation,
    parse_invitation,
    show_invitation,
)
from conversations.answers.pin import is_weak, parse_new_pin, parse_pin
from conversations.answers.reading import Problem
from conversations.flows.confirm import opening as confirm_opening

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


CODE = new_invitation(random.Random(7).choice)
CONFIRMS = (
    "benar {}|bnr {}|iya benar {} pak|ya betul bu kode {}|BENAR kodenya {}|{} benar|leres, kode {}|benar {}!|"
    "bener pak {} data saya"
)
DENIES = (
    "bukan {}|bukan saya {}|bukansaya {}|bukan saya yg daftar {}|saya tdk pernah daftar, kode {}|{} bukan saya|"
    "maaf bukan saya yang mendaftar, kode {}|sy gak merasa daftar {}|kulo mboten nate ndaftar {}|tidak benar {}|"
    "belum pernah daftar {}|bukan saya yang mendaftarkan {}"
)
NEITHER = (
    "{}|kode {}|ya {}|tidak {}|benar {}?|apakah benar {}|benar bukan saya {}|daftar {}|bukan saya tapi anak saya {}|"
    "saya agen {}|AGEN {}|benar minta kode agen {}|tidak pernah {}"
)


@pytest.mark.parametrize(
    ("sayings", "is_right"), [(CONFIRMS, True), (DENIES, False), (NEITHER, None)], ids=["confirms", "denies", "neither"]
)
@pytest.mark.parametrize("shown", [show_invitation(CODE), show_invitation(CODE).lower().replace("-", " "), str(CODE)])
def test_a_registration_is_confirmed_or_denied_in_ones_own_words(
    sayings: str, is_right: bool | None, shown: str
) -> None:
    heard = {saying: confirm_opening(saying.format(shown)) for saying in sayings.split("|")}
    meant = None if is_right is None else {"is_right": is_right, "code": CODE}
    assert heard == dict.fromkeys(heard, meant)


def test_only_a_code_that_says_nothing_of_agents_may_be_any_code() -> None:
    shown = show_invitation(CODE)
    assert all(is_bare(text) for text in (shown, shown.lower(), f"kode {shown}"))
    assert not any(is_bare(text) for text in (f"AGEN {shown}", f"/start agen-{CODE}", f"kode undangan {shown}", "ya"))


def test_a_pin_has_six_digits_however_they_are_parted() -> None:
    assert [parse_pin(text) for text in ("739146", "739 146", "73-91-46")] == ["739146"] * 3
    assert [parse_pin(text) for text in ("73914", "7391467", "kunci")] == [Problem("not-six")] * 3


@pytest.mark.parametrize("pin", ["000000", "112211", "012345", "987654", "135135", "272727", "010190", "199001"])
def test_a_pin_that_is_tried_first_is_weak(pin: str) -> None:
    assert is_weak(pin)
    assert parse_new_pin(pin) == Problem("weak")
