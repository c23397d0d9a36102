"""Names of people, and one line about a member of the family."""

# ruff: noqa: RUF001 - keyboards and pasted text do send look-alike characters

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.answers.choices import Relation
from conversations.answers.household import Member
from conversations.answers.member import MEMBER_PROBLEMS, RELATION_LABELS, age_asked, read_member, relation_said
from conversations.answers.names import NAME_PROBLEMS, parse_name
from conversations.answers.reading import Partial, Problem, Unsure

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("siti aminah", "Siti Aminah"),
        ("SITI AMINAH", "Siti Aminah"),
        ("Siti", "Siti"),
        ("nama saya Siti Aminah", "Siti Aminah"),
        ("Nama: Sukarni", "Sukarni"),
        ("saya siti", "Siti"),
        ("kulo Painem", "Painem"),
        ("namanya Budi ya bu", "Budi"),
        ("Bu Siti", "Siti"),
        ("Bapak Slamet", "Slamet"),
        ("assalamualaikum\nnama saya siti", "Siti"),
        ("NI'MAH", "Ni'mah"),
        ("Nur A’isyah", "Nur A'isyah"),
        ("M. ALI", "M. Ali"),
        ("h.m. yusuf", "H.M. Yusuf"),
        ("H. SLAMET RIYADI, S.PD", "H. Slamet Riyadi, S.Pd."),
        ("hj. siti", "Hj. Siti"),
        ("abdul bin umar", "Abdul bin Umar"),
        ("MUHAMMAD AL-FATIH", "Muhammad Al-Fatih"),
        ("Sukarni 🙏", "Sukarni"),
        ("umi kalsum umur 50", "Umi Kalsum"),
        *[
            (name, name)
            for name in (
                "Sri",
                "Untung",
                "Slamet",
                "Sugeng",
                "Rahayu",
                "Bagus",
                "Putri",
                "Cukup",
                "Salam",
                "Wulan",
                "Lanang Setiawan",
            )
        ],
        ("nm ny sumiati contoh", "Sumiati Contoh"),
    ],
)
def test_a_name_is_read(typed: str, name: str) -> None:
    assert parse_name(typed) == name


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        *[
            ("12345", "has-digits"),
            ("siti 12", "has-digits"),
            ("-", "empty"),
            ("", "empty"),
            ("nama saya", "empty"),
            ("🙂", "empty"),
        ],
        *[
            ("x", "too-short"),
            ("a" * 101, "too-long"),
            ("siti@gmail", "not-a-name"),
            ("siapa?", "not-a-name"),
            ("batal", "not-a-name"),
        ],
        *[
            ("assalamualaikum", "not-a-name"),
            ("ya", "not-a-name"),
            ("tidak tahu", "not-a-name"),
            ("lewati", "not-a-name"),
        ],
        *[("terima kasih", "not-a-name"), ("daftar", "not-a-name"), ("selamat pagi bu", "not-a-name")],
    ],
)
def test_what_is_no_name_is_explained(typed: str, code: str) -> None:
    assert parse_name(typed) == Problem(code)


def person(name: str, relation: Relation, born: date | int | None = None, nik: str | None = None) -> Member:
    return Member(
        name=name,
        relation=relation,
        birth_date=born if isinstance(born, date) else None,
        birth_year=born if isinstance(born, int) else None,
        nik=nik,
    )


@pytest.mark.parametrize(
    ("typed", "member"),
    [
        ("siti aminah istri 35 th", person("Siti Aminah", Relation.SPOUSE, 1991)),
        ("istri saya siti aminah, 35 tahun", person("Siti Aminah", Relation.SPOUSE, 1991)),
        ("SITI AMINAH ISTRI 35 TH", person("Siti Aminah", Relation.SPOUSE, 1991)),
        ("Siti (istri) 35 th", person("Siti", Relation.SPOUSE, 1991)),
        ("Ibu Siti, istri, 35", person("Siti", Relation.SPOUSE, 1991)),
        ("35 th siti istri", person("Siti", Relation.SPOUSE, 1991)),
        ("Suami slamet tgl lahir 1 juli 1970", person("Slamet", Relation.SPOUSE, date(1970, 7, 1))),
        ("bojo sri 40", person("Sri", Relation.SPOUSE, 1986)),
        ("sumi istri 40", person("Sumi", Relation.SPOUSE, 1986)),
        ("Putu Wayan, istri, 30", person("Putu Wayan", Relation.SPOUSE, 1996)),
        ("Budi, anak, 17-08-2010", person("Budi", Relation.CHILD, date(2010, 8, 17))),
        ("17 agustus 2010 budi anak", person("Budi", Relation.CHILD, date(2010, 8, 17))),
        ("budi anak 170810", person("Budi", Relation.CHILD, date(2010, 8, 17))),
        ("anak ke 2 budi 10 th", person("Budi", Relation.CHILD, 2016)),
        ("anak pertama Dwi Satrio, 14 tahun", person("Dwi Satrio", Relation.CHILD, 2012)),
        ("1. Budi - anak - 10 th", person("Budi", Relation.CHILD, 2016)),
        ("anak: Ahmad, umur: 9", person("Ahmad", Relation.CHILD, 2017)),
        ("Anak saya bernama Dika umur 7 tahun", person("Dika", Relation.CHILD, 2019)),
        ("lare andi 5 bulan", person("Andi", Relation.CHILD, 2026)),
        ("anak andi 14 bulan", person("Andi", Relation.CHILD, 2025)),
        ("khoirul anam anak lima tahun", person("Khoirul Anam", Relation.CHILD, 2021)),
        ("Nur anak sd kelas 3 umur 9", person("Nur", Relation.CHILD, 2017)),
        ("anak kandung M. Ali 8 th", person("M. Ali", Relation.CHILD, 2018)),
        ("Putri Ayu anak 7 tahun", person("Putri Ayu", Relation.CHILD, 2019)),
        ("putri saya Ayu 7 tahun", person("Ayu", Relation.CHILD, 2019)),
        ("Suwaji, bapak, 70", person("Suwaji", Relation.PARENT, 1956)),
        ("Suwarmi mbah 80 th", person("Suwarmi", Relation.OTHER, 1946)),
        ("Kemala anak 9", person("Kemala", Relation.CHILD, 2017)),
        ("yoga anak 12 th", person("Yoga", Relation.CHILD, 2014)),
        ("Eko Putro, suami, 40", person("Eko Putro", Relation.SPOUSE, 1986)),
        ("Adhi Nugroho cucu 5", person("Adhi Nugroho", Relation.GRANDCHILD, 2021)),
        ("Rayi, adik, 20", person("Rayi", Relation.SIBLING, 2006)),
        ("Misan bapak 71", person("Misan", Relation.PARENT, 1955)),
        ("Dewi, adhi, 12", person("Dewi", Relation.SIBLING, 2014)),
        ("Lanang Setiawan anak 12", person("Lanang Setiawan", Relation.CHILD, 2014)),
        ("putu rizki 5 th", person("Rizki", Relation.GRANDCHILD, 2021)),
        ("cucu Bilqis 2 tahun", person("Bilqis", Relation.GRANDCHILD, 2024)),
        ("bapak slamet 75", person("Slamet", Relation.PARENT, 1951)),
        ("orang tua saya Sukarni lahir 1945", person("Sukarni", Relation.PARENT, 1945)),
        ("ibu mertua Suminah 70 tahun", person("Suminah", Relation.PARENT_IN_LAW, 1956)),
        ("Wati keponakanku umur 3", person("Wati", Relation.OTHER, 2023)),
        ("Rizki putuku kelas 3 sd umur 9", person("Rizki", Relation.GRANDCHILD, 2017)),
        ("mantuku Joko 30", person("Joko", Relation.OTHER, 1996)),
        ("adekku Tono 20", person("Tono", Relation.SIBLING, 2006)),
        ("anakmu Budi 10", person("Budi", Relation.CHILD, 2016)),
        ("cucu gw Rina 19", person("Rina", Relation.GRANDCHILD, 2007)),
        ("Siti bini 35", person("Siti", Relation.SPOUSE, 1991)),
        ("adik saya Tono 20thn", person("Tono", Relation.SIBLING, 2006)),
        ("adik ipar Tono 20thn", person("Tono", Relation.OTHER, 2006)),
        ("keponakan dewi umur 12", person("Dewi", Relation.OTHER, 2014)),
        ("menantu joko lahir 1990", person("Joko", Relation.OTHER, 1990)),
        ("Siti, istri, kelahiran 75", person("Siti", Relation.SPOUSE, 1975)),
        ("Rudi, anak, lahir th 98", person("Rudi", Relation.CHILD, 1998)),
        ("Rudi, anak, tahun 20", person("Rudi", Relation.CHILD, 2020)),
        ("mbah painem 80 th", person("Painem", Relation.OTHER, 1946)),
        ("kepala keluarga Slamet 17 agustus 1970", person("Slamet", Relation.HEAD, date(1970, 8, 17))),
        ("Rina anak 3510165708159901", person("Rina", Relation.CHILD, date(2015, 8, 17), "3510165708159901")),
        (
            "3510165708459901 sukarni orang tua",
            person("Sukarni", Relation.PARENT, date(1945, 8, 17), "3510165708459901"),
        ),
        (
            "Rina, anak, nik 3510 1657 0815 9901, 11 th",
            person("Rina", Relation.CHILD, date(2015, 8, 17), "3510165708159901"),
        ),
    ],
)
def test_a_member_is_read_from_one_line(typed: str, member: Member) -> None:
    assert read_member(typed, TODAY) == member


@pytest.mark.parametrize(
    ("typed", "member"),
    [
        ("Surti istri patang puluh lima taun", person("Surti", Relation.SPOUSE, 1981)),
        ("Katijan anak telung puluh loro taun", person("Katijan", Relation.CHILD, 1994)),
        ("Karto bapak pitung puluh taun", person("Karto", Relation.PARENT, 1956)),
        ("Karto bapak sewidak lima taun", person("Karto", Relation.PARENT, 1961)),
        ("Joko adik seket siji taun", person("Joko", Relation.SIBLING, 1975)),
        ("Gendut anak telulikur taun", person("Gendut", Relation.CHILD, 2003)),
        ("Gendut anak ro likur", person("Gendut", Relation.CHILD, 2004)),
        ("Dul cucu rong taun", person("Dul", Relation.GRANDCHILD, 2024)),
        ("Dul cucu rong taun telung wulan", person("Dul", Relation.GRANDCHILD, 2024)),
        ("Ani anak satu tahun 3 bulan", person("Ani", Relation.CHILD, 2025)),
        ("Ani anak 8 wulan", person("Ani", Relation.CHILD, 2026)),
        ("Adinda cucu 8 sasi", person("Adinda", Relation.GRANDCHILD, 2026)),
        ("anak 8 wulan, Ani", person("Ani", Relation.CHILD, 2026)),
        ("Yusuf anak setahun", person("Yusuf", Relation.CHILD, 2025)),
        ("Sutik anak setaun", person("Sutik", Relation.CHILD, 2025)),
        ("Sutik anak setahun 3 bulan", person("Sutik", Relation.CHILD, 2025)),
        ("Sutik anak sewulan", person("Sutik", Relation.CHILD, 2026)),
        ("Gendut anak wedok setengah tahun", person("Gendut", Relation.CHILD, 2026)),
        ("Gendut anak satu setengah tahun", person("Gendut", Relation.CHILD, 2025)),
        ("Bayu anak hampir setahun", person("Bayu", Relation.CHILD, 2025)),
        ("Sukiyem mertua wolung puluh luwih", person("Sukiyem", Relation.PARENT_IN_LAW, 1946)),
        ("Ani anak lima", person("Ani", Relation.CHILD, 2021)),
        ("Wulan anak 8 taun", person("Wulan", Relation.CHILD, 2018)),
        ("Ani Wulan anak 8", person("Ani Wulan", Relation.CHILD, 2018)),
        ("anak 8 Wulan Sari", person("Wulan Sari", Relation.CHILD, 2018)),
    ],
)
def test_an_age_is_no_part_of_the_name_however_it_is_said(typed: str, member: Member) -> None:
    assert read_member(typed, TODAY) == member


@pytest.mark.parametrize(
    ("typed", "born"),
    [("setahun", 2025), ("telung puluh loro", 1994), ("rong taun", 2024), ("8 wulan", 2026), ("setengah taun", 2026)],
)
def test_an_age_alone_is_read_however_it_is_said(typed: str, born: int) -> None:
    assert read_member(typed, TODAY, person("Rina", Relation.CHILD)) == person("Rina", Relation.CHILD, born)


def test_a_missing_relation_is_asked_with_whole_members_to_pick() -> None:
    read = read_member("Rina 12 th", TODAY)
    assert isinstance(read, Unsure)
    assert {candidate.value.relation for candidate in read.candidates} == set(Relation)
    assert all(candidate.value == person("Rina", candidate.value.relation, 2014) for candidate in read.candidates)
    assert all(candidate.label == RELATION_LABELS[candidate.value.relation] for candidate in read.candidates)
    assert read.candidates[0].label == "Anak"


def test_the_age_can_be_asked_after_a_relation_was_picked() -> None:
    read = read_member("Rina", TODAY)
    assert isinstance(read, Unsure)
    picked = read.candidates[0].value
    assert age_asked(picked) == Partial(picked, Problem("age-missing", {"name": "Rina"}))
    assert age_asked(person("Rina", Relation.CHILD, 2014)) == person("Rina", Relation.CHILD, 2014)


RINA = person("Rina", Relation.CHILD)


@pytest.mark.parametrize(
    ("typed", "member"),
    [
        *[
            (typed, person("Rina", Relation.CHILD, 2014))
            for typed in ("12", "12 th", "umur 12", "dua belas tahun", "2014", "rina anak 12 tahun")
        ],
        *[
            (typed, person("Rina", Relation.CHILD, date(2014, 8, 17)))
            for typed in ("17-8-2014", "170814", "17 agustus 2014")
        ],
        ("3510165708149901", person("Rina", Relation.CHILD, date(2014, 8, 17), "3510165708149901")),
        *[(typed, RINA) for typed in ("tidak tahu", "lewati", "lupa", "-", "gak tau bu")],
    ],
)
def test_the_next_answer_completes_a_member(typed: str, member: Member) -> None:
    assert read_member("Rina anak", TODAY) == Partial(RINA, Problem("age-missing", {"name": "Rina"}))
    assert read_member(typed, TODAY, RINA) == member


@pytest.mark.parametrize(
    ("typed", "so_far", "code"),
    [
        ("budi anak 31-02-2010", None, "date-unreadable"),
        ("budi anak 17-8-2030", None, "date-unreadable"),
        ("budi anak 35101657081599", None, "nik-unreadable"),
        ("apa", RINA, "age-unreadable"),
        ("31-2-2014", RINA, "date-unreadable"),
    ],
)
def test_what_could_not_be_read_is_asked_again_without_losing_the_rest(
    typed: str, so_far: Member | None, code: str
) -> None:
    read = read_member(typed, TODAY, so_far)
    assert isinstance(read, Partial)
    assert read.problem.code == code
    assert read.so_far.relation is Relation.CHILD


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("mertua", "name-missing"),
        ("umur 5", "name-missing"),
        ("", "name-missing"),
        ("istri siti 35 th, anak budi 10 th", "one-at-a-time"),
        ("siti 35 th\nbudi 10 th", "one-at-a-time"),
    ],
)
def test_a_line_that_is_not_one_member_is_explained(typed: str, code: str) -> None:
    assert read_member(typed, TODAY) == Problem(code)


NAMES = st.sampled_from(
    [
        "Siti Aminah",
        "Budi",
        "M. Ali",
        "Ni'mah",
        "Sri Wahyuni",
        "Slamet",
        "Khoirul Anam",
        "Dwi",
        "Painem",
        "Rahayu",
        "Sumi",
        "Tri",
        "Eko",
        "Juni",
    ]
)
WORDS = {
    "istri": Relation.SPOUSE,
    "anak": Relation.CHILD,
    "cucu": Relation.GRANDCHILD,
    "mertua": Relation.PARENT_IN_LAW,
}


@given(
    NAMES,
    st.sampled_from(sorted(WORDS)),
    st.integers(1, 99),
    st.permutations(range(3)),
    st.sampled_from([" ", ", ", " - "]),
)
def test_name_relation_and_age_may_come_in_any_order(
    name: str, word: str, age: int, order: list[int], between: str
) -> None:
    parts = [name, word, f"{age} th"]
    assert read_member(between.join(parts[place] for place in order), TODAY) == person(name, WORDS[word], 2026 - age)


@given(NAMES)
def test_a_name_that_was_read_is_read_as_itself(name: str) -> None:
    for typed in (name, name.upper(), name.lower(), f"nama saya {name}"):
        read = parse_name(typed)
        assert isinstance(read, str)
        assert parse_name(read) == read


@given(st.text(max_size=80))
def test_whatever_is_typed_is_a_name_or_a_known_problem(typed: str) -> None:
    read = parse_name(typed)
    assert isinstance(read, str) or read.code in NAME_PROBLEMS
    member = read_member(typed, TODAY)
    if isinstance(member, Problem):
        assert member.code in MEMBER_PROBLEMS


NOT_NAMES = (
    "mau wis tak kirim|sebentar|lagi cari ktp|sama seperti ktp|saya sendiri|salah|tidak mau|ya betul|"
    "bapak saya sudah meninggal"
)


@pytest.mark.parametrize("typed", NOT_NAMES.split("|"))
def test_what_tells_something_else_is_no_name(typed: str) -> None:
    assert parse_name(typed) == Problem("not-a-name")


INTRODUCED = {
    "Sulastri": "nenek gw namanya Sulastri|nama nenek saya sulastri|Sulastri kak, nama panggilan lastri|"
    "ibu saya namanya sulastri|nama ibu saya sulastri|nama istri sulastri|nama sesuai ktp sulastri|"
    "nama di KTP: SULASTRI|sesuai ktp sulastri|jenengku sulastri|nami kulo sulastri|jenenge ibu sulastri|"
    "sulastri biasa dipanggil lastri|sulastri (panggilan lastri)|jeneng kulo sulastri|namaku sulastri|"
    "nama kepala keluarga sulastri|nama lengkap saya adalah sulastri",
    "Sumiati": "atas nama Sumiati|nama KTP: SUMIATI|a/n sumiati|an. sumiati",
    "Paini": "wong tuwek iki jenenge Paini|mbah jenenge paini|ini nenek saya, namanya Paini|jenenge mbokku Paini|"
    "bapake jenenge Paini|mertua saya namanya Paini|nama mertua saya Paini|saya sendiri namanya paini|paini nama saya|"
    "namane paini",
    "Namira": "namira",
    "Anak Agung Putu": "anak agung putu",
    "Nenek Suparmi": "nenek suparmi",
    "Asma Wati": "asma wati|ini asma wati",
    "Nami Sari": "nami sari",
    "A.N. Sumiati": "a.n. sumiati",
    "Aman": "aman|nama saya aman",
    "Gratia Untung": "gratia untung",
    "Amin Wahyudi": "nama amin wahyudi",
    "Nyoman": "nama nyoman",
    "Iniyah": "nama iniyah",
    "Kumala": "nama kumala",
}


@pytest.mark.parametrize(
    ("name", "typed"), [(name, typed) for name, listed in INTRODUCED.items() for typed in listed.split("|")]
)
def test_a_name_is_read_behind_whose_it_is(name: str, typed: str) -> None:
    assert parse_name(typed) == name


TALK = (
    "ini gratis kan|data saya aman kan mbak|petugasnya siapa|kalau sudah dapat pkh boleh daftar lagi|UBAH|ubah nama|"
    "saya mau daftar bansos|gratis ya bu|nama saya budi, istri namanya siti|boleh daftar lagi"
)


@pytest.mark.parametrize("typed", TALK.split("|"))
def test_a_sentence_is_nobodys_name(typed: str) -> None:
    assert parse_name(typed) == Problem("not-a-name")


@pytest.mark.parametrize("typed", ["gw agus", "isun agus", "sy agus", "Agus.", "agus!!!", "Ag\u200bus", "*AGUS*"])
def test_what_stands_around_a_name_goes(typed: str) -> None:
    assert parse_name(typed) == "Agus"


SEVERAL = (
    "siti istri 38 dan dimas anak 12|siti istri 38\ndimas anak 12|siti istri 38, dimas anak 12|"
    "1. siti istri 38 2. dimas anak 12|siti istri, dimas anak|siti 38 dimas 12|anak kembar Hasan Husen 10"
)


@pytest.mark.parametrize("typed", SEVERAL.split("|"))
def test_two_people_in_one_message_are_asked_one_at_a_time(typed: str) -> None:
    assert read_member(typed, TODAY) == Problem("one-at-a-time")


@pytest.mark.parametrize("typed", ["suami meninggal", "alm. slamet bapak", "slamet suami sudah meninggal"])
def test_who_died_is_not_counted(typed: str) -> None:
    assert read_member(typed, TODAY) == Problem("deceased")


@pytest.mark.parametrize(
    ("typed", "member"),
    [
        ("budi anak 14 kelas 3 smp", person("Budi", Relation.CHILD, 2012)),
        ("budi anak 1,5 th", person("Budi", Relation.CHILD, 2025)),
        ("budi anak lanang 12", person("Budi", Relation.CHILD, 2014)),
        ("budi anak umur lupa", person("Budi", Relation.CHILD)),
        ("budi anak sudah nikah 25", person("Budi", Relation.CHILD, 2001)),
        ("budi anak 10 th 3 bulan", person("Budi", Relation.CHILD, 2016)),
        ("*NI WAYAN SARI* (KURENAN) 65 TH.", person("Ni Wayan Sari", Relation.SPOUSE, 1961)),
        ("made pianak 10", person("Made", Relation.CHILD, 2016)),
        ("dewi ponakan 12", person("Dewi", Relation.OTHER, 2014)),
    ],
)
def test_what_else_is_told_of_a_member_does_not_disturb(typed: str, member: Member) -> None:
    assert read_member(typed, TODAY) == member


@pytest.mark.parametrize(
    ("typed", "member"),
    [
        ("Cucu Suryani, istri, 40", person("Cucu Suryani", Relation.SPOUSE, 1986)),
        ("Cucu Hidayat, anak, 12 tahun", person("Cucu Hidayat", Relation.CHILD, 2014)),
        ("istri, Cucu Suryani, 40", person("Cucu Suryani", Relation.SPOUSE, 1986)),
        ("Cucu Rina, cucu, 5", person("Rina", Relation.GRANDCHILD, 2021)),
        ("cucu Rina, 5 tahun", person("Rina", Relation.GRANDCHILD, 2021)),
        ("Adik Ani, anak, 3", person("Ani", Relation.CHILD, 2023)),
    ],
)
def test_where_name_and_relation_have_their_own_place_the_place_decides(typed: str, member: Member) -> None:
    assert read_member(typed, TODAY) == member


@pytest.mark.parametrize(
    ("typed", "member"),
    [
        ("yang kedua Budi anak 10 th", person("Budi", Relation.CHILD, 2016)),
        ("terus Ani anak 5 th", person("Ani", Relation.CHILD, 2021)),
        ("satu lagi Dewi cucu 3 th", person("Dewi", Relation.GRANDCHILD, 2023)),
        ("ada lagi Budi anak 10 th", person("Budi", Relation.CHILD, 2016)),
        ("yg terakhir cucu gw Rina umurnya 19an", person("Rina", Relation.GRANDCHILD, 2007)),
        ("Sumi itu istri saya umurnya 35", person("Sumi", Relation.SPOUSE, 1991)),
        ("istri saya bernama Siti umur 35 tahun kerja di pasar", person("Siti", Relation.SPOUSE, 1991)),
        ("istri saya Siti jualan di pasar umur 35", person("Siti", Relation.SPOUSE, 1991)),
        ("Sarinah mertua lahirnya th 45", person("Sarinah", Relation.PARENT_IN_LAW, 1945)),
        ("anakku sing mbarep jenenge Katiman umur 20", person("Katiman", Relation.CHILD, 2006)),
        ("Anak saya yang pertama namanya Dika umur 17 tahun", person("Dika", Relation.CHILD, 2009)),
        ("salah, Dewi cucu 3", person("Dewi", Relation.GRANDCHILD, 2023)),
        ("Lalu Gede, suami, 40", person("Lalu Gede", Relation.SPOUSE, 1986)),
        ("anak saya 5 tahun Terusno", person("Terusno", Relation.CHILD, 2021)),
    ],
)
def test_words_around_a_member_are_no_part_of_the_name(typed: str, member: Member) -> None:
    assert read_member(typed, TODAY) == member


def test_whether_cucu_is_the_name_or_the_relation_is_asked() -> None:
    read = read_member("Cucu Suryani istri 40", TODAY)
    assert isinstance(read, Unsure)
    assert [candidate.value for candidate in read.candidates] == [
        person("Suryani", Relation.GRANDCHILD, 1986),
        person("Cucu Suryani", Relation.SPOUSE, 1986),
    ]
    assert read_member("cucu keponakan Rina 5", TODAY) == person("Rina", Relation.OTHER, 2021)


@pytest.mark.parametrize(
    "typed", ["bayi blm dikasih nama 3 bulan", "bayi belum punya nama", "anak durung duwe jeneng 1"]
)
def test_the_name_is_asked_of_who_has_none_yet(typed: str) -> None:
    assert read_member(typed, TODAY) == Problem("name-missing")


@pytest.mark.parametrize(
    "typed", ["itu saja", "anak lanang", "cuma 2", "kirim", "nggih", "istri cerai", "anak tidak sekolah"]
)
def test_talk_is_nobodys_name(typed: str) -> None:
    assert read_member(typed, TODAY) == Problem("name-missing")


@pytest.mark.parametrize(
    ("typed", "member"),
    [
        ("bukan anak, cucu 12", person("Rina", Relation.GRANDCHILD, 2014)),
        ("Rina cucu 12", person("Rina", Relation.GRANDCHILD, 2014)),
        ("salah, Dewi istri 40", person("Dewi", Relation.SPOUSE, 1986)),
        ("eh Dewi istri 40", person("Dewi", Relation.SPOUSE, 1986)),
        ("maksudnya Dewi istri 40", person("Dewi", Relation.SPOUSE, 1986)),
        ("bukan Rina, Dewi istri 40", person("Dewi", Relation.SPOUSE, 1986)),
        ("salah, cucu 12", person("Rina", Relation.GRANDCHILD, 2014)),
        ("Rina Contoh anak 12", person("Rina", Relation.CHILD, 2014)),
    ],
)
def test_the_next_answer_may_correct_the_member(typed: str, member: Member) -> None:
    assert read_member(typed, TODAY, RINA) == member


ANOTHER = (
    "Dewi istri 40|Wati keponakanku umur 3|Rizki putuku kelas 3 sd umur 9|yang kedua Budi anak 10 th|"
    "Dimas anak kelas 5|Agus anak 10|Wati 3 tahun|mertua 70|Wati keponakan 3, Dul cucu 4|Dewi istri sudah meninggal"
)


@pytest.mark.parametrize("typed", ANOTHER.split("|"))
def test_another_member_waits_until_the_age_of_this_one_is_told(typed: str) -> None:
    assert read_member(typed, TODAY, RINA) == Partial(RINA, Problem("finish-first", {"name": "Rina"}))


def test_who_shares_only_a_first_name_is_another_member() -> None:
    pending = person("Siti Khotijah", Relation.CHILD)
    read = read_member("Siti Aminah istri 40", TODAY, pending)
    assert read == Partial(pending, Problem("finish-first", {"name": "Siti Khotijah"}))


@pytest.mark.parametrize(
    "typed",
    [
        "sekarang 12",
        "dia 12 th bu",
        "paling 12",
        "anak saya umur 12",
        "lahir desember 2014",
        "umurnya mau 12",
        "rina 12",
    ],
)
def test_an_age_is_told_in_a_sentence(typed: str) -> None:
    assert read_member(typed, TODAY, RINA) == person("Rina", Relation.CHILD, 2014)


def test_a_member_who_died_is_not_asked_about_again() -> None:
    assert read_member("sudah meninggal", TODAY, RINA) == Problem("deceased")


@pytest.mark.parametrize("typed", ["Dimas anak kelas 5", "Wati 3 tahun", "Wati", "Dewi istri 40"])
def test_another_member_waits_until_the_relation_of_this_one_is_told(typed: str) -> None:
    assert relation_said(RINA, typed) == Problem("relation-first", {"name": "Rina"})


@pytest.mark.parametrize("typed", ["salah, Dewi istri 40", "tidak tahu", "apa", "Rina", "Rina 12 th"])
def test_what_is_no_relation_and_nobody_else_is_read_anew(typed: str) -> None:
    assert relation_said(RINA, typed) is None


@pytest.mark.parametrize("name", ["Suwari", "Yoga", "Adhi Nugroho", "Kemala Dewi"])
def test_a_name_that_sounds_like_a_relation_is_a_name(name: str) -> None:
    read = read_member(f"{name} 12 th", TODAY)
    assert isinstance(read, Unsure)
    assert {candidate.value.name for candidate in read.candidates} == {name}


@pytest.mark.parametrize(
    ("typed", "relation"),
    [
        ("rayi", Relation.SIBLING),
        ("putu", Relation.GRANDCHILD),
        ("ponakan", Relation.OTHER),
        ("bojo", Relation.SPOUSE),
        ("anak tiri", Relation.CHILD),
    ],
)
def test_a_relation_alone_fills_the_relation(typed: str, relation: Relation) -> None:
    assert relation_said(RINA, typed) == person("Rina", relation)
    assert relation_said(RINA, "apa") is None
