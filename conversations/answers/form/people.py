"""The members of a family in one message: one on a line, or several behind each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from conversations.answers.choices import Schooling
from conversations.answers.household import Member
from conversations.answers.member import read_member
from conversations.answers.normalise import plain
from conversations.answers.reading import Partial, Problem
from conversations.answers.relations import relation_in
from conversations.answers.schooling import read_schooling

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date


SEVERAL: Final = "one-at-a-time"
"""The problem of a line that tells of several people and cannot be taken apart."""
_NUMBERED: Final = re.compile(r"(?:^|(?<=[\s,;]))\(?\d{1,2}[.)]\s*(?=[^\W\d_])")
_ENDS: Final = re.compile(r"\s*(?:;|\||\s/\s|\n)\s*")
_COMMAS: Final = re.compile(r"\s*(?:,|\bdan\b|&)\s*", re.IGNORECASE)
_SCHOOL: Final = re.compile(
    r"\b(?:(?:masih|belum|tidak|putus|berhenti|gak|ora|durung|lulus|tamat|kelas|klas|kls|masuk|sudah|sampun)\s+)*"
    r"(?:sekolah|paud|tk|sd|sdn|mi|smp|smpn|mts|sma|sman|smk|ma|kuliah|kelas\s*\d+|kls\s*\d+)\b(?:\s*(?:kelas|kls|klas)?\s*(?:\d+|[ivx]+)\b(?!\s*(?:th|tahun|thn|taun|bulan|bln)))?",
    re.IGNORECASE,
)
_MORE_THAN_PEOPLE: Final = re.compile(r"\d{1,3}\s*/\s*\d{1,3}\b(?!\s*/)|(?<!\d)(?:\+?62|0)\s?8\d{2}|\d{16}.*\d{16}")
"""RT and RW, a phone, two long numbers: a line with these tells of more than one thing."""
_COUNTED: Final = re.compile(r"^\W*([^\W\d_]+) ?(?:ke ?-? ?)?\d{1,2}\s*[:=]")
"""In front of "Anak 2: Siti" stands which child it is, and no age."""
_MOST: Final = 30
_LONGEST: Final = 800
"""Characters of a line that tells of members."""
_LONGEST_OF_ONE: Final = 160
_MOST_PARTS: Final = 6
_LONGEST_NAME: Final = 5


@dataclass(frozen=True, slots=True)
class Person:
    """A member as read, or what is the matter with what was `said`. `schooling` is what the line tells of school,
    and `rest` what stands behind that and is no part of a member.
    """

    said: str
    member: Member | None
    problem: Problem | None = None
    schooling: Schooling | None = None
    rest: str = ""


def people_in(lines: Iterable[str], today: date) -> list[Person]:
    """Read the members. A line that tells of several is taken apart where each part is somebody."""
    found: list[Person] = []
    for block in _blocks([part for line in lines for part in _listed(line)], today):
        found.extend(_people(block, today))
    return found[:_MOST]


def person_in(text: str, today: date) -> Person:
    """Read one member."""
    if _tells_of_two(text):
        return Person(text, None, Problem(SEVERAL))
    text, schooling, rest = _school_apart(_COUNTED.sub(r"\1:", text))
    read = read_member(text, today)
    match read:
        case Member():
            return Person(text, read, schooling=schooling, rest=rest)
        case Problem():
            return Person(text, None, read)
        case Partial():
            return Person(text, None, read.problem)
    return Person(text, None, Problem("relation-missing"))


def _tells_of_two(text: str) -> bool:
    """Tell whether a name stands between two relations: "Budi suami Siti anak"."""
    said = [relation_in(word)[0] is not None for word in re.findall(r"[^\W\d_]+", plain(text))]
    places = [place for place, relates in enumerate(said) if relates]
    return any(after - before > 1 for before, after in pairwise(places)) and not said[0]


def _school_apart(text: str) -> tuple[str, Schooling | None, str]:
    school = _SCHOOL.search(text)
    schooling = read_schooling(school.group()) if school else None
    if school is None or schooling is None:
        return text, None, ""
    before, behind = text[: school.start()], text[school.end() :]
    adds = re.search(r"\d", behind) is not None or relation_in(plain(behind))[0] is not None
    if adds or not re.search(r"[^\W\d_]{3,}", behind):
        return f"{before} {behind}".strip(" ,.-"), schooling, ""
    return before.strip(" ,.-"), schooling, behind.strip(" ,.-")


def is_somebody(text: str, today: date) -> bool:
    """Tell whether a text without a label is one or more members: each with name, relation and age."""
    if len(text) > _LONGEST or not re.search(r"\d", text) or relation_in(plain(text))[0] is None:
        return False
    if _MORE_THAN_PEOPLE.search(text):
        return False
    people = _people(text, today)
    return all(person.member is not None and _is_one(person.said, person.member) for person in people)


def _is_one(said: str, member: Member) -> bool:
    return len(_COMMAS.split(said)) <= _MOST_PARTS and len(member.name.split()) <= _LONGEST_NAME


def _listed(line: str) -> list[str]:
    parts = [part for each in _ENDS.split(line) for part in _NUMBERED.split(each)]
    return [part.strip(" ,.-") for part in parts if re.search(r"[^\W\d_]", part)]


def _people(line: str, today: date) -> list[Person]:
    if len(line) > _LONGEST:
        return [Person(line[:_LONGEST], None, Problem(SEVERAL))]
    whole = person_in(line, today)
    if whole.problem is None or whole.problem.code != SEVERAL:
        return [whole]
    apart = [person_in(part, today) for part in _apart(_COMMAS.split(line), today)]
    alone = all(person.problem is None or person.problem.code != SEVERAL for person in apart)
    return apart if len(apart) > 1 and alone else [whole]


def _apart(parts: Sequence[str], today: date) -> list[str]:
    """Put parts together until each is somebody; what has no relation of its own belongs to the one before."""
    found: list[str] = []
    gathered = ""
    for part in parts:
        if not part.strip():
            continue
        if gathered and relation_in(plain(gathered))[0] and relation_in(plain(part))[0]:
            found.append(gathered)
            gathered = ""
        gathered = f"{gathered}, {part}" if gathered else part
        if len(gathered) < _LONGEST_OF_ONE and person_in(gathered, today).member is not None:
            found.append(gathered)
            gathered = ""
        elif found and _only_adds(part, today):
            found[-1], gathered = f"{found[-1]}, {part}", ""
    return [*found, gathered] if gathered else found


def _only_adds(part: str, today: date) -> bool:
    """Tell whether a part of a line is a mere "SMP" or "sekolah SD": no name, no relation."""
    person = person_in(part, today)
    return relation_in(plain(part))[0] is None and (
        _SCHOOL.fullmatch(part.strip()) is not None
        or (person.problem is not None and person.problem.code == "name-missing")
    )


def _blocks(lines: list[str], today: date) -> list[str]:
    """Put lines together that tell of one member, as "Nama: Siti", "Hubungan: istri", "Umur: 35" do."""
    found: list[str] = []
    for line in lines:
        if found and _continues(found[-1], line, today):
            found[-1] = f"{found[-1]}, {line}"
        else:
            found.append(line)
    return found


def _continues(before: str, line: str, today: date) -> bool:
    if not re.match(
        r"\s*(?:nik|hubungan|hub|shdk|status|umur|usia|tgl|tanggal|ttl|lahir|jk|jenis|sekolah)\b", line, re.IGNORECASE
    ):
        return False
    return person_in(f"{before}, {line}", today).problem is None or person_in(before, today).member is None
