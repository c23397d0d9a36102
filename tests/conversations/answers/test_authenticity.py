"""What asks whether a message is genuine, and what is an answer like any other."""

from __future__ import annotations

import pytest

from conversations.answers.authenticity import asked_code, code_within, is_passed_on, shown


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CEK 4821", "4821"),
        ("cek kode 4821.", "4821"),
        ("Cek: 4821", "4821"),
        ("kode 0482", "0482"),
        ("4821", None),
        ("cek 4821557306", None),
        ("cek status", None),
        ("cek 4821 asli tidak", None),
    ],
)
def test_a_code_is_asked_about_with_its_word_and_nothing_else(text: str, code: str | None) -> None:
    assert asked_code(text) == code


@pytest.mark.parametrize(
    ("text", "forwarded", "passed_on"),
    [
        ("Klik https://bansos.example untuk dana bantuan", False, True),
        ("Bantuan PKH cair. Ketik CEK 4821 untuk memastikan.", False, True),
        ("cek: bantuan cair hari ini", False, True),
        ("cek pesan ini\nBantuan cair", False, True),
        ("Bantuan cair besok di balai desa", True, True),
        ("Bantuan cair besok di balai desa", False, False),
        ("3510165708459901", True, False),
        ("bit.ly/bansos", False, False),
    ],
)
def test_a_message_is_passed_on_when_something_says_so(text: str, forwarded: bool, passed_on: bool) -> None:
    assert is_passed_on(text, forwarded=forwarded) is passed_on


def test_a_message_is_known_by_its_words_whatever_the_signs_around_them() -> None:
    assert shown("CEK:\n*Bantuan*  Anda _cair_!") == shown("bantuan anda cair")
    assert code_within("Benar dari kami? Ketik CEK 4821 untuk memastikan.") == "4821"
