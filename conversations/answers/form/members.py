"""The others on the Kartu Keluarga, and the schooling of the children among them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from conversations.answers import components
from conversations.answers.choices import Relation, Schooling
from conversations.answers.form.fields import Field
from conversations.answers.form.people import Person, people_in
from conversations.answers.form.told import Odd
from conversations.answers.normalise import normalise, plain, words
from conversations.answers.numbers import parse_count, parse_others
from conversations.answers.reading import Problem
from conversations.answers.relations import relation_in
from conversations.answers.schooling import read_schooling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from conversations.answers.form.finding import Finding
    from conversations.answers.household import Member

MOST: Final = 20
_APART: Final = re.compile(r"\s*(?:[,;|]|\bdan\b|\s/\s)\s*")


def read(finding: Finding) -> None:
    """Read the members. They are answered when each of them was read, and when there are as many as was said."""
    spoken = [line for line in finding.pieces.members if not _counts(finding, line)]
    _read_count(finding)
    people = people_in(spoken, finding.today)
    finding.unread.extend(person.rest for person in people if person.rest)
    _gather(finding, [person for person in people if not _is_head(finding, person)])
    _close(finding, told=bool(people))
    _read_schooling(finding, people)


def _counts(finding: Finding, line: str) -> bool:
    """Hear "2 orang" or "tidak ada" where the members were to be told."""
    count = parse_others(line, MOST)
    if isinstance(count, Problem):
        return False
    finding.kept = replace(finding.kept, count=count)
    return True


def _read_count(finding: Finding) -> None:
    piece = finding.one(Field.MEMBERS_COUNT)
    if piece is None:
        return
    count = parse_others(piece.text, MOST)
    if isinstance(count, Problem):
        finding.settle(Field.MEMBERS_COUNT, piece.text, count)
    else:
        finding.kept = replace(finding.kept, count=count)


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
        waiting = [each for each in waiting if not _settles(person, each, len(people))]
        again = next((place for place, each in enumerate(known) if _same(each.name, person.member.name)), None)
        if again is None:
            known.append(person.member)
        else:
            known[again] = person.member
    finding.kept = replace(finding.kept, members=tuple(known), waiting=tuple(waiting))


def _settles(person: Person, waiting: str, people: int) -> bool:
    """Tell whether somebody told now is who was unclear before. A line of several people takes as many to settle."""
    several = sum(relation_in(plain(part))[0] is not None for part in waiting.split()) > 1
    return _same(waiting, person.member.name if person.member else "") and (people > 1 or not several)


def _odd(person: Person) -> Odd:
    return Odd(Field.MEMBERS, person.said, person.problem or Problem("unclear"))


def _same(one: str, other: str) -> bool:
    """Tell whether two texts begin with the same name."""
    first, second = words(normalise(one)), words(normalise(other))
    return bool(first and second) and (first[0] == second[0] or first[0] in second or second[0] in first)


def _close(finding: Finding, *, told: bool) -> None:
    kept, known = finding.kept, finding.kept.members
    if kept.waiting or not (told or kept.count == 0):
        return
    # Some count the head of the family too.
    if kept.count is not None and len(known) not in {kept.count, max(kept.count - 1, 0)}:
        finding.doubt(Field.MEMBERS, str(kept.count), "members-differ", said=kept.count, read=len(known))
        return
    finding.answers[Field.MEMBERS] = known
    finding.answers[Field.MEMBERS_COUNT] = len(known)


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
