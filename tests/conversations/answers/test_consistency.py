"""What a reviewer is shown, and what makes a record unusable."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from conversations.answers.choices import Difficulty, Housing, Occupation, Relation, Schooling, YesNo
from conversations.answers.consistency import Flag, flags, hard_problems
from conversations.answers.household import Household, Member

TODAY = date(2026, 11, 21)
SPOUSE = Member(name="Slamet", relation=Relation.SPOUSE, birth_year=1944, nik="3510161708449902")
CHILD = Member(name="Budi", relation=Relation.CHILD, birth_date=date(2015, 8, 17), nik="3510161708159903")
FAMILY = Household(
    nik="3510165708459901",
    kk="3510162001109901",
    name="Sukarni",
    birth_date=date(1945, 8, 17),
    kecamatan="35.10.16",
    desa="35.10.16.1014",
    members=(SPOUSE, CHILD),
    pregnant=YesNo.NO,
    disability=Difficulty.NONE,
    occupation=Occupation.TRADER,
    housing=Housing.OWN,
    dusun="Krajan",
    rt="003",
    rw="002",
    phone="+6281200000012",
    small_children=0,
    elderly=2,
    schooling={1: Schooling.SD},
)


def family(**changes: Any) -> Household:
    return msgspec.structs.replace(FAMILY, **changes)


def child(**changes: Any) -> tuple[Member, Member]:
    return SPOUSE, msgspec.structs.replace(CHILD, **changes)


def test_a_family_that_agrees_with_itself_has_no_flags_and_no_problems() -> None:
    assert flags(FAMILY, TODAY) == frozenset()
    assert hard_problems(FAMILY, TODAY) == {}


@pytest.mark.parametrize(
    ("changes", "flag"),
    [
        ({"birth_date": date(1946, 8, 17)}, Flag.BIRTH_DATE_DIFFERS),
        ({"members": child(birth_date=date(2014, 8, 17))}, Flag.MEMBER_BIRTH_DATE_DIFFERS),
        ({"nik": "3510995708459901"}, Flag.NIK_AREA_UNKNOWN),
        ({"members": child(nik="9199011708159903")}, Flag.NIK_AREA_UNKNOWN),
        ({"kk": "3510992001109901"}, Flag.KK_AREA_UNKNOWN),
        ({"nik": "3509015708459901"}, Flag.MOVER),
        ({"kk": "3510161708449902"}, Flag.KK_LOOKS_LIKE_NIK),
        ({"members": child(nik=SPOUSE.nik, birth_date=None, birth_year=2015)}, Flag.SAME_NIK_TWICE),
        ({"members": child(nik=FAMILY.nik, birth_date=None, birth_year=2015)}, Flag.SAME_NIK_TWICE),
        ({"members": child(birth_date=None, birth_year=1940), "schooling": {}}, Flag.CHILD_OLDER_THAN_PARENT),
        (
            {
                "members": (msgspec.structs.replace(SPOUSE, relation=Relation.PARENT, birth_year=1950),),
                "schooling": {},
            },
            Flag.CHILD_OLDER_THAN_PARENT,
        ),
        ({"schooling": {1: Schooling.HIGHER}}, Flag.SCHOOL_AGE),
        ({"schooling": {0: Schooling.SD}}, Flag.SCHOOL_AGE),
        (
            {"members": (Member(name="Rina", relation=Relation.HEAD, birth_year=2012),), "schooling": {}},
            Flag.HEAD_UNDER_17,
        ),
    ],
)
def test_what_does_not_agree_is_flagged(changes: dict[str, Any], flag: Flag) -> None:
    found = flags(family(**changes), TODAY)
    assert flag in found
    assert found <= {flag, Flag.KK_LOOKS_LIKE_NIK}


def test_a_young_registrant_is_flagged_only_as_an_unmarried_head() -> None:
    young = {"nik": "3510165708129901", "birth_date": date(2012, 8, 17), "schooling": {}}
    parent = Member(name="Siti", relation=Relation.HEAD, birth_year=1980)
    wife = Member(name="Rina", relation=Relation.SPOUSE, birth_year=2010)
    assert flags(family(**young, members=()), TODAY) == {Flag.HEAD_UNDER_17}
    assert flags(family(**young, members=(parent,)), TODAY) == frozenset()
    assert flags(family(**young, members=(wife,)), TODAY) == frozenset()


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"nik": "351016570845990"}, "nik", "too-short"),
        ({"nik": "3510 1657 0845 9901"}, "nik", "not-canonical"),
        ({"kk": FAMILY.nik}, "kk", "same-as-nik"),
        ({"kk": "3510164101109901"}, "kk", "looks-like-nik"),
        ({"name": "123"}, "name", "has-digits"),
        ({"name": ""}, "name", "empty"),
        ({"birth_date": date(2027, 1, 1)}, "birth_date", "future"),
        ({"birth_date": date(1880, 1, 1)}, "birth_date", "too-old"),
        ({"kecamatan": "35.10.99"}, "kecamatan", "unknown"),
        ({"desa": "35.10.16.9999"}, "desa", "unknown"),
        ({"desa": "35.10.15.2004"}, "desa", "not-in-kecamatan"),
        ({"rt": "3"}, "rt", "not-canonical"),
        ({"rw": "٠٠٢"}, "rw", "not-canonical"),
        ({"dusun": " "}, "dusun", "empty"),
        ({"dusun": "x" * 101}, "dusun", "too-long"),
        ({"phone": "0812-0000-0012"}, "phone", "not-canonical"),
        ({"phone": "+62333421234"}, "phone", "landline"),
        ({"small_children": -1}, "small_children", "too-many"),
        ({"elderly": 31}, "elderly", "too-many"),
        ({"members": child(nik="35")}, "members.1.nik", "too-short"),
        ({"members": child(name="?")}, "members.1.name", "empty"),
        ({"members": child(birth_date=date(2030, 1, 1))}, "members.1.birth_date", "future"),
        ({"members": child(birth_year=2030)}, "members.1.birth_year", "future"),
        ({"members": child(birth_year=1800)}, "members.1.birth_year", "too-old"),
        ({"schooling": {7: Schooling.SD}}, "schooling", "unknown-member"),
        ({"members": (SPOUSE,) * 31, "schooling": {}}, "members", "too-many"),
    ],
)
def test_a_record_that_no_conversation_could_have_made_is_explained(
    changes: dict[str, Any], field: str, code: str
) -> None:
    problems = hard_problems(family(**changes), TODAY)
    assert problems[field].code == code


def test_a_record_of_nothing_but_what_is_required_is_fine() -> None:
    bare = {
        "members": (),
        "dusun": None,
        "rt": None,
        "rw": None,
        "phone": None,
        "small_children": None,
        "elderly": None,
    }
    assert hard_problems(family(**bare, schooling={}), TODAY) == {}


def test_flags_never_fail_on_a_record_with_problems() -> None:
    broken = family(schooling={9: Schooling.SD, -1: Schooling.SMA}, members=(msgspec.structs.replace(CHILD, nik="12"),))
    assert flags(broken, TODAY) <= set(Flag)
