"""The area tables and finding places in them: domain rules 2.5 and 2.6."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.answers.areas import (
    Desa,
    Kecamatan,
    all_desa,
    all_kecamatan,
    choose_desa,
    desa_with_code,
    find_desa,
    find_kecamatan,
    find_place,
    kecamatan_with_code,
    villages_of,
)
from conversations.answers.areas.codes import kecamatan_exists, known_codes, province_exists
from conversations.answers.reading import Problem, Unsure

COUNTS = {
    "Pesanggaran": (0, 5), "Bangorejo": (0, 7), "Purwoharjo": (0, 8), "Tegaldlimo": (0, 9), "Muncar": (0, 10),
    "Cluring": (0, 9), "Gambiran": (0, 6), "Srono": (0, 10), "Genteng": (0, 5), "Glenmore": (0, 7),
    "Kalibaru": (0, 6), "Singojuruh": (0, 11), "Rogojampi": (0, 10), "Kabat": (0, 14), "Glagah": (2, 8),
    "Banyuwangi": (18, 0), "Giri": (4, 2), "Wongsorejo": (0, 12), "Songgon": (0, 9), "Sempu": (0, 7),
    "Kalipuro": (4, 5), "Siliragung": (0, 5), "Tegalsari": (0, 6), "Licin": (0, 8), "Blimbingsari": (0, 10),
}  # fmt: skip


def kecamatan(name: str) -> Kecamatan:
    return next(each for each in all_kecamatan() if each.name == name)


def test_the_table_has_every_place_of_the_decree() -> None:
    assert len(all_kecamatan()) == 25
    assert Counter(desa.is_kelurahan for desa in all_desa()) == {True: 28, False: 189}
    for each in all_kecamatan():
        kinds = [desa.is_kelurahan for desa in villages_of(each)]
        assert (kinds.count(True), kinds.count(False)) == COUNTS[each.name]
    assert known_codes() == 7837


def test_the_notice_of_the_data_stands_beside_it() -> None:
    beside = files("conversations.answers.areas")
    assert "idn-area-data 4.0.1" in (notice := beside.joinpath("NOTICE.md").read_text(encoding="utf-8"))
    assert "300.2.2-2138/2025" in notice
    assert beside.joinpath("LICENSE-ODbL.md").is_file()


def test_codes_are_known_down_to_kecamatan() -> None:
    assert province_exists("35")
    assert province_exists("96")
    assert not province_exists("99")
    assert kecamatan_exists("35.10.25")
    assert not kecamatan_exists("35.10.26")
    assert not kecamatan_exists("91.71.01.")


def test_places_are_found_by_code_and_named_with_their_kind() -> None:
    lateng, kemiren = desa_with_code("35.10.16.1014"), desa_with_code("35.10.15.2004")
    assert lateng
    assert kemiren
    assert (lateng.title, kemiren.title) == ("Kelurahan Lateng", "Desa Kemiren")
    assert kemiren.label == "Desa Kemiren, Kecamatan Glagah"
    assert kecamatan_with_code("35.10.24") == kecamatan("Licin")
    assert desa_with_code("11.01.01.2001") is kecamatan_with_code("nonsense") is None


@given(st.sampled_from(all_desa()))
def test_every_village_is_found_in_its_kecamatan_however_it_is_written(desa: Desa) -> None:
    tight = desa.name.replace(" ", "")
    for typed in (
        desa.name,
        desa.name.upper(),
        tight,
        f"desa {desa.name}",
        f"ds. {tight}",
        desa.title,
        f"{desa.name} rt 3 rw 2",
    ):
        assert find_desa(typed, desa.kecamatan) == desa
    for typed in (
        desa.label,
        f"{desa.name} {desa.kecamatan.name}",
        f"desa {desa.name} kec. {desa.kecamatan.name}",
    ):
        assert find_desa(typed) == desa


@given(st.sampled_from(all_kecamatan()))
def test_every_kecamatan_is_found(wanted: Kecamatan) -> None:
    for typed in (
        wanted.name,
        wanted.name.lower(),
        f"kec. {wanted.name}",
        f"Kecamatan {wanted.name}",
        f"saya di {wanted.name} bu",
    ):
        assert find_kecamatan(typed) == wanted
        assert find_place(typed) == wanted


@given(st.sampled_from(all_desa()), st.data())
def test_a_letter_left_out_never_leads_to_another_village_unasked(desa: Desa, data: st.DataObject) -> None:
    gone = data.draw(st.integers(1, len(desa.name) - 1))
    read = find_desa(desa.name[:gone] + desa.name[gone + 1 :], desa.kecamatan)
    assert read == desa or not isinstance(read, Desa)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("desa tamansari licin", "Desa Tamansari, Kecamatan Licin"),
        ("licin tamansari", "Desa Tamansari, Kecamatan Licin"),
        ("watukebo blimbingsari", "Desa Watukebo, Kecamatan Blimbingsari"),
        ("Gentengkulon", "Desa Genteng Kulon, Kecamatan Genteng"),
        ("genteng wetann", "Desa Genteng Wetan, Kecamatan Genteng"),
        ("benelanlor", "Desa Benelan Lor, Kecamatan Kabat"),
        ("lemahbang kulon", "Desa Lemahbangkulon, Kecamatan Singojuruh"),
        ("sineporejo", "Desa Seneporejo, Kecamatan Siliragung"),
        ("kel. lateng kec banyuwangi", "Kelurahan Lateng, Kecamatan Banyuwangi"),
        ("Desa Gombengsari", "Kelurahan Gombengsari, Kecamatan Kalipuro"),
        ("dusun krajan desa sumbersari kec srono", "Desa Sumbersari, Kecamatan Srono"),
        ("kmiren", "Desa Kemiren, Kecamatan Glagah"),
        ("desa kemiren kec. glagah kab. banyuwangi", "Desa Kemiren, Kecamatan Glagah"),
        ("boeloeagoeng", "Desa Buluagung, Kecamatan Siliragung"),
        ("desa glagah", "Desa Glagah, Kecamatan Glagah"),
    ],
)
def test_a_village_is_understood(typed: str, found: str) -> None:
    for read in (find_desa(typed), find_place(typed)):
        assert isinstance(read, Desa)
        assert read.label == found


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        (
            "Karangrejo",
            ["Kelurahan Karangrejo, Kecamatan Banyuwangi", "Desa Karangrejo, Kecamatan Blimbingsari"],
        ),
        ("watukebo", ["Desa Watukebo, Kecamatan Wongsorejo", "Desa Watukebo, Kecamatan Blimbingsari"]),
        ("tamansri", ["Desa Tamansari, Kecamatan Tegalsari", "Desa Tamansari, Kecamatan Licin"]),
        ("parijatah", ["Desa Parijatah Wetan, Kecamatan Srono", "Desa Parijatah Kulon, Kecamatan Srono"]),
        ("rajegwesi", ["Desa Sarongan, Kecamatan Pesanggaran"]),
    ],
)
def test_a_village_that_may_be_several_is_asked_about(typed: str, labels: list[str]) -> None:
    for read in (find_desa(typed), find_place(typed)):
        assert isinstance(read, Unsure)
        assert [candidate.label for candidate in read.candidates] == labels


def test_former_names_count_inside_their_kecamatan_only() -> None:
    assert find_desa("bangorejo", kecamatan("Srono")) == desa_with_code("35.10.08.2001")
    assert find_desa("bangorejo") == desa_with_code("35.10.02.2004")
    assert find_desa("sumbersari", kecamatan("Purwoharjo")) == desa_with_code("35.10.03.2002")
    assert find_desa("sumbersari") == desa_with_code("35.10.08.2005")


def test_a_village_of_another_kecamatan_is_asked_about() -> None:
    read = find_desa("kemiren", kecamatan("Licin"))
    assert isinstance(read, Unsure)
    assert [candidate.value.kecamatan.name for candidate in read.candidates] == ["Glagah"]


def test_a_name_that_may_be_a_dusun_is_unknown() -> None:
    assert find_desa("Suko") == Problem("unknown", {"name": "Suko", "kecamatan": ""})
    assert find_desa("dusun krajan", kecamatan("Licin")) == Problem("unknown", {"name": "Krajan", "kecamatan": "Licin"})
    assert find_desa("Muncar") == Problem("is-kecamatan", {"name": "Muncar"})
    assert find_desa("-") == find_kecamatan("🙂") == Problem("no-name")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        *[
            ("glenmor", "Glenmore"),
            ("muncer", "Muncar"),
            ("banyu wangi", "Banyuwangi"),
            ("bwi", "Banyuwangi"),
            ("kota banyuwangi", "Banyuwangi"),
        ],
        *[
            ("tegaldelimo", "Tegaldlimo"),
            ("blimbing sari", "Blimbingsari"),
            ("rogojmpi", "Rogojampi"),
            ("sumberasri purwoharjo", "Purwoharjo"),
            ("kec genteng kab banyuwangi", "Genteng"),
        ],
    ],
)
def test_a_kecamatan_is_understood(typed: str, name: str) -> None:
    assert find_kecamatan(typed) == kecamatan(name)


def test_a_village_typed_for_a_kecamatan_offers_its_kecamatan() -> None:
    read = find_kecamatan("kemiren")
    assert isinstance(read, Unsure)
    assert [(each.value.name, each.label) for each in read.candidates] == [
        ("Glagah", "Kecamatan Glagah (Desa Kemiren)")
    ]


@given(st.text(max_size=60), st.sampled_from([None, *all_kecamatan()]))
def test_whatever_is_typed_offers_at_most_four_places(typed: str, within: Kecamatan | None) -> None:
    for read in (find_desa(typed, within), find_kecamatan(typed), find_place(typed)):
        if isinstance(read, Unsure):
            assert 1 <= len(read.candidates) <= 4


def test_a_kecamatan_that_is_denied_or_a_kabupaten_is_not_taken() -> None:
    for find in (find_kecamatan, find_place):
        assert find("bukan singojuruh") == Problem("unknown", {"name": "bukan singojuruh", "kecamatan": ""})
        assert find("kabupaten banyuwangi") == Problem("no-name")


def test_a_slip_of_a_kecamatan_is_offered_before_a_village() -> None:
    for find in (find_kecamatan, find_place):
        read = find("sronon")
        assert isinstance(read, Unsure)
        assert read.candidates[0].value == kecamatan("Srono")


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("tegal pakis", "Kelurahan Pakis, Kecamatan Banyuwangi"),
        ("padang bulan", "Desa Padang, Kecamatan Singojuruh"),
    ],
)
def test_a_village_among_other_words_is_asked_about(typed: str, label: str) -> None:
    read = find_place(typed)
    assert isinstance(read, Unsure)
    assert [candidate.label for candidate in read.candidates] == [label]


@pytest.mark.parametrize("typed", ["kemiren aja", "di kemiren bu", "kemiren banyuwangi", "saya di kemiren sih kak"])
def test_a_village_among_small_words_is_taken(typed: str) -> None:
    read = find_place(typed)
    assert isinstance(read, Desa)
    assert read.name == "Kemiren"
    assert find_place("gitik rogojambi") == find_place("gitik rogojampi")


def test_a_village_of_the_kecamatan_among_other_words_is_asked_about() -> None:
    read = choose_desa("tegal pakis", kecamatan("Banyuwangi"))
    assert isinstance(read, Unsure)
    assert [candidate.value.name for candidate in read.candidates] == ["Pakis"]
    assert choose_desa("pakis aja", kecamatan("Banyuwangi")) == find_desa("pakis", kecamatan("Banyuwangi"))


def test_what_was_taken_back_is_no_place() -> None:
    assert find_place("genteng, eh sempu") == kecamatan("Sempu")
    assert find_place("genteng salah, maksudnya sempu") == kecamatan("Sempu")
    assert find_place("eh genteng") == kecamatan("Genteng")


@pytest.mark.parametrize("typed", ["kembiretan genteng", "genteng kembiretan", "desa kembiretan genteng"])
def test_a_slip_in_a_village_beside_its_kecamatan_is_forgiven(typed: str) -> None:
    read = find_place(typed)
    assert isinstance(read, Desa)
    assert read.label == "Desa Kembiritan, Kecamatan Genteng"
