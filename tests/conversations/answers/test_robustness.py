"""Every reader, on anything that a phone can send: no exception, no doubt, and no waiting."""

# ruff: noqa: RUF001 - keyboards and pasted text do send look-alike characters

from __future__ import annotations

import sys
import unicodedata
from datetime import date
from time import process_time
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.answers import commands
from conversations.answers.areas import find_desa, find_kecamatan, find_place
from conversations.answers.dates import parse_birth_date, parse_date
from conversations.answers.form import read_form
from conversations.answers.kk import parse_kk
from conversations.answers.member import read_member
from conversations.answers.money import parse_money
from conversations.answers.names import parse_name
from conversations.answers.nik import parse_nik
from conversations.answers.normalise import normalise, plain, squeeze
from conversations.answers.numbers import parse_count
from conversations.answers.phone import parse_phone
from conversations.answers.picks import pick
from conversations.answers.rt_rw import parse_rt_rw
from conversations.answers.yes_no import parse_consent, parse_yes_no

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = date(2026, 11, 21)
LABELS = ["Milik sendiri", "Sewa / kontrak", "Menumpang", "Lainnya"]
READERS: dict[str, Callable[[str], object]] = {
    "nik": lambda text: parse_nik(text, TODAY),
    "kk": lambda text: parse_kk(text, TODAY, "3510165708459901"),
    "name": parse_name,
    "date": lambda text: parse_date(text, TODAY),
    "birth_date": lambda text: parse_birth_date(text, TODAY, "3510165708459901"),
    "phone": parse_phone,
    "money": parse_money,
    "rt_rw": parse_rt_rw,
    "count": lambda text: parse_count(text, 20),
    "pick": lambda text: pick(text, LABELS),
    "yes_no": parse_yes_no,
    "consent": parse_consent,
    "command": commands.command_in,
    "greeting": commands.is_greeting,
    "thanks": commands.is_thanks,
    "unknown": commands.is_unknown,
    "none": commands.is_none,
    "skip": commands.is_skip,
    "done": commands.is_done,
    "kecamatan": find_kecamatan,
    "desa": find_desa,
    "place": find_place,
    "member": lambda text: read_member(text, TODAY),
    "form": lambda text: read_form(text, TODAY, {}),
}
TYPICAL = [
    "nik saya 3510 1657 0845 9901 ya bu",
    "Selasa Pon, 17 Agustus 1945",
    "nama saya Siti Aminah",
    "dusun krajan rt 3 rw 2 desa tamansri kec licin kab banyuwangi",
    "istri saya siti aminah, 35 tahun",
    "yang kedua bu, sewa",
    "iya betul sekali bu",
    "gak tau bu saya lupa",
    "Rp 1.500.000,- sampai 2 juta",
    "wa 0812-0000-0012",
    "saya mau tanya bu kapan bantuan cair, sudah lama menunggu",
]
LONG = [
    "a" * 4000,
    "1" * 4000,
    "1 " * 2000,
    "1-" * 2000,
    "rt " * 1333,
    "desa " * 800,
    "lil" * 1300,
    "o1" * 2000,
    "anak 1 th, " * 360,
    "ya tidak " * 440,
    "satu dua belas juta " * 200,
    "🙂" * 4000,
    "\n" * 4000,
    "e\u0301" * 2000,
    "(" * 4000,
    ", " * 2000,
    "17 agustus " * 360,
    "nama saya " * 400,
    "bu " * 1333,
    "..." * 1333,
]
ANYTHING = st.one_of(
    st.text(max_size=200),
    st.text("0123456789 .,-/'oOlI", max_size=80),
    st.lists(st.sampled_from(" ".join(TYPICAL).split()), max_size=30).map(" ".join),
)


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@given(text=ANYTHING)
def test_nothing_that_is_typed_raises_and_the_same_text_gives_the_same_answer(
    read: Callable[[str], object], text: str
) -> None:
    assert read(text) == read(text)


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_no_character_raises(read: Callable[[str], object]) -> None:
    odd = (chr(code) for code in range(sys.maxunicode + 1) if code < 0x3000 or code % 257 == 0)
    batch = list(odd)
    for start in range(0, len(batch), 97):
        read("".join(batch[start : start + 97]))


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize("text", LONG, ids=lambda text: ascii(text[:9]))
def test_a_message_of_4000_characters_takes_no_longer_than_a_blink(read: Callable[[str], object], text: str) -> None:
    assert fastest(read, text) < 0.1


@pytest.mark.parametrize("read", [pytest.param(READERS[name], id=name) for name in READERS if name != "form"])
@pytest.mark.parametrize("text", TYPICAL)
def test_a_typical_message_is_read_in_about_a_millisecond(read: Callable[[str], object], text: str) -> None:
    assert fastest(read, text) < 0.002


@given(ANYTHING)
def test_what_was_read_can_be_stored(text: str) -> None:
    for read in READERS.values():
        msgspec.json.encode(msgspec.to_builtins(read(text), builtin_types=(date,)))


@given(st.text(max_size=200))
def test_bringing_into_plain_form_twice_changes_nothing_more(text: str) -> None:
    for form in (plain, normalise, squeeze):
        once = form(text)
        assert form(once) == once


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("  Iya,  Bu!! ", "iya, bu"),
        ("yaaaa", "ya"),
        ("ooke", "ooke"),
        ("② ❷ ２ 2️⃣ ٢", "2 2 2 2 2"),
        ("\u201cSiap\u201d \U0001f64f", "siap"),
        ("\U0001f44d\U0001f3fd", "\U0001f44d"),
        ("-", "-"),
        ("?", "?"),
        ("/start", "/start"),
        ("RT III", "rt iii"),
        ("ni\u2019mah", "ni'mah"),
        ("ya\u200b\nbu", "ya bu"),
        ("", ""),
    ],
)
def test_the_normal_form_is_calm_and_plain(typed: str, normal: str) -> None:
    assert normalise(typed) == normal


@given(st.text(max_size=50))
def test_the_plain_form_has_no_invisible_characters_and_no_foreign_digits(text: str) -> None:
    for character in plain(text):
        assert unicodedata.category(character) not in {"Cc", "Cf", "Nd"} or character in "0123456789"


def fastest(read: Callable[[str], object], text: str) -> float:
    """Give the shortest of three runs in seconds of this process, whatever else the machine is doing."""
    times = []
    for _ in range(3):
        start = process_time()
        read(text)
        times.append(process_time() - start)
    return min(times)
