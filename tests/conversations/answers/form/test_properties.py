"""What holds for every message about a family, however it is put."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.answers.form import Field, Kept, Sign, read_form
from tests.conversations.answers.form.corpus import NAMES, TODAY, written

if TYPE_CHECKING:
    from collections.abc import Sequence

LINES = {
    Field.CONSENT: "Setuju: ya",
    Field.NIK: "NIK: 3510165708659901",
    Field.KK: "KK: 3510161203109902",
    Field.NAME: "Nama: Sumiati Contoh",
    Field.BIRTH_DATE: "Tgl lahir: 17-8-1965",
    Field.DUSUN: "Dusun: Krajan",
    Field.RT_RW: "RT/RW: 3/2",
    Field.DESA: "Desa: Kemiren",
    Field.KECAMATAN: "Kec: Glagah",
    Field.PHONE: "HP: 081200000009",
    Field.MEMBERS: "Anggota: Budi Contoh, suami, 62 tahun; Siti Contoh, anak, 15 tahun, SMP",
    Field.PREGNANT: "Hamil: tidak",
    Field.DISABILITY: "Disabilitas: tidak ada",
    Field.OCCUPATION: "Pekerjaan: buruh tani",
    Field.HOUSING: "Rumah: milik sendiri",
}
BROUGHT_ALONG = {
    Field.DESA: {Field.KECAMATAN},
    Field.MEMBERS: {Field.MEMBERS_COUNT, Field.SCHOOLING},
}
"""What follows from an answer without being said."""
WHOLE = written(read_form("\n".join(LINES.values()), TODAY, NAMES)).answers
APARTS = st.sampled_from(["\n", "\n\n", "\r\n", "\n- "])
STRANGE = st.text(alphabet="bcdfgjklmqrvwxz", min_size=4, max_size=12)


@given(order=st.permutations(list(LINES.values())), apart=APARTS)
def test_the_order_of_the_lines_does_not_matter(order: Sequence[str], apart: str) -> None:
    told = read_form(apart.join(order), TODAY, NAMES)
    assert written(told).answers == WHOLE
    assert not told.odd
    assert not told.unread


@given(order=st.permutations(list(LINES.values())), strange=STRANGE, place=st.integers(0, len(LINES)))
def test_a_line_that_nobody_understands_is_reported_and_changes_nothing(
    order: Sequence[str], strange: str, place: int
) -> None:
    lines = [*order[:place], strange, *order[place:]]
    told = read_form("\n".join(lines), TODAY, NAMES)
    reported = [*told.unread, *(odd.said for odd in told.odd)]
    assert any(strange in each for each in reported)
    others = {name: value for name, value in written(told).answers.items() if name not in _OF_MEMBERS}
    assert others == {name: value for name, value in WHOLE.items() if name not in _OF_MEMBERS}


_OF_MEMBERS = {"members", "members_count", "schooling"}


@pytest.mark.parametrize("field", LINES)
def test_what_is_said_of_one_field_answers_no_other(field: Field) -> None:
    told = read_form(LINES[field], TODAY, NAMES)
    assert set(told.answers) == {field} | BROUGHT_ALONG.get(field, set())
    assert written(told).answers.items() <= WHOLE.items()


@given(chosen=st.sets(st.sampled_from(list(LINES)), min_size=1), data=st.data())
def test_a_family_told_in_two_messages_is_the_family_told_in_one(chosen: set[Field], data: st.DataObject) -> None:
    first = [LINES[field] for field in LINES if field in chosen]
    second = [LINES[field] for field in LINES if field not in chosen]
    told = read_form("\n".join(data.draw(st.permutations(first))), TODAY, NAMES)
    more = read_form("\n".join(second), TODAY, NAMES, told.answers, told.kept)
    assert {**written(told).answers, **written(more).answers} == WHOLE


@given(text=st.text(max_size=200))
def test_whatever_is_typed_gives_only_fields_of_the_registration(text: str) -> None:
    assert set(read_form(text, TODAY, NAMES).answers) <= set(Field)


def test_another_family_is_never_mixed_into_the_one_before() -> None:
    told = read_form("\n".join(LINES.values()), TODAY, NAMES)
    other = read_form("NIK: 3510161208649903\nNama: Karto Contoh\nHP: 081200000010", TODAY, NAMES, told.answers)
    assert other.signs == {Sign.OTHER_FAMILY}
    assert not other.answers


def test_a_birth_date_that_differs_from_the_nik_counts_when_it_is_said_again() -> None:
    so_far = {Field.NIK: "3510165708659901"}
    first = read_form("Tgl lahir: 18-8-1965", TODAY, NAMES, so_far)
    assert [odd.problem.code for odd in first.odd] == ["mismatch"]
    again = read_form("lahir 18 Agustus 1965", TODAY, NAMES, so_far, first.kept)
    assert written(again).answers == {"birth_date": "1965-08-18"}


def test_half_of_rt_and_rw_waits_for_the_other_half() -> None:
    first = read_form("RT 3", TODAY, NAMES)
    assert first.kept.rt == "003"
    assert written(read_form("RW 2", TODAY, NAMES, {}, first.kept)).answers == {"rt_rw": "003/002"}


def test_a_member_who_was_unclear_takes_the_place_when_told_again() -> None:
    first = read_form("Anggota: Budi Contoh suami; Siti Contoh anak 15 th SMP", TODAY, NAMES)
    assert Field.MEMBERS not in first.answers
    second = read_form("Budi Contoh suami 62 th", TODAY, NAMES, first.answers, first.kept)
    answers = written(second).answers
    assert answers["members"] == "Siti Contoh child 2011 + Budi Contoh spouse 1964"
    assert answers["schooling"] == "smp"


def told(*messages: str) -> tuple[dict[str, str], list[str]]:
    """Give all answers of some messages about one family, and what was odd in the last of them."""
    answers: dict[Field, object] = {}
    last = read_form("", TODAY, NAMES)
    for message in messages:
        last = read_form(message, TODAY, NAMES, answers, last.kept)
        answers |= last.answers
    return written(replace(last, answers=answers)).answers, [f"{odd.said}: {odd.problem.code}" for odd in last.odd]


UNCLEAR = "Anggota: Budi anak"
TWO = "Anggota:\nSiti, istri, 35 tahun\nBudi, anak, 12 tahun, SD"


@pytest.mark.parametrize("nobody", ["Anggota: tidak ada", "Anggota: -", "anggota strip", "jumlah anggota 0"])
def test_no_members_settles_what_was_unclear_of_them(nobody: str) -> None:
    answers, odd = told("Anggota: bojo kulo", nobody)
    assert (answers["members"], answers["members_count"], odd) == ("", "0", [])


def test_who_is_still_unclear_is_named_again_when_others_are_told() -> None:
    answers, odd = told(UNCLEAR, "Siti, istri, 35 tahun")
    assert ("members" in answers, odd) == (False, ["Budi anak: age-missing"])
    assert told(UNCLEAR, "Siti, istri, 35 tahun", TWO)[0]["members"] == "Siti spouse 1991 + Budi child 2014"


def test_a_member_without_a_name_is_settled_by_one_of_that_relation() -> None:
    answers, odd = told("Anggota: anak 15 smp", "Ani, anak, 15 tahun, SMP")
    assert (answers["members"], odd) == ("Ani child 2011", [])


def test_a_whole_list_told_again_takes_the_place_of_a_name_that_was_unclear() -> None:
    answers, odd = told(
        "Anggota:\nSiti, istri, 35 tahun\nBudi anak", "Anggota:\nSiti, istri, 35 tahun\nBambang, anak, 12 tahun, SD"
    )
    assert (answers["members"], odd) == ("Siti spouse 1991 + Bambang child 2014", [])


def test_nobody_is_left_out_by_telling_only_the_others_again() -> None:
    one = "Siti, istri, 35 tahun"
    _, odd = told(f"Anggota:\n{one}\nBudi anak", one, one)
    assert odd == ["Budi anak: age-missing"]


def test_a_count_that_differs_is_mended_by_another_count_or_by_the_same_list_again() -> None:
    counted = f"Jumlah anggota: 5\n{TWO}"
    assert told(counted)[1] == ["5: members-differ"]
    for mended in ("anggota: 2 orang", "jumlah anggota 2", TWO):
        answers, odd = told(counted, mended)
        assert (answers["members"], odd) == ("Siti spouse 1991 + Budi child 2014", [])


def test_a_count_that_differs_is_asked_about_until_it_is_mended() -> None:
    assert told(f"Jumlah anggota: 5\n{TWO}", "Ani, anak, 9 tahun, SD")[1] == ["5: members-differ"]


@pytest.mark.parametrize("alone", ["sendiri", "tinggal sendiri", "hidup sendiri pak", "tidak ada lagi", "kosong pak"])
def test_who_lives_alone_has_no_members(alone: str) -> None:
    assert told(f"Anggota: {alone}")[0]["members_count"] == "0"


@pytest.mark.parametrize("count", ["2", "2 orang", "ada 2 orang pak", "2 orang lagi", "istri dan 1 anak", "bertiga"])
def test_a_count_may_stand_where_the_members_were_to_be_told(count: str) -> None:
    assert read_form(f"Anggota: {count}", TODAY, NAMES).kept.count == 2


def test_members_may_come_after_there_were_none() -> None:
    answers, odd = told("Anggota: tidak ada", "Budi, anak, 12 tahun, SD")
    assert (answers["members"], odd) == ("Budi child 2014", [])


def test_no_members_after_some_counts_when_it_is_said_twice() -> None:
    assert told(TWO, "Anggota: tidak ada")[1] == ["0: members-differ"]
    answers, odd = told(TWO, "Anggota: tidak ada", "Anggota: tidak ada")
    assert (answers["members"], odd) == ("", [])


def test_schooling_of_one_child_is_kept_until_that_of_the_other_comes() -> None:
    first = read_form("Anggota: Ani Contoh anak 9 th SD; Siti Contoh anak 15 th", TODAY, NAMES)
    assert Field.SCHOOLING not in first.answers
    second = read_form("sekolah: Siti SMP", TODAY, NAMES, first.answers, first.kept)
    assert written(second).answers["schooling"] == "sd + smp"


def test_a_corrected_desa_takes_its_kecamatan_along() -> None:
    told = read_form("\n".join(LINES.values()), TODAY, NAMES)
    more = read_form("desa lateng", TODAY, NAMES, told.answers, Kept())
    assert written(more).answers == {"desa": "35.10.16.1014", "kecamatan": "35.10.16"}
