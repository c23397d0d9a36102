"""Counts, choices, money, RT/RW and phone numbers, as they are typed."""

# ruff: noqa: RUF001 - keyboards and pasted text do send look-alike characters

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.answers.money import MoneyRange, format_rupiah, parse_money
from conversations.answers.numbers import parse_count, parse_others
from conversations.answers.phone import parse_phone
from conversations.answers.picks import pick
from conversations.answers.reading import Partial, Problem, Unsure
from conversations.answers.rt_rw import RtRw, parse_rt_rw

HOUSING = ["Milik sendiri", "Sewa / kontrak", "Menumpang", "Lainnya"]
WORK = [
    "Petani (punya sawah)",
    "Buruh tani",
    "Nelayan",
    "Buruh / kuli",
    "Pedagang",
    "Karyawan / pegawai",
    "Ibu rumah tangga",
    "Tidak bekerja",
    "Lainnya",
]


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        *[
            ("3", 3),
            ("3 orang", 3),
            ("ada 2", 2),
            ("ada dua anak", 2),
            ("②", 2),
            ("２", 2),
            ("2️⃣", 2),
            ("2.", 2),
            ("2 (dua)", 2),
        ],
        *[
            ("satu", 1),
            ("siji wae", 1),
            ("loro", 2),
            ("telu", 3),
            ("papat", 4),
            ("lima", 5),
            ("enem", 6),
            ("pitu", 7),
            ("wolu", 8),
        ],
        *[
            ("sanga", 9),
            ("sepuluh", 10),
            ("dua belas", 12),
            ("rolas", 12),
            ("limabelas", 15),
            ("setunggal", 1),
            ("kalih", 2),
            ("telung wong", 3),
            ("ro las", 12),
        ],
        *[
            ("tidak ada", 0),
            ("nihil", 0),
            ("kosong", 0),
            ("gak ada", 0),
            ("0", 0),
            ("00", 0),
            ("nol", 0),
            ("tidak", 0),
            ("belum", 0),
        ],
        *[("mboten wonten", 0), ("ora ono", 0), ("gak punya", 0), ("-", 0)],
    ],
)
def test_a_count_is_read(typed: str, count: int) -> None:
    assert parse_count(typed, most=20) == count


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("banyak", "no-number"),
        ("", "no-number"),
        ("21", "too-many"),
        ("9" * 5000, "no-number"),
        ("2 atau 3", "several-numbers"),
    ],
)
def test_a_count_that_cannot_be_used_is_explained(typed: str, code: str) -> None:
    read = parse_count(typed, most=20)
    assert isinstance(read, Problem)
    assert read.code == code


@pytest.mark.parametrize(
    "typed",
    """2|2.|2)|(2)|no 2|no.2|no2|nomor 2|nomer dua|nmr 2|yg kedua|yang kedua|yang ke 2|ke-2|ke 2|pilih 2|
pilihan 2|kedua|②|２|2️⃣|
dua|loro|kalih|sing kapindho|kapindho|nomor dua bu|2 bu|opsi 2|Sewa / kontrak|sewa|SEWA|kontrak|swea|
saya sewa|sewa bu|2. sewa|kntrak""".replace("\n", "").split("|"),
)
def test_the_second_choice_is_picked(typed: str) -> None:
    assert pick(typed, HOUSING) == 1


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("buruh", "Buruh / kuli"),
        ("buruh tani", "Buruh tani"),
        ("saya buruh tani harian", "Buruh tani"),
        ("petani padi", "Petani (punya sawah)"),
        ("nelyan", "Nelayan"),
        ("brh tani", "Buruh tani"),
        ("pegawai", "Karyawan / pegawai"),
        ("karyawan pabrik", "Karyawan / pegawai"),
        ("irt", "Ibu rumah tangga"),
        ("rumah tangga", "Ibu rumah tangga"),
        ("kuli bangunan", "Buruh / kuli"),
        ("tidak kerja", "Tidak bekerja"),
        ("pedagang sayur", "Pedagang"),
        ("siji", "Petani (punya sawah)"),
        ("kesembilan", "Lainnya"),
    ],
)
def test_a_label_is_picked_by_its_name_part_or_synonym(typed: str, label: str) -> None:
    assert pick(typed, WORK, {6: ["irt"]}) == WORK.index(label)


@pytest.mark.parametrize(
    "typed", ["9", "0", "99999999", "1 atau 2", "ya", "", "bukan sewa", "bkn sewa", "gajah", "?", "🙂"]
)
def test_what_names_no_choice_picks_none(typed: str) -> None:
    assert pick(typed, HOUSING) is None


HOUSING_WORDS = {0: ["sendiri", "rumah sendiri", "milik saya", "punya saya"]}
WORK_WORDS = {0: ["sawah", "punya sawah"], 6: ["irt", "rumah tangga", "di rumah saja"]}


@pytest.mark.parametrize(
    ("typed", "labels", "words"),
    [
        *[
            (typed, ["SETUJU", "TIDAK"], {0: ["saya setuju"], 1: ["tidak setuju"]})
            for typed in (
                "sing setuju",
                "durung setuju",
                "dereng setuju",
                "setuju?",
                "apa itu setuju",
                "terpaksa setuju",
                "kurang setuju",
                "setuju batal",
                "kalau setuju",
                "kenapa harus setuju",
                "ojo setuju",
            )
        ],
        *[
            (typed, ["KIRIM", "UBAH"], {})
            for typed in (
                "jangan kirim",
                "jgn kirim",
                "kirim?",
                "nanti kirim",
                "besok kirim",
                "kirim besok",
                "kirim tapi salah",
            )
        ],
        *[
            (typed, HOUSING, HOUSING_WORDS)
            for typed in (
                "milik mertua",
                "milik orang tua",
                "punya orang",
                "rumah dinas",
                "hidup sendiri",
                "milik bapak",
                "sewa?",
            )
        ],
        *[
            (typed, WORK, WORK_WORDS)
            for typed in (
                "salah",
                "asisten rumah tangga",
                "suami petani",
                "petani tapi sekarang nganggur",
                "mantan nelayan",
            )
        ],
        *[(typed, ["Ada", "Tidak ada"], {0: ["hamil"]}) for typed in ("program hamil", "tidak hamil", "jangan ada")],
        *[(typed, ["Tidak ada", "Melihat", "Berjalan"], {}) for typed in ("ada", "ada bu", "tidak")],
        *[(typed, ["Belum sekolah", "SD/MI", "Berhenti sekolah"], {2: ["leren"]}) for typed in ("leres", "salah")],
    ],
)
def test_a_label_in_a_sentence_that_says_something_else_is_not_picked(
    typed: str, labels: list[str], words: dict[int, list[str]]
) -> None:
    assert pick(typed, labels, words) is None


def test_a_question_picks_only_what_is_named_by_a_question() -> None:
    menu = ["Daftar bansos", "Cek status", "Apakah ini resmi?"]
    words = {0: ["daftar"], 1: ["sudah sampai mana"], 2: ["asli", "ini penipuan"]}
    assert pick("daftar?", menu, words) is None
    assert pick("asli?", menu, words) == 2
    assert pick("ini penipuan?", menu, words) == 2
    assert pick("sudah sampai mana?", menu, words) == 1


def test_a_not_picks_only_a_label_that_has_one() -> None:
    assert pick("tidak kerja", WORK) == WORK.index("Tidak bekerja")
    assert pick("tidak tani", WORK) is None


def test_what_may_name_two_choices_is_asked_about() -> None:
    read = pick("kulon", ["Genteng Kulon", "Parijatah Kulon", "Kemiren"])
    assert isinstance(read, Unsure)
    assert [candidate.value for candidate in read.candidates] == [0, 1]
    read = pick("2 menumpang", HOUSING)
    assert isinstance(read, Unsure)
    assert [candidate.label for candidate in read.candidates] == ["Sewa / kontrak", "Menumpang"]


def test_labels_that_begin_with_numbers_are_picked_as_labels_first() -> None:
    assert pick("2 anak", ["1 anak", "2 anak", "3 anak"]) == 1
    assert pick("SMA", ["SD", "SMP", "SMA"]) == 2
    assert pick("smp", ["SD", "SMP", "SMA"]) == 1


@given(st.integers(0, len(WORK) - 1))
def test_every_label_picks_itself(place: int) -> None:
    assert pick(WORK[place], WORK) == pick(WORK[place].upper(), WORK) == pick(str(place + 1), WORK) == place


@pytest.mark.parametrize(
    ("typed", "rupiah"),
    [
        *[
            ("Rp 600.000", 600_000),
            ("Rp600.000,-", 600_000),
            ("600000", 600_000),
            ("600.000", 600_000),
            ("600.000,00", 600_000),
        ],
        *[
            ("600 ribu", 600_000),
            ("600rb", 600_000),
            ("600 rb", 600_000),
            ("600k", 600_000),
            ("0,6jt", 600_000),
        ],
        *[
            ("1,5 juta", 1_500_000),
            ("1.5jt", 1_500_000),
            ("1jt2", 1_200_000),
            ("1jt200rb", 1_200_000),
            ("1 jt 200rb", 1_200_000),
        ],
        *[
            ("sejuta", 1_000_000),
            ("setengah juta", 500_000),
            ("dua juta lima ratus ribu", 2_500_000),
            ("2 juta 500", 2_500_000),
        ],
        *[
            ("seribu", 1_000),
            ("1.500.000", 1_500_000),
            ("1,25 jt", 1_250_000),
            ("tidak ada", 0),
            ("kira-kira 600rb bu", 600_000),
        ],
    ],
)
def test_an_amount_of_money_is_read(typed: str, rupiah: int) -> None:
    assert parse_money(typed) == rupiah


@pytest.mark.parametrize(
    "typed", ["500-700rb", "500rb-700rb", "500 sampai 700 ribu", "500.000 - 700.000", "antara 500 dan 700rb"]
)
def test_a_range_of_money_is_read(typed: str) -> None:
    assert parse_money(typed) == MoneyRange(500_000, 700_000)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        *[
            ("gak tentu", "varies"),
            ("serabutan", "varies"),
            ("tidak pasti bu", "varies"),
            ("600", "unit-missing"),
        ],
        *[
            ("50rb sehari", "per-day"),
            ("300rb per minggu", "per-week"),
            ("banyak", "no-amount"),
            ("", "no-amount"),
            ("9" * 40, "no-amount"),
        ],
    ],
)
def test_an_amount_that_cannot_be_used_is_explained(typed: str, code: str) -> None:
    read = parse_money(typed)
    assert isinstance(read, Problem)
    assert read.code == code


@given(st.integers(1_000, 999_999_999_999))
def test_an_amount_as_we_write_it_is_read_back(amount: int) -> None:
    assert parse_money(format_rupiah(amount)) == amount


def test_rupiah_are_written_with_dots() -> None:
    assert format_rupiah(600_000) == "Rp 600.000"


@pytest.mark.parametrize(
    "typed",
    """rt 3 rw 2|003/002|RT03/RW02|3/2|3 2|3-2|rt tiga rw dua|rw 2 rt 3|003002|0302|RT III RW II|
rt/rw 3/2|rt.03 rw.02|rt3rw2|
RT. 003 / RW. 002|rt:3, rw:2|rt 3 / 2|Rt 03 Rw 02 bu|rt telu rw loro""".replace("\n", "").split("|"),
)
def test_rt_and_rw_are_read_and_padded(typed: str) -> None:
    assert parse_rt_rw(typed) == RtRw("003", "002")


def test_the_missing_half_of_rt_and_rw_is_asked() -> None:
    first = parse_rt_rw("rt3")
    assert first == Partial(RtRw(rt="003"), Problem("rw-missing", {"rt": "003"}))
    assert isinstance(first, Partial)
    for second in ("2", "rw 2", "002", "dua"):
        assert parse_rt_rw(second, first.so_far) == RtRw("003", "002")
    assert parse_rt_rw("rw 2") == Partial(RtRw(rw="002"), Problem("rt-missing", {"rw": "002"}))
    assert parse_rt_rw("3", RtRw(rw="002")) == RtRw("003", "002")


@pytest.mark.parametrize(
    ("typed", "rt"),
    [
        ("rt 4 no 12", "004"),
        ("RT 4 NO RUMAH 12", "004"),
        ("rt 3 jl melati 15", "003"),
        ("jl. kh. agus salim no. 12a rt 3", "003"),
        ("RT 2 gang 5", "002"),
        ("gg 3 rt 2", "002"),
        ("blok c3 rt 2", "002"),
        ("rt 2 dekat masjid 5", "002"),
    ],
)
def test_the_number_of_a_house_or_a_street_is_no_rw(typed: str, rt: str) -> None:
    assert parse_rt_rw(typed) == Partial(RtRw(rt=rt), Problem("rw-missing", {"rt": rt}))


@pytest.mark.parametrize(
    "typed",
    ["jl melati no 12 rt 3 rw 2", "rt 3 rw 2 no 12", "rt no 3 rw no 2", "gang 5 rt 3/2", "rt 3 no 12 rw 2"],
)
def test_rt_and_rw_are_read_beside_a_house_or_a_street(typed: str) -> None:
    assert parse_rt_rw(typed) == RtRw("003", "002")


def test_a_number_may_stand_before_its_word() -> None:
    for typed in ("5 rt 2 rw", "5 RT, 2 RW bu", "2 rw 5 rt", "lima rt dua rw"):
        assert parse_rt_rw(typed) == RtRw("005", "002")
    assert parse_rt_rw("2 rw") == Partial(RtRw(rw="002"), Problem("rt-missing", {"rw": "002"}))
    assert parse_rt_rw("3 rt 2") == Problem("unreadable")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("entah", "unreadable"),
        ("", "unreadable"),
        ("rt 1234 rw 2", "too-many-digits"),
        ("1 2 3", "unreadable"),
    ],
)
def test_rt_and_rw_that_cannot_be_used_are_explained(typed: str, code: str) -> None:
    assert parse_rt_rw(typed) == Problem(code)


@pytest.mark.parametrize(
    "typed",
    [
        "0812-0000-0012",
        "+62 812 0000 0012",
        "+62812-0000-0012",
        "62812 00000012",
        "006281200000012",
        "81200000012",
        "wa: 0812 (0000) 0012",
        "0812.0000.0012",
        "nomor saya 0812 0000 0012 bu",
        "o812oooooo12",
        "+62 0812 0000 0012",
        "０８１２００００００１２",
    ],
)
def test_a_mobile_number_is_read_in_every_form(typed: str) -> None:
    assert parse_phone(typed) == "+6281200000012"


@pytest.mark.parametrize(
    ("typed", "code", "args"),
    [
        ("0333 421234", "landline", {}),
        ("(0333) 421234", "landline", {}),
        ("021 5551234", "landline", {}),
        ("0812", "too-short", {"digits": 4}),
        ("08120000001234567", "too-long", {"digits": 17}),
        ("+60123456789", "foreign", {}),
        ("0840000000", "not-mobile", {}),
        ("tidak ada", "no-digits", {}),
        ("", "no-digits", {}),
    ],
)
def test_a_number_that_is_no_mobile_is_explained(typed: str, code: str, args: dict[str, object]) -> None:
    assert parse_phone(typed) == Problem(code, args)


@given(st.from_regex(r"8(1[1-9]|[235789][0-9])0000[0-9]{4,5}", fullmatch=True))
def test_a_stored_phone_number_is_read_as_itself(national: str) -> None:
    stored = parse_phone("0" + national)
    if isinstance(stored, str):
        assert parse_phone(stored) == stored == "+62" + national


@pytest.mark.parametrize(
    ("typed", "others"),
    [
        ("4 termasuk saya", 3),
        ("7 orang sama saya", 6),
        ("total 5 sama saya", 4),
        ("limo karo aku", 4),
        ("berdua", 1),
        ("bertiga sama saya", 2),
        ("berempat", 3),
        ("sendiri", 0),
        ("sendirian", 0),
        ("sndiri", 0),
        ("kulo piyambakan", 0),
        ("2 istri dan anak", 2),
        ("hidup sendiri", 0),
        ("istri dan 2 anak", 3),
        ("suami, 3 anak, mertua", 5),
        ("2 anak 1 istri", 3),
        ("cuma istri", 1),
        ("3 orang", 3),
        ("tidak ada", 0),
        ("BINI, ANAK 3, MERTUA", 5),
        ("BINI ANAK 3", 4),
        ("anak 3, mantu", 4),
        ("emak, adek 2", 3),
        ("istriku sama anakku", 2),
        ("aku karo bojo", 1),
        ("6 org sm sy", 5),
        ("4 org sm gw", 3),
        ("ber4", 3),
        ("ber4 sama saya", 3),
        ("cuma saya", 0),
        ("gak ada, cuma saya", 0),
        ("tidak ada orang lain, cuma saya sendiri", 0),
        ("sy sendiri", 0),
        ("saya saja bu", 0),
        ("cuma gw doang", 0),
    ],
)
def test_the_others_in_the_family_are_counted(typed: str, others: int) -> None:
    assert parse_others(typed, most=20) == others


@pytest.mark.parametrize("typed", ["anak saya 3 tahun", "umur 3", "3510165708459901"])
def test_an_age_or_a_long_number_is_no_count(typed: str) -> None:
    assert parse_count(typed, most=20) == parse_others(typed, most=20) == Problem("no-number")


@pytest.mark.parametrize("typed", ["jl melati 15", "0/0"])
def test_a_street_is_no_rt(typed: str) -> None:
    assert parse_rt_rw(typed) == Problem("unreadable")


def test_what_was_taken_back_is_not_read_as_rt() -> None:
    assert parse_rt_rw("rt 2 rw 3 eh salah rt 3 rw 2") == RtRw("003", "002")


@pytest.mark.parametrize("said", ["ok", "oke bu", "om", "ortu", ", orang tua", "(ok)"])
def test_a_word_behind_a_phone_number_is_no_part_of_it(said: str) -> None:
    assert parse_phone(f"081200000012 {said}") == "+6281200000012"
    assert parse_phone(f"081200000012{said}") == "+6281200000012"


@pytest.mark.parametrize("typed", ["belum punya anak", "tidak punya anak", "tidak punya suami", "tidak banyak"])
def test_who_has_no_child_may_have_somebody_else(typed: str) -> None:
    assert parse_others(typed, most=20) == Problem("no-number")


@pytest.mark.parametrize("typed", ["bukan cuma saya", "tidak cuma saya", "tidak sendiri", "saya", "cuma saya kok?"])
def test_who_does_not_say_that_there_is_nobody_else_is_asked(typed: str) -> None:
    assert parse_others(typed, most=20) == Problem("no-number")
