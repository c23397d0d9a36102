"""Taking a line about a family member apart: NIK, date, age, year, and the words that are left."""

from __future__ import annotations

import re
from dataclasses import dataclass

from conversations.answers.ages import LONGEST_LIFE, Age, find_age
from conversations.answers.normalise import plain
from conversations.answers.number_words import with_digits
from conversations.answers.reading import Problem
from conversations.answers.written_dates import Written, find_date


@dataclass(frozen=True, slots=True)
class Line:
    """What a line holds. `rest` has the name and the relation; `several` if it tells of several people."""

    nik: str | None
    written: Written | Problem | None
    age: Age | None
    year: int | None
    rest: str
    several: bool


_NIK = re.compile(r"(?<!\d)(?:\d{4}(?:[ .-]\d{4}){3}|\d{6}[ .-]\d{6}[ .-]\d{4}|\d{12,20})(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_BARE_AGE = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_NOISE = re.compile(
    r"\b(?:nik|kk|nama|namanya|lahir|kelahiran|tgl|tanggal|bln|th|thn|tahun|umur|umure|umurnya|usia|usianya|yuswa|hubungan|"
    r"status|sebagai|adalah|dan|dari|laki-laki|laki2|perempuan|lk|pr|tiyang|tiang|wong|bernama|baru|masih)\b"
)
_ASIDE = re.compile(
    r"\b(?:kelas|sekolah|kuliah|kerja|bekerja|hamil|tinggal)\b.*|\b(?:paud|tk|sd|smp|sma|smk|mi|mts|ma)\b(?=\W*(?:kelas|\d|$)).*"
)
_BORN_AS = re.compile(
    r"\b(anak|cucu|lare|adik|adek)(\s+\w+)?\s+(?:yang\s+|yg\s+)?(?:ke\s*-?\s*|no\.?\s*|nomor\s*|nomer\s*)\d{1,2}\b"
    r"(?!\s*(?:th|thn|tahun|taun|bln|bulan))"
)
_SIGNS = re.compile(r"[,;:()\[\]|/=\n]+|\s-+\s|^[\s\d]*[.)-]+\s|\.\s*$")
_MANY = 300


def take_apart(text: str) -> Line:
    """Give the parts of one line."""
    # "anak ke 2" is the second child, not one of two years.
    said = _BORN_AS.sub(r"\1\2", plain(text[:_MANY]))
    nik = _NIK.search(said)
    said = _blank(said, nik)
    if find_age(said) is None and find_age(with_digits(said)) is not None:
        said = with_digits(said)
    written = find_date(said)
    said = _cut(said, written.start, written.end) if isinstance(written, Written) else said
    age = find_age(said)
    said = _cut(said, age.start, age.end) if age else said
    several = age is not None and find_age(said) is not None
    year = _YEAR.search(said)
    said = _blank(said, year)
    if not (written or age or year or nik):
        bare = [found for found in _BARE_AGE.finditer(said) if int(found.group()) <= LONGEST_LIFE]
        last = bare[-1] if bare else None
        age = Age(int(last.group()) * 12, last.start(), last.end()) if last else None
        said = _blank(said, last)
    rest = _NOISE.sub(" ", _ASIDE.sub(" ", said))
    return Line(
        nik=re.sub(r"\D", "", nik.group()) if nik else None,
        written=written,
        age=age,
        year=int(year.group()) if year else None,
        rest=rest,
        several=several,
    )


def name_words(rest: str) -> str:
    """Give what is left for the name: no signs between the words, no stray numbers."""
    return " ".join(re.sub(r"\d+", " ", _SIGNS.sub(" ", rest)).split())


def _blank(text: str, found: re.Match[str] | None) -> str:
    return _cut(text, found.start(), found.end()) if found else text


def _cut(text: str, start: int, end: int) -> str:
    return f"{text[:start]} , {text[end:]}"
