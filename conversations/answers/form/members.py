"""The others on the Kartu Keluarga, and the schooling of the children among them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from conversations.answers import components
from conversations.answers.choices import Relation, Schooling
from conversations.answers.form.fields import Field
from conversations.answers.form.people import Person, people_in, person_in
from conversations.answers.form.told import Odd
from conversations.answers.normalise import normalise, plain, words
from conversations.answers.number_words import with_digits
from conversations.answers.numbers import parse_count, parse_others
from conversations.answers.phrases import is_none
from conversations.answers.reading import Problem
from conversations.answers.relations import relation_in
from conversations.answers.schooling import read_schooling
from conversations.answers.vocabulary import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from conversations.answers.form.finding import Finding
    from conversations.answers.form.told import Kept
    from conversations.answers.household import Member

MOST: Final = 20
_COUNTING: Final = listed(
    "orang org wong tiyang jiwa anggota keluarga kk lain lainnya saja aja ae wae cuma cuman hanya mung ada total "
    "jumlah semua semuanya termasuk sama dengan plus dan saya aku kulo kepala istri isteri suami bojo anak cucu mertua "
    "adik kakak menantu sendiri sendirian dewe dewekan piyambak berdua bertiga berempat berlima berenam bertujuh "
    "berdelapan tidak tdk gak ga nggak ndak ora mboten belum punya lagi lg tinggal hidup urip gesang pak bu mas mbak ya"
)
_OF_ONE: Final = re.compile(r"\b(?:istri|isteri|suami|bojo|anak|cucu|mertua|adik|kakak|menantu|pak|bu|mas|mbak) \d")
"""In "anak 15" the number is somebody's age; in "2 anak" it counts."""
_APART: Final = re.compile(r"\s*(?:[,;|]|\bdan\b|\s/\s)\s*")


def read(finding: Finding) -> None:
    """Read the members. They are answered when each of them was read, and when there are as many as was said."""
    before = finding.kept
    count = _count_told(finding)
    spoken = [line for line in finding.pieces.members if _count_in(line) is None]
    people = people_in(spoken, finding.today)
    finding.unread.extend(person.rest for person in people if person.rest)
    told = [person for person in people if not _is_head(finding, person)]
    _gather(finding, told)
    _make_way(finding, before, told, count)
    _close(finding, told=bool(people), count=count)
    _read_schooling(finding, people)


def _count_told(finding: Finding) -> int | None:
    """Read how many members there are, said instead of them or beside them."""
    counts = [told for line in finding.pieces.members if (told := _count_in(line)) is not None]
    piece = finding.one(Field.MEMBERS_COUNT)
    if piece is not None:
        count = parse_others(piece.text, MOST)
        if isinstance(count, Problem):
            finding.settle(Field.MEMBERS_COUNT, piece.text, count)
        else:
            counts.append(count)
    if not counts:
        return None
    finding.kept = replace(finding.kept, count=counts[-1])
    return counts[-1]


def _count_in(line: str) -> int | None:
    """Hear "2 orang" or "tidak ada" where the members were to be told. A number beside a name is an age."""
    said = with_digits(normalise(line))
    alone = all(word.isdigit() or word in _COUNTING for word in words(said)) and not _OF_ONE.search(said)
    if not alone and not is_none(line):
        return None
    count = parse_others(line, MOST)
    return None if isinstance(count, Problem) else count


def _is_head(finding: Finding, person: Person) -> bool:
    """Tell whether somebody listed the head of the family among the members."""
    head = finding.known(Field.NAME)
    member = person.member
    return member is not None and member.relation is Relation.HEAD and head and member.name.lower() == head.lower()


def _gather(finding: Finding, people: Sequence[Person]) -> None:
    """Put those that were read with those of before; who was told again takes the place of the one before."""
    before = finding.known(Field.MEMBERS)
    known = list(finding.kept.members or before or ())
    waiting = list(finding.kept.waiting)
    for person in people:
        if person.member is None:
            finding.odd.append(_odd(person))
            waiting = [*(each for each in waiting if not _same(each, person.said)), person.said]
            continue
        waiting = [each for each in waiting if not _settles(finding, person, each, len(people))]
        again = next((place for place, each in enumerate(known) if _same(each.name, person.member.name)), None)
        if again is None:
            known.append(person.member)
        else:
            known[again] = person.member
    finding.kept = replace(finding.kept, members=tuple(known), waiting=tuple(waiting))


def _settles(finding: Finding, person: Person, waiting: str, people: int) -> bool:
    """Tell whether somebody told now is who was unclear before. A line of several people takes as many to settle."""
    if person.member is None:
        return False
    if (unclear := person_in(waiting, finding.today).problem) is not None and unclear.code == "name-missing":
        return relation_in(plain(waiting))[0] is person.member.relation
    several = sum(relation_in(plain(part))[0] is not None for part in waiting.split()) > 1
    return _same(waiting, person.member.name) and (people > 1 or not several)


def _make_way(finding: Finding, before: Kept, people: Sequence[Person], count: int | None) -> None:
    """Let go of what stood in the way before, where this message says how it is."""
    known, fresh = finding.kept.members, [person.said for person in people if person.member is None]
    if count == 0 == before.count and not people:
        # The same again: there is nobody.
        known = ()
    if count is not None and count == len(known) and not people:
        finding.kept = replace(finding.kept, members=known, waiting=())
    elif count is None and before.members and not fresh and _all_told(known, people):
        _believe(finding, before, len(people))


def _believe(finding: Finding, before: Kept, people: int) -> None:
    """Take a list that was told again, and as a whole, as it is."""
    kept = finding.kept
    if len(kept.members) == len(before.members):
        waiting = tuple(each for each in kept.waiting if _tells_a_member(each))
        finding.kept = kept = replace(kept, count=None, waiting=waiting)
    if people >= len(before.members) + len(before.waiting):
        finding.kept = replace(kept, waiting=())


def _all_told(known: Sequence[Member], people: Sequence[Person]) -> bool:
    """Tell whether everybody known is among those that were told now."""
    names = [person.member.name for person in people if person.member is not None]
    return all(any(_same(each.name, name) for name in names) for each in known)


def _tells_a_member(said: str) -> bool:
    return relation_in(plain(said))[0] is not None or any(sign.isdigit() for sign in said)


def _odd(person: Person) -> Odd:
    return Odd(Field.MEMBERS, person.said, person.problem or Problem("unclear"))


def _same(one: str, other: str) -> bool:
    """Tell whether two texts begin with the same name."""
    first, second = words(normalise(one)), words(normalise(other))
    return bool(first and second) and (first[0] == second[0] or first[0] in second or second[0] in first)


def _close(finding: Finding, *, told: bool, count: int | None) -> None:
    kept, known = finding.kept, finding.kept.members
    counted = count == 0 or (count is not None and bool(known))
    if not (told or counted):
        return
    if kept.waiting:
        _ask_again(finding)
        return
    # Some count the head of the family too.
    if kept.count is not None and len(known) not in {kept.count, max(kept.count - 1, 0)}:
        finding.doubt(Field.MEMBERS, str(kept.count), "members-differ", said=kept.count, read=len(known))
        return
    finding.kept = replace(kept, count=None)
    if told or known != finding.so_far.get(Field.MEMBERS):
        finding.answers[Field.MEMBERS] = known
        finding.answers[Field.MEMBERS_COUNT] = len(known)


def _ask_again(finding: Finding) -> None:
    """Say who is still unclear of those told before, where the message has nobody unclear of its own."""
    if not any(odd.field is Field.MEMBERS for odd in finding.odd):
        finding.odd.extend(_odd(person_in(each, finding.today)) for each in finding.kept.waiting)


def _read_schooling(finding: Finding, people: Sequence[Person]) -> None:
    """File schooling by child; it is answered when it is known of all of them."""
    known: Sequence[Member] = finding.known(Field.MEMBERS) or finding.kept.members
    children = [member for _, member in components.pupils(known, finding.today)]
    told = dict(finding.kept.schooling)
    told |= {person.member.name: person.schooling for person in people if person.member and person.schooling}
    piece = finding.one(Field.SCHOOLING)
    if piece is not None:
        _said_apart(finding, piece.text, children, told)
    finding.kept = replace(finding.kept, schooling=told)
    settled = Field.MEMBERS in finding.answers or Field.MEMBERS in finding.so_far
    schooling = tuple(told[child.name] for child in children if child.name in told)
    if settled and len(schooling) == len(children) and schooling != finding.so_far.get(Field.SCHOOLING):
        finding.answers[Field.SCHOOLING] = schooling


def _said_apart(finding: Finding, text: str, children: Sequence[Member], told: dict[str, Schooling]) -> None:
    """Read "Siti SMP, Budi SD", or what is said of the only child."""
    parts = [part for part in _APART.split(text) if part]
    for part in parts:
        child = next((each for each in children if _mentions(part, each)), None)
        schooling = read_schooling(_without(part, child) if child else part)
        if child is None and len(children) == 1 and len(parts) == 1:
            child = children[0]
        if child is not None and schooling is not None:
            told[child.name] = schooling
        elif children or schooling is None:
            finding.doubt(Field.SCHOOLING, part, "unclear")


def _mentions(text: str, child: Member) -> bool:
    return words(normalise(child.name))[0] in words(normalise(text))


def _without(text: str, child: Member) -> str:
    names = words(normalise(child.name))
    return " ".join(word for word in words(normalise(text)) if word not in names)


def read_counts(finding: Finding) -> None:
    """Read how many small children and elderly people there are."""
    for field in (Field.SMALL_CHILDREN, Field.ELDERLY):
        finding.take(field, lambda text: parse_count(text, MOST + 1))
