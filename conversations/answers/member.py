"""One line about one member of the family: name, relation, birth date or age, perhaps a NIK, in any order."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

import msgspec

from conversations.answers.ages import LONGEST_LIFE, read_age, years_between
from conversations.answers.choices import Relation
from conversations.answers.household import Member
from conversations.answers.member_line import Line, name_words, take_apart
from conversations.answers.month_names import month_named
from conversations.answers.names import parse_name
from conversations.answers.nik import birth_dates_in, parse_nik
from conversations.answers.normalise import normalise, plain
from conversations.answers.phrases import is_none, is_skip, is_unknown
from conversations.answers.reading import Candidate, Partial, Problem, Reading, Unsure
from conversations.answers.relations import NAMES_TOO, RELATION_LABELS, perhaps_named_cucu, relation_in, taught
from conversations.answers.vocabulary import ADDRESS, NEGATION, SOFTENERS, TAKING_BACK, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from conversations.answers.written_dates import Written

MEMBER_PROBLEMS: Final[dict[str, tuple[str, ...]]] = {
    "name-missing": (),
    "one-at-a-time": (),
    "deceased": (),
    "age-missing": ("name",),
    "age-unreadable": ("name",),
    "date-unreadable": ("name",),
    "nik-unreadable": ("name",),
    "finish-first": ("name",),
    "relation-first": ("name",),
}
"""All but the first three have the member's `name`. Who died is not counted: `deceased`. Where the age or the relation
of one is still asked for, another waits: `finish-first`, `relation-first`."""

_CENTURY: Final = 100
_GROWN_UP: Final = {Relation.SPOUSE, Relation.PARENT, Relation.PARENT_IN_LAW, Relation.HEAD}
_GROWN_UP_FROM = 15
_DIED: Final = re.compile(
    r"\b(?:meninggal|meningal|mninggal|ninggal|almarhum|almarhumah|alm|almh|wafat|seda|sedo|mati|tilar)\b"
)
_AGE_FORGOTTEN: Final = re.compile(
    rf"\b(?:umur|usia|yuswa)\w*\s+(?:\w+\s+)?(?:lupa|lali|kesupen|(?:{NEGATION}|kurang)\s*(?:tahu|tau|ngerti|ingat|inget|hafal))\b"
)
_NOT_A_RELATION: Final = re.compile(rf"^\W*(?:{NEGATION})\s+(?P<relation>[a-z]+)\s*(?:,|tapi|tp)?\s*(?=\w)")
_CORRECTS: Final = re.compile(
    r"^\W*(?:(?:maaf|mf|sori|sorry|aduh|oh)\W+)?(?:(?:"
    rf"{TAKING_BACK}|ganti|harusnya|seharusnya|(?:yang|sing|yg)\s+(?:benar|bener|betul)|"
    r"(?:bukan|dudu|sanes)(?=\s*[,.]))(?:\b[\s,.:;-]+|$))+"
)
_TALK: Final = listed(
    "ada juga dan sama satu lagi terus lalu itu ini iya ya no nomor nomer pilih ndak saya kami nya banyak "
    "saja aja cuma hanya kirim nggih tak sudah tiri"
)
"""Words around a relation that leave no name: "ada anak ada istri juga"."""
_AROUND_AN_AGE: Final = (
    _TALK
    | ADDRESS
    | SOFTENERS
    | listed(
        "sekarang skrg sak dia ia beliau nya orangnya orange wonge anaknya jalan arep ape meh udah wis sampun paling "
        "mungkin mgkn kayaknya kyknya kayake menawi kalau kalo klo gak ga tidak salah seingat ingat punya pas "
        "genap tepat kurang krg lbh sktr skitar belum blm depan kemarin hampir ulang ultah lahirnya laire lahire "
        "katanya jare yang yg berumur berusia umurku dewasa remaja balita besar kecil gede cilik tua muda bayi jawab "
        "jawabnya kelas sekitaran antara luwih mau tadi"
    )
)
"""Words around an answered age that name nobody: "sekarang paling 12"."""
_NAMELESS: Final = re.compile(
    rf"\b(?:{NEGATION}|nggak|belum|blm|blum|belom|durung|dereng)\s*(?:ada|punya|duwe|dikasih|dikasi|diberi|dikei|diparingi|"
    r"di\s+kasih)\s*(?:nama|jeneng|asma)\w*"
)
_BABY: Final = re.compile(r"\b(?:(?:masih|baru|isih|tasih)\s+)?bayi\b")


def read_member(text: str, today: date, so_far: Member | None = None) -> Reading[Member]:
    """Read one member; with `so_far`, only what is still missing, and not knowing that completes it too.

    Without a relation there is one candidate for each. `age-missing`, `date-unreadable` and
    `nik-unreadable` come as Partial.
    """
    if so_far is not None:
        return _completed(so_far, text, today)
    text = _CORRECTS.sub("", plain(text)) or text
    if _DIED.search(plain(text)):
        return Problem("deceased")
    line = take_apart(_AGE_FORGOTTEN.sub(" ", plain(text)) if _AGE_FORGOTTEN.search(plain(text)) else text)
    if line.several:
        return Problem("one-at-a-time")
    if _NAMELESS.search(plain(text)):
        return Problem("name-missing")
    relation, rest = taught(line.rest) or relation_in(line.rest)
    name = _name(rest)
    if name is None:
        return Problem("name-missing")
    other = perhaps_named_cucu(line.rest)
    if relation is not None and other is not None:
        meant = ((relation, name), (other[0], _name(other[1]) or name))
        return _unsure([_member(named, each, line, today) for each, named in meant])
    if relation is not None:
        read = _member(name, relation, line, today)
        forgotten = isinstance(read, Partial) and _AGE_FORGOTTEN.search(plain(text))
        return read.so_far if isinstance(read, Partial) and forgotten else read
    return _unsure([_member(name, each, line, today) for each in _likeliest_first(line, today)])


def _unsure(members: Sequence[Member | Partial[Member]]) -> Unsure[Member]:
    found = [member.so_far if isinstance(member, Partial) else member for member in members]
    return Unsure(tuple(Candidate(member, RELATION_LABELS[member.relation]) for member in found))


def age_asked(member: Member) -> Member | Partial[Member]:
    """Give the member, or ask for the age where none is known, as after a relation was picked."""
    if member.birth_date or member.birth_year:
        return member
    return Partial(member, Problem("age-missing", {"name": member.name}))


def _likeliest_first(line: Line, today: date) -> list[Relation]:
    """Give all relations; for someone young those first that the young have."""
    born = _born(line, today)
    year = born.year if isinstance(born, date) else born
    young = isinstance(year, int) and today.year - year < _GROWN_UP_FROM
    return sorted(RELATION_LABELS, key=lambda relation: young and relation in _GROWN_UP)


def _member(name: str, relation: Relation, line: Line, today: date) -> Member | Partial[Member]:
    member = Member(name=name, relation=relation)
    problem: Problem | None = None
    if line.nik is not None:
        nik = parse_nik(line.nik, today)
        if isinstance(nik, Problem):
            problem = Problem("nik-unreadable", {"name": name})
        else:
            member = msgspec.structs.replace(member, nik=nik)
    born = _born(line, today)
    if isinstance(born, Problem):
        problem = Problem("date-unreadable", {"name": name})
    elif isinstance(born, date):
        member = msgspec.structs.replace(member, birth_date=born)
    elif member.nik:
        member = msgspec.structs.replace(member, birth_date=_from_nik(member, born, today))
    elif born is not None:
        member = msgspec.structs.replace(member, birth_year=born)
    return Partial(member, problem) if problem else age_asked(member)


def _completed(member: Member, text: str, today: date) -> Reading[Member]:
    """Read what was missing of a member, or a correction: "bukan anak, cucu 12". Somebody else has to wait."""
    if is_unknown(text) or is_skip(text) or is_none(text):
        return member
    said = _without_correction(text)
    corrects = said != plain(text)
    line = take_apart(_BABY.sub(" ", said))
    relation, rest = relation_in(line.rest)
    changed = relation is not None and relation is not member.relation
    if relation is None and line.year is not None:
        rest = " ".join(word for word in rest.split() if not month_named(word))
    another = _names_another(member, rest) and (relation is not None or _tells_age(line))
    if line.several or (not corrects and (another or (changed and not _named(rest)))):
        return Partial(member, Problem("finish-first", {"name": member.name}))
    if _DIED.search(said):
        return Problem("deceased")
    if another:
        return read_member(said, today)
    if relation is not None and changed:
        return _member(member.name, relation, line, today)
    return _with_age(member, line, said, today) if line.nik is None else _with_nik(member, line.nik, today)


def _without_correction(text: str) -> str:
    """Take away what says that the answer before was wrong: "salah,", "bukan anak,", "maksudnya"."""
    said = _NOT_A_RELATION.sub("", _CORRECTS.sub("", plain(text)))
    return said or plain(text)


def _tells_age(line: Line) -> bool:
    return any(each is not None for each in (line.written, line.age, line.year, line.nik))


def _named(rest: str) -> frozenset[str]:
    """Give the words that are a name in what a line has beside relation and age."""
    said = [word.strip(".'") for word in name_words(rest).lower().split()]
    return frozenset(word for word in said if len(word) > 1 and word not in _AROUND_AN_AGE)


def _names_another(member: Member, rest: str) -> bool:
    """Tell whether a line has a name that is not the member's, as a whole or in part."""
    named, known = _named(rest), frozenset(member.name.lower().split())
    return any(len(word) > 2 for word in named) and not (named <= known or known <= named)


def _with_nik(member: Member, number: str, today: date) -> Reading[Member]:
    nik = parse_nik(number, today)
    if isinstance(nik, Problem):
        return Partial(member, Problem("nik-unreadable", {"name": member.name}))
    member = msgspec.structs.replace(member, nik=nik)
    if member.birth_date is None and member.birth_year is None:
        member = msgspec.structs.replace(member, birth_date=_from_nik(member, None, today))
    return member


def _with_age(member: Member, line: Line, text: str, today: date) -> Reading[Member]:
    born = _born(line, today)
    if born is None and (age := read_age(text)) is not None:
        born = age.birth_year(today)
    if isinstance(born, Problem):
        return Partial(member, Problem("date-unreadable", {"name": member.name}))
    if isinstance(born, date):
        return msgspec.structs.replace(member, birth_date=born, birth_year=None)
    if born is not None:
        return msgspec.structs.replace(member, birth_year=born)
    return Partial(member, Problem("age-unreadable", {"name": member.name}))


def relation_said(member: Member, text: str) -> Member | Problem | None:
    """Give the member with the relation that an answer names ("putu", "bojo", "anak tiri"); None without one.

    An answer about somebody else is a problem, unless it says that the one before was wrong.
    """
    said = _without_correction(text)
    line = take_apart(said)
    relation, rest = relation_in(line.rest)
    relation = NAMES_TOO.get(normalise(text), relation)
    alone = normalise(text) in NAMES_TOO
    if not alone and _names_another(member, rest) and (relation is not None or _name(rest) is not None):
        return None if said != plain(text) else Problem("relation-first", {"name": member.name})
    return None if relation is None else msgspec.structs.replace(member, relation=relation)


def _born(line: Line, today: date) -> date | int | Problem | None:
    """Give the birth date, or else the birth year, of a line."""
    if line.written is not None:
        return _nearest_past(line.written, line, today) or Problem("date-unreadable")
    if line.age is not None:
        return line.age.birth_year(today)
    if line.year is not None:
        year = line.year if line.year >= _CENTURY else _of_a_century(line.year, today)
        return year if today.year - LONGEST_LIFE <= year <= today.year else Problem("date-unreadable")
    return None


def _of_a_century(year: int, today: date) -> int:
    """Give the year that somebody means who says "lahir 75": the last one that ended so."""
    return year + (2000 if 2000 + year <= today.year else 1900)


def _nearest_past(written: Written | Problem, line: Line, today: date) -> date | None:
    """Give the day that was written; of two centuries the one that fits the age, else the later."""
    if isinstance(written, Problem):
        return None
    years = [2000 + written.year, 1900 + written.year] if written.short else [written.year]
    days: list[date] = []
    for year in years:
        try:
            day = date(year, written.month, written.day)
        except ValueError:
            continue
        if day <= today and years_between(day, today) <= LONGEST_LIFE:
            days.append(day)
    if line.age is not None and days:
        age = line.age.years
        return min(days, key=lambda day: abs(years_between(day, today) - age))
    return days[0] if days else None


def _from_nik(member: Member, year: int | None, today: date) -> date:
    """Give the birth date in a member's NIK; of two centuries the one that fits."""
    dates = birth_dates_in(member.nik or "", today)
    if year is not None:
        return min(dates, key=lambda day: abs(day.year - year))
    grown_up = [day for day in dates if years_between(day, today) >= _GROWN_UP_FROM]
    return (grown_up or list(dates))[0] if member.relation in _GROWN_UP else dates[0]


def _name(rest: str) -> str | None:
    name = parse_name(name_words(rest))
    return None if isinstance(name, Problem) or set(name.lower().split()) <= _TALK else name


__all__ = ["MEMBER_PROBLEMS", "RELATION_LABELS", "age_asked", "read_member", "relation_said"]
