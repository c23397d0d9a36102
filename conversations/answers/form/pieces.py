"""Taking a message apart: what was said behind which label, and what stands for itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from conversations.answers.form.fields import OF_A_PERSON, Field, Label, Topic
from conversations.answers.form.labels import Found, labels_in
from conversations.answers.form.lines import lines_of
from conversations.answers.names import begins_with_title
from conversations.answers.normalise import plain
from conversations.answers.relations import relation_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

APART: Final = re.compile(r"\s*(?:[,;|]|\s/\s|\n|\t)\s*")
_AROUND: Final = " \t,;|/:=.-"
_WHOLE: Final = frozenset({Topic.ADDRESS, Field.SCHOOLING, Field.DISABILITY, Topic.UNASKED, Topic.PERSONAL})
"""What is said of these may have commas in it."""
_NUMBERED: Final = frozenset({Field.NIK, Field.KK, Field.PHONE, Field.RT_RW, Topic.RT, Topic.RW})
_NUMBER: Final = re.compile(r"^\W*(?:[oil|]*\d[\doil|\s.,_/:'()+-]*|\+\s*\d[\d\s().-]*)(?![^\W\d_])", re.IGNORECASE)
_TELLING_OF: Final[dict[Label | None, frozenset[Label]]] = {
    Field.ACTING_REASON: frozenset({Field.PHONE}),
    Field.WITNESS: frozenset({Topic.RT, Topic.RW, Field.RT_RW, Field.DUSUN, Field.DESA}),
}
"""The labels that are words in what is said of a field: "tidak punya hp" is a reason, "ketua RT 3" is a witness."""
_NEARBY: Final = 80
_WORDS: Final = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Piece:
    """What was said of something. `said` is the whole of it for whoever has to see it again."""

    label: Label
    text: str
    said: str


@dataclass(slots=True)
class Pieces:
    """A message taken apart. `members` are the lines about members, `loose` what came without a label."""

    labelled: list[Piece] = field(default_factory=list)
    members: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    empty: list[Label] = field(default_factory=list)
    last_empty: bool = False

    def of(self, label: Label) -> list[Piece]:
        """Give what was said behind a label."""
        return [piece for piece in self.labelled if piece.label is label]


@dataclass(slots=True)
class _Taking:
    """The taking apart, line by line. `open` is a label that still waits for what it announced."""

    pieces: Pieces
    once: frozenset[Label]
    open: Label | None = None
    among_members: bool = False


def pieces_of(text: str) -> Pieces:
    """Take a message apart."""
    lines = lines_of(text)
    taking = _Taking(Pieces(), _said_once(lines))
    for line in lines:
        _take(taking, line)
    if taking.open is not None:
        taking.pieces.empty.append(taking.open)
        taking.pieces.last_empty = True
    return taking.pieces


def _said_once(lines: Iterable[str]) -> frozenset[Label]:
    """Give the labels of a person that stand in the message once: they are then the head's, wherever they are."""
    found = [each.label for line in lines for each in labels_in(line) if each.begins or each.sign]
    return frozenset(label for label in OF_A_PERSON if found.count(label) == 1)


def _take(taking: _Taking, line: str) -> None:
    marks = list(_counting(taking, line))
    before = line[: marks[0].start] if marks else line
    if before.strip(_AROUND) or (before == "-" and taking.open is not None):
        _unlabelled(taking, before)
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        _labelled(taking, mark, line[mark.end : following.start if following else len(line)], line)


def _counting(taking: _Taking, line: str) -> Iterator[Found]:
    """Give the labels of a line that begin something new, and are not about a member."""
    among = taking.among_members
    last: Label | None = None
    for found in labels_in(line):
        if _is_word_of(last, found, line):
            continue
        if found.label is Field.MEMBERS:
            among = True
        elif (
            (among and found.label is Topic.PERSONAL)
            or (found.label in OF_A_PERSON and not _is_of_head(taking, found, line, among=among))
            or (among and not (found.sign or found.line) and found.label in {Field.SCHOOLING, Field.OCCUPATION})
        ):
            continue
        else:
            among = among and found.label in OF_A_PERSON and not found.line
        last = found.label
        yield found


def _is_word_of(label: Label | None, found: Found, line: str) -> bool:
    if found.sign or found.label not in _TELLING_OF.get(label, ()):
        return False
    return found.label is not Field.PHONE or _NUMBER.match(line[found.end :]) is None


def _is_of_head(taking: _Taking, found: Found, line: str, *, among: bool) -> bool:
    if among:
        return found.line and found.label in taking.once
    relation, _ = relation_in(plain(line[max(0, found.start - _NEARBY) : found.start]))
    return relation is None or found.begins or found.sign


def _labelled(taking: _Taking, mark: Found, text: str, line: str) -> None:
    label, said = mark.label, line[mark.start : mark.end] + text
    if taking.open is not None and taking.open is not Field.MEMBERS:
        taking.pieces.empty.append(taking.open)
    taking.open = None
    taking.among_members = label is Field.MEMBERS
    if label is Field.CONSENT and not text.strip(_AROUND):
        # The word alone says it.
        _file(taking.pieces, label, said, said)
    elif not text.strip(" \t,;|/:=."):
        taking.open = label
    elif label is Field.MEMBERS:
        taking.pieces.members.append(text.strip(" \t,;|:="))
    else:
        _file(taking.pieces, label, text, said)


def _unlabelled(taking: _Taking, text: str) -> None:
    if taking.among_members:
        taking.open = None
        taking.pieces.members.append(text.strip(" \t,;|:="))
    elif taking.open is not None:
        label, taking.open = taking.open, None
        _file(taking.pieces, label, text, text)
    else:
        taking.pieces.loose.append(text.strip(_AROUND))


def _file(pieces: Pieces, label: Label, text: str, said: str) -> None:
    """File what was said behind a label; what follows it without a label of its own is loose."""
    text = text.strip(" \t,;|/:=").lstrip(". ")
    if label in _WHOLE or (label is Field.BIRTH_DATE and not APART.split(text, maxsplit=1)[0].strip().isdigit()):
        value, rest = _date_first(text) if label is Field.BIRTH_DATE else (text, "")
    elif label in _NUMBERED:
        value, rest = _number_first(text)
    else:
        value, rest = _first(text, titled=label is Field.NAME)
    pieces.labelled.append(Piece(label, value.strip(), said.strip(_AROUND) if not rest else value.strip()))
    if rest.strip(_AROUND):
        pieces.loose.append(rest.strip(_AROUND))


def _first(text: str, *, titled: bool) -> tuple[str, str]:
    parted = APART.search(text)
    while parted is not None and titled and begins_with_title(text[parted.end() :]):
        parted = APART.search(text, parted.end())
    return (text, "") if parted is None else (text[: parted.start()], text[parted.end() :])


def _number_first(text: str) -> tuple[str, str]:
    """Give a number with its spaces and dots, and the words behind it."""
    found = _NUMBER.match(text)
    if found is None or not _WORDS.search(text[found.end() :]):
        return text, ""
    return text[: found.end()], text[found.end() :]


def _date_first(text: str) -> tuple[str, str]:
    """Give a birth date, the place of birth before it included, and what follows the year."""
    parts = APART.split(text)
    for count in range(1, len(parts) + 1):
        if re.search(r"\d", parts[count - 1]):
            head = APART.split(text, maxsplit=count)
            return ", ".join(head[:count]), head[count] if len(head) > count else ""
    return text, ""
