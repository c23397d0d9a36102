"""Taking a line about a family member apart: NIK, date, age, year, and the words that are left."""

from __future__ import annotations

import re
from dataclasses import dataclass

from conversations.answers.ages import LONGEST_LIFE, Age, counted, find_age
from conversations.answers.normalise import plain
from conversations.answers.number_words import with_digits
from conversations.answers.reading import Problem
from conversations.answers.relations import relation_in
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
_SHORT_YEAR = re.compile(
    r"\b(?:lahir|lahirnya|lair|laire|lairipun|kelahiran)\b(?:(?!tgl|tanggal)\D){0,15}(?<!\d)(?P<born>\d{2})(?!\d)"
    r"|\b(?:tahun|taun|thn|th)\s*(?P<in>\d{2})(?!\d)"
)
_BARE_AGE = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_NOISE = re.compile(
    r"\b(?:nik|kk|nama|namanya|lahir|kelahiran|tgl|tanggal|bln|th|thn|tahun|umur|umure|umurnya|usia|usianya|yuswa|hubungan|"
    r"status|sebagai|adalah|dan|dari|laki-laki|laki2|perempuan|lk|pr|tiyang|tiang|wong|bernama|baru|masih|itu|iku|kuwi|niku|jeneng|jenenge|jenengnya|asmane|asmanipun|lahirnya|laire|lairipun|wedok|jaler|estri|laki|lelaki|cewek|cowok|taon|jobs|"
    r"kurang lebih|lebih|luwih|langkung|hampir|meh|sekitar|sekitaran|kira[ -]?kira|kira2|kurleb|setengah)\b"
)
_ASIDE = re.compile(
    r"\b(?:kelas|sekolah|kuliah|kerja|bekerja|hamil|tinggal)\b.*|\b(?:paud|tk|sd|smp|sma|smk|mi|mts|ma)\b(?=\W*(?:kelas|\d|$)).*"
)
_BORN_AS = re.compile(
    r"\b(anak|cucu|lare|adik|adek)(\s+\w+)?\s+(?:yang\s+|yg\s+)?(?:ke\s*-?\s*|no\.?\s*|nomor\s*|nomer\s*)\d{1,2}\b"
    r"(?!\s*(?:th|thn|tahun|taun|bln|bulan))"
)
# Which class a child is in is no age, and half a year does not change a year of birth.
_CLASS = re.compile(
    r"\b(?:kelas|klas|kls|kl)\s*(?:ke\s*-?\s*)?(?:\d{1,2}|[ivx]+)\b(?:\s*(?:sd|smp|sma|smk|mi|mts|ma)\b)?"
)
_HALF = re.compile(r"(?<!\d)(\d{1,2})[.,]\d\s*(?=(?:th|thn|tahun|taun)\b)")
_MONTHS_TOO = re.compile(
    r"(\d{1,3}\s*(?:th|thn|tahun|taun)\b)\W+(?:(?:lebih|luwih|lan|dan)\s+)?\d{1,2}\s*(?:bulan|bln|bl|wulan|wln|sasi)\b"
)
# A number in words at the end is an age where it cannot belong to the name.
_SPOKEN_LAST = re.compile(
    r"(?:,\s*|\b(?:anak|istri|suami|bojo|cucu|putu|adik|kakak|mertua|umur|usia)\s+|(?=\d\d))\b(?P<number>\d{1,3})(?:\s+(?:lebih|luwih))?\W*$"
)
_STANDING = re.compile(
    r"\b(?:(?:sudah|udah|belum|blm|tidak|tak|gak|ora|wis|sampun|masih)\s+)?"
    r"(?:nikah|menikah|kawin|cerai|janda|duda|lumpuh|cacat|difabel|sekolah|bekerja|kerja)\b"
)
_AT_WORK = re.compile(
    r"\b(?:(?:kerja|bekerja|nyambut gawe|jualan|dodolan|dagang|buruh|merantau|mondok|tinggal|sekolah|kuliah)\s+)+"
    r"(?:di|ke|nang|ning|neng|ing|teng)\s+(?:(?!(?:umur|usia|yuswa|lahir)\w*\b)[^,;\d])+"
)
_ORDINAL = r"(?:pertama|kedua|ketiga|keempat|kelima|keenam|ke\s*-?\s*\d{1,2}|nomor\s*\d{1,2}|no\.?\s*\d{1,2})"
# What counts people up before one of them is told: "yang kedua", "satu lagi", "terus". "Lalu" is a title too.
_ONE_MORE = re.compile(
    rf"^\W*(?:(?:(?:yang|yg|sing|seng|ingkang)\s+(?:{_ORDINAL}|terakhir|pungkasan|berikutnya|lain(?:nya)?|(?:satu|siji)\s+(?:lagi|maneh))"
    r"|(?:satu|1|siji)\s+(?:lagi|maneh)|ada\s+lagi|(?:habis|abis|setelah|sesudah|bar)\s+(?:itu|iku|kuwi)|lalu(?=\s*,)"
    r"|pertama|kedua|ketiga|keempat|kelima|terakhir|terus|trus|trs|kemudian|selanjutnya|berikutnya|banjur|dan)"
    r"(?:\b[\s,:.-]*))+(?=[^\W\d_])"
)
_LISTED = re.compile(r"^\W*(?:anggota\s*(?:ke\s*-?\s*)?\d{1,2}\s*[:.)-]?|\d{1,2}\s*[.)](?!\d))\s*")
_NEXT_LISTED = re.compile(r"(?<![\d,.])\b[2-9]\s*[.)]\s*[a-z]")
_TWINS = re.compile(r"\b(?:anak|cucu|adik|lare|bayi)\s+kembar\b|\bkembar\s+(?:dua|2|tiga|3)\b")
_NUMBER_OF_ONE = re.compile(
    r"(?<![\d.,/-])\d{1,3}(?![\d/]|[.,-]\d)(?!\s*(?:bulan|bln|bl|wulan|wln|sasi|hari|hr|dina|minggu|ribu|rb|orang|nomor)\b)"
)
_PEOPLE_APART = re.compile(r"[,;\n]|\bdan\b|\bkaro\b|\blan\b|\bsama\b|\bserta\b|&")
_SIGNS = re.compile(r"[,;:()\[\]|/=\n]+|\s-+\s|^[\s\d]*[.)-]+\s|\.\s*$")
_MANY = 300


def take_apart(text: str) -> Line:
    """Give the parts of one line."""
    # "anak ke 2" is the second child, not one of two years.
    whole = _ONE_MORE.sub("", plain(text[:_MANY])) if "\n" not in text else text[:_MANY]
    said = _BORN_AS.sub(r"\1\2", _LISTED.sub("", plain(whole)))
    said = _HALF.sub(r"\1 ", _MONTHS_TOO.sub(r"\1", counted(said)))
    said = _STANDING.sub(" , ", _CLASS.sub(" , ", _AT_WORK.sub(" , ", said)))
    nik = _NIK.search(said)
    said = _blank(said, nik)
    said = _age_in_digits(said)
    written = find_date(said)
    said = _cut(said, written.start, written.end) if isinstance(written, Written) else said
    age = find_age(said)
    said = _cut(said, age.start, age.end) if age else said
    several = (age is not None and find_age(said) is not None) or _tells_of_several(whole)
    year = _YEAR.search(said)
    said = _blank(said, year)
    short = _SHORT_YEAR.search(said) if not (written or age or year) else None
    said = _blank(said, short)
    if not (written or age or year or short or nik):
        bare = [found for found in _BARE_AGE.finditer(said) if int(found.group()) <= LONGEST_LIFE]
        last = bare[-1] if bare else None
        age = Age(int(last.group()) * 12, last.start(), last.end()) if last else None
        said = _blank(said, last)
    rest = _NOISE.sub(" ", _ASIDE.sub(" ", said))
    return Line(
        nik=re.sub(r"\D", "", nik.group()) if nik else None,
        written=written,
        age=age,
        year=int(year.group()) if year else int(short["born"] or short["in"]) if short else None,
        rest=rest,
        several=several,
    )


def _age_in_digits(said: str) -> str:
    """Write out an age that is said in words. Where digits tell an age too, the years count: "satu tahun 3 bulan"."""
    spoken = _MONTHS_TOO.sub(r"\1", with_digits(said))
    in_words, in_digits = find_age(spoken), find_age(said)
    if in_words is not None and (in_digits is None or in_words.months > in_digits.months):
        return spoken
    last = _SPOKEN_LAST.search(spoken)
    return spoken if last and not re.search(r"\d", said) and int(last["number"]) <= LONGEST_LIFE else said


def _tells_of_several(text: str) -> bool:
    """Tell whether a message names several people: in a list, as twins, with two relations or two ages."""
    lines = [line for line in text.splitlines() if sum(sign.isalpha() for sign in line) > 2]
    said = _CLASS.sub(" ", _LISTED.sub("", counted(plain(text))))
    if _TWINS.search(said) or _NEXT_LISTED.search(said):
        return True
    if len(lines) > 1:
        return sum(_is_somebody(plain(line)) for line in lines) > 1
    return sum(map(_is_somebody, _PEOPLE_APART.split(said))) > 1 or len(_ages(said)) > 1


def _is_somebody(part: str) -> bool:
    """Tell whether a part of a message has a relation and a name of its own."""
    part = _NIK.sub(" ", part)
    relation, rest = relation_in(part)
    if relation is None:
        return False
    left = [word for word in name_words(_NOISE.sub(" ", _ASIDE.sub(" ", rest))).split() if len(word) > 1]
    return bool(left)


def _ages(said: str) -> list[str]:
    """Give the numbers that can only be ages, in a message without dates."""
    said = _NIK.sub(" ", _BORN_AS.sub(r"\1", with_digits(_HALF.sub(r"\1 ", said))))
    said = _MONTHS_TOO.sub(r"\1", said)
    written = find_date(said)
    if written is not None:
        return []
    return [number for number in _NUMBER_OF_ONE.findall(said) if int(number) <= LONGEST_LIFE]


def name_words(rest: str) -> str:
    """Give what is left for the name: no signs between the words, no stray numbers."""
    return " ".join(re.sub(r"\d+", " ", _SIGNS.sub(" ", rest)).split())


def _blank(text: str, found: re.Match[str] | None) -> str:
    return _cut(text, found.start(), found.end()) if found else text


def _cut(text: str, start: int, end: int) -> str:
    return f"{text[:start]} , {text[end:]}"
