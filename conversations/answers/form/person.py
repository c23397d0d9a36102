"""Name and birth date of the head of the family, and the agreement to be registered."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from conversations.answers.dates import parse_birth_date
from conversations.answers.form.choices import way_of
from conversations.answers.form.fields import OF_A_PERSON, Field
from conversations.answers.names import parse_name
from conversations.answers.reading import Partial, Problem
from conversations.answers.yes_no import parse_consent

if TYPE_CHECKING:
    from conversations.answers.form.finding import Finding

_OF_A_RELATIVE: Final = re.compile(
    r"\W*(?:(?:istri|isteri|suami|anak|bojo|menantu|mantu|mertua|cucu|adik|kakak|saudara|keponakan)(?:nya|ku)?\b|"
    r"(?:ibu|bapak|ayah|nenek|kakek|ortu|orang tua|emak)(?: kandung)?\s*[:=])",
    re.IGNORECASE,
)
_LETTER_O: Final = re.compile(r"(?<=[\d/.-])[oO](?=[\d/.\s-]|$)|(?<![^\W_])[oO](?=\d)")


def set_relatives_apart(finding: Finding) -> None:
    """Leave what is said of a relative ("NIK istri: ...") to whoever reads it: it is not the head's."""
    pieces = finding.pieces
    others = [each for each in pieces.labelled if each.label in OF_A_PERSON and _OF_A_RELATIVE.match(each.text)]
    pieces.labelled = [each for each in pieces.labelled if each not in others]
    finding.unread.extend(each.said for each in others)


def read(finding: Finding) -> None:
    """Read what is told of the head."""
    finding.take(Field.NAME, parse_name)
    _read_birth_date(finding)
    _read_consent(finding)


def _read_birth_date(finding: Finding) -> None:
    piece = finding.one(Field.BIRTH_DATE)
    if piece is None:
        return
    first = re.search(r"\d|[oO]\d", piece.text)
    text = digits_for_letters(piece.text[first.start() :] if first else piece.text)
    read = parse_birth_date(text, finding.today, finding.known(Field.NIK), None)
    if isinstance(read, Partial) and read.problem.code == "mismatch":
        if finding.kept.birth_date == read.so_far:
            # The same again: it is so, and the office looks at it.
            finding.answers[Field.BIRTH_DATE] = read.so_far
            return
        finding.kept = replace(finding.kept, birth_date=read.so_far)
    finding.settle(Field.BIRTH_DATE, piece.text, read)


def digits_for_letters(text: str) -> str:
    """Give a text with the letter O between digits read as 0."""
    return _LETTER_O.sub("0", text)


def _read_consent(finding: Finding) -> None:
    piece = finding.one(Field.CONSENT)
    if piece is None:
        return
    way = way_of(piece.text, finding.names)
    agreed = way is not None or parse_consent(piece.text) is True
    finding.settle(Field.CONSENT, piece.text, agreed or Problem("not-agreed"))
    if way is not None and not finding.pieces.of(Field.CONSENT_WAY):
        finding.answers[Field.CONSENT_WAY] = way
