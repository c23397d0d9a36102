"""Yes, no and weak assent, in the words of domain table 5.3 and beyond it."""

# ruff: noqa: RUF001 - keyboards and pasted text do send look-alike characters

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.answers.reading import Problem
from conversations.answers.yes_no import YES_NO_PROBLEMS, Weak, parse_consent, parse_yes_no

YES = """
yaudah iya|wis bener kabeh|siap 86|hu um|nggih setuju|gelem|ya|iya|y|yaa|yaaaaa|yah|yak|yap|yup|yep|yoi|
iy|iyh|iyak|iyap|oke|ok|okk|okey|siap|setuju|betul|btul|bener|
bnr|benar|lanjut|
gas|sip|👍|👍🏽|👌|✅|iyo|yo|yoo|he eh|heeh|ho oh|he'eh|nggih|inggih|njih|enggih|leres|iyeh|enggi|engghi|
nggehh|injih|
iya bu|nggih pak|ya dong|betul sekali|IYA!!!|Ya.|iya deh|okelah|iyalah|iyaiya|ya ya|iya2|yups|oiya|
setju|stuju|stju|benaar|beneer|btl|setujuu|okeeee|saya setuju bu|iya saya setuju|sudah benar|
sudah betul semua bu|sudah|
sampun leres|yakin|cocok bu|mau bu|ada|iya ada 2|tidak salah|ya gak papa|iya boleh|oke siap pak|purun|
iya, betul|Iya\u200b|ｙａ
"""
NO = """
gak berminat|dak mau|gax|gausa|besok saja|enjek|tidak bersedia|ada yang salah|tidak|tdk|tdak|gak|ga|gk|g|
gag|nggak|ngga|engga|enggak|tak|kagak|bukan|bkn|salah|slh|jangan|jgn|belum|blm|
belom|ora|ndak|
mboten|boten|dereng|durung|sing|osing|using|enja'|enten|bunten|bhunten|ten|nenten|❌|👎|
gak usah mas|tidaakkk|gakkk|enggaaaak|tidka|tdiak|blm bu|ngga mau|gamau|gausah|saya tidak setuju|
kulo mboten|nggak ada|
belum pernah|ora gelem|ndak bu|gak ah|gak gak|tidak mau saya|salah bu|alamatnya salah|masih salah|emoh|
ojo|belum benar|
tidak setuju|mboten wonten|TIDAK|Nggak, bu.|nanti dulu
"""
WEAK = """
boleh|terserah|insyaallah|insya allah|boleh bu|monggo|gpp|tidak apa-apa|gak papa|iya mungkin|terserah bu|
mungkin|
ya insyaallah|manut mawon|silahkan|in sya Allah
"""
UNCLEAR = """
sing gelem|sing ono|apa|tidak tahu|gatau|?|pagi|batal|sing endi|bentar|ya tidak|benar atau salah|susah|
Siti Aminah|12|p|
apakah benar|benar?|
iya tapi alamatnya salah|gimana|terima kasih|lupa|bingung|halo|selamat pagi|berapa|nama saya siti|bulan|
salam|kemiren||🙂|
saya punya anak dua sekolah di sd kemiren
"""


def each(table: str) -> list[str]:
    return [typed.strip("\n") for typed in table.strip("\n").split("|")]


NOT_A_YES = """
pasti bohong|
ya ampun panjangnya|mau tanya|bagus banget penipuan|ya kapan cairnya|harus setuju ya?|insyaallah setuju|
terpaksa setuju|kurang setuju|setuju batal|kenapa harus setuju|nanti kirim|ya tunggu|iya bentar|jangan kirim|
asal jangan malam|sudah tua|
sudah menopause|program hamil|laki semua|tidak hamil tapi baru melahirkan|sing setuju|
durung setuju|dereng setuju|setuju?|xyz mau
"""
NOT_A_NO = """
ini aman gak|aku gak iso moco|belum baca|no problem|asal jangan malam|gak ada masalah|mau gak|tidak mengerti
"""


@pytest.mark.parametrize("typed", each(NOT_A_YES))
def test_this_is_not_taken_for_a_yes(typed: str) -> None:
    assert parse_yes_no(typed) is not True
    assert parse_consent(typed) is not True


@pytest.mark.parametrize("typed", each(NOT_A_NO))
def test_this_is_not_taken_for_a_no(typed: str) -> None:
    assert parse_yes_no(typed) is not False
    assert parse_consent(typed) is not False


@pytest.mark.parametrize(
    "typed",
    each(
        "istri saya hamil 5 bulan|anak saya hamil|iya hamil|ya ada|saya setuju dan paham|"
        "saya setuju dengan semua syarat|datanya benar|ya setuju kirim"
    ),
)
def test_a_yes_may_say_more_about_the_same(typed: str) -> None:
    assert parse_yes_no(typed) is True


@pytest.mark.parametrize("typed", each(YES))
def test_this_is_a_yes(typed: str) -> None:
    assert parse_yes_no(typed) is True


@pytest.mark.parametrize("typed", each(NO))
def test_this_is_a_no(typed: str) -> None:
    assert parse_yes_no(typed) is False


@pytest.mark.parametrize("typed", each(WEAK))
def test_this_is_assent_but_a_weak_one(typed: str) -> None:
    assert parse_yes_no(typed) is Weak.ASSENT
    assert parse_consent(typed) is Weak.ASSENT


@pytest.mark.parametrize("typed", each(UNCLEAR))
def test_this_is_neither(typed: str) -> None:
    assert isinstance(parse_yes_no(typed), Problem)
    assert isinstance(parse_consent(typed), Problem)


@pytest.mark.parametrize(
    "typed",
    ["setuju", "SETUJU", "ya", "iya bu", "oke", "nggih", "saya setuju", "stuju", "inggih pak", "iya boleh"],
)
def test_these_words_consent(typed: str) -> None:
    assert parse_consent(typed) is True


@pytest.mark.parametrize(
    "typed",
    ["👍", "sudah", "ada", "boleh", "terserah", "insyaallah", "masih", "tidak salah", "xyz setuju"],
)
def test_these_words_do_not_yet_consent(typed: str) -> None:
    assert parse_consent(typed) is Weak.ASSENT


@pytest.mark.parametrize("typed", ["tidak", "tidak setuju", "belum", "mboten", "nanti saja"])
def test_these_words_refuse_consent(typed: str) -> None:
    assert parse_consent(typed) is False


@given(
    st.sampled_from(["ya", "iya", "setuju", "nggih", "oke", "betul"]),
    st.integers(1, 6),
    st.sampled_from(["", " bu", " pak", " mas", " dong", " deh", "!", ".", " kak ya"]),
)
def test_stretching_and_politeness_never_change_a_yes(word: str, length: int, after: str) -> None:
    assert parse_yes_no(word + word[-1] * length + after) is True
    assert parse_yes_no(word.upper() + after) is True


@given(
    st.sampled_from(["tidak", "gak", "nggak", "mboten", "ora", "belum"]),
    st.sampled_from(["", " bu", " mas", " usah", " mau", "!"]),
)
def test_politeness_never_changes_a_no(word: str, after: str) -> None:
    assert parse_yes_no(word + after) is False


@given(st.text(max_size=80))
def test_whatever_is_typed_is_yes_no_weak_or_a_known_problem(typed: str) -> None:
    for read in (parse_yes_no(typed), parse_consent(typed)):
        assert isinstance(read, bool | Weak) or read.code in YES_NO_PROBLEMS
