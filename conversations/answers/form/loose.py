"""What came without a label: filed where it can be one thing alone, and else left to be asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from conversations.answers import sixteen_digits
from conversations.answers.areas import Kecamatan, find_kecamatan
from conversations.answers.form import address
from conversations.answers.form.choices import fields_named, way_of
from conversations.answers.form.fields import Field, Label, Topic
from conversations.answers.form.numbers import born_as_said, days_of, shortened
from conversations.answers.form.people import is_somebody
from conversations.answers.form.person import set_relatives_apart
from conversations.answers.form.pieces import APART, Piece
from conversations.answers.kk import parse_kk
from conversations.answers.names import parse_name
from conversations.answers.nik import birth_dates_in, parse_nik
from conversations.answers.normalise import normalise, words
from conversations.answers.phone import parse_phone

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from conversations.answers.form.finding import Finding

_SIXTEEN: Final = re.compile(r"(?<!\d)\d(?:[ .-]?\d){15}(?!\d)")
_LONG: Final = re.compile(r"\d(?:[ .-]?\d){12,}")
_PHONE: Final = re.compile(r"\+?(?:62|0)[\s-]?8[\d\s().-]{7,}")
_RT_RW: Final = re.compile(r"\d{1,3}\s*/\s*\d{1,3}")
_DATE: Final = re.compile(r"\d{1,2}[\s/.-]+(?:\d{1,2}|[^\W\d_]{3,12})[\s/.-]+(?:\d{4}|\d{2})")
_PREGNANT: Final = re.compile(r"\b(?:hamil|bumil|nifas|meteng)\b", re.IGNORECASE)
_LONGEST_NAME: Final = 5
_MOST_PARTS: Final = 60
_RECORDED_SINCE: Final = 2000
"""Cards are recorded since the civil registry went electronic; who was born before has another date in the NIK."""


def sort(finding: Finding) -> None:
    """File what came without a label."""
    set_relatives_apart(finding)
    parts: list[str] = []
    for line in finding.pieces.loose:
        if is_somebody(line, finding.today):
            finding.pieces.members.append(line)
        else:
            parts.extend(part for each in APART.split(line) if (part := each.strip(" \t,;|/:=.-")))
    finding.unread.extend(parts[_MOST_PARTS:])
    names = fields_named(finding.names) if parts else {}
    rest = [part for part in _numbers(finding, parts[:_MOST_PARTS]) if not _file(finding, part, names)]
    _name(finding, rest)


def _numbers(finding: Finding, parts: Sequence[str]) -> list[str]:
    """File numbers of sixteen digits: two that tell each other apart, or the one that is still missing."""
    found = [part for part in parts if _digits(part) is not None]
    rest = [part for part in parts if part not in found]
    numbers = list(dict.fromkeys(number for part in found if (number := _digits(part))))
    niks = [number for number in numbers if _is_nik(number, finding)]
    kks = [number for number in numbers if number not in niks and _may_be_kk(number, finding)]
    wants_nik, wants_kk = finding.is_open(Field.NIK), finding.is_open(Field.KK)
    if len(numbers) > len(niks) + len(kks) or len(niks) > wants_nik or len(kks) > wants_kk:
        finding.unread.extend(found)
        for field, wanted in ((Field.NIK, wants_nik), (Field.KK, wants_kk)):
            if wanted:
                finding.doubt(field, ", ".join(numbers), "which-number")
        return rest
    for field, of in ((Field.NIK, niks), (Field.KK, kks)):
        finding.pieces.labelled.extend(Piece(field, number, number) for number in of)
    left = (_without_number(part) for part in found)
    return [*rest, *(part for part in left if part)]


def _digits(part: str) -> str | None:
    if _SIXTEEN.search(part) is None or shortened(part):
        return None
    return sixteen_digits.find(part, after="nik")


def _without_number(part: str) -> str:
    left = _SIXTEEN.sub(" ", part).strip(" ,.-:")
    return left if re.search(r"[^\W\d_]{2,}", left) else ""


def _is_nik(number: str, finding: Finding) -> bool:
    """Tell whether a number can only be the head's NIK: a woman's day, or the birth date that was told."""
    if not isinstance(parse_nik(number, finding.today), str):
        return False
    return born_as_said(number, finding) or (int(number[6:8]) > 40 and not _told_otherwise(finding))


def _told_otherwise(finding: Finding) -> bool:
    return bool(finding.pieces.of(Field.BIRTH_DATE))


def _may_be_kk(number: str, finding: Finding) -> bool:
    if not isinstance(parse_kk(number, finding.today), str) or born_as_said(number, finding):
        return False
    recorded = [day for day in birth_dates_in(number, finding.today) if day.year >= _RECORDED_SINCE]
    heads = finding.known(Field.NIK) or finding.pieces.of(Field.NIK) or finding.pieces.of(Field.BIRTH_DATE)
    return bool(recorded) and (bool(heads) or len(finding.pieces.loose) > 0)


def _file(finding: Finding, part: str, names: Mapping[str, Field | None]) -> bool:
    """File a part that can be one thing alone; tell whether it was filed, or has to be read as something else."""
    label = _label_of(finding, part, names)
    if label is None:
        return False
    if label is Field.MEMBERS:
        finding.pieces.members.append(part)
    else:
        finding.pieces.labelled.append(Piece(label, part, part))
    return True


def _label_of(finding: Finding, part: str, names: Mapping[str, Field | None]) -> Label | None:
    if _LONG.search(part):
        return None
    if is_somebody(part, finding.today):
        return Field.MEMBERS
    opened: list[tuple[Field, bool]] = [
        (Field.PHONE, _PHONE.fullmatch(part) is not None and isinstance(parse_phone(part), str)),
        (Field.RT_RW, _RT_RW.fullmatch(part) is not None),
        (Field.BIRTH_DATE, _DATE.fullmatch(part) is not None and _is_heads_birthday(finding, part)),
        (Field.PREGNANT, _PREGNANT.search(part) is not None),
        (Field.CONSENT_WAY, way_of(part, finding.names) is not None),
    ]
    label = next((field for field, fits in opened if fits), None) or _place(finding, part)
    label = label or names.get(normalise(part))
    if label is None or label is Topic.ADDRESS:
        return label
    return label if isinstance(label, Field) and finding.is_open(label) else None


def _is_heads_birthday(finding: Finding, part: str) -> bool:
    niks = [*(piece.text for piece in finding.pieces.of(Field.NIK)), str(finding.so_far.get(Field.NIK, ""))]
    born = {day for nik in niks for day in birth_dates_in(re.sub(r"\D", "", nik), finding.today)}
    return any(day in born for day in days_of(part))


def _place(finding: Finding, part: str) -> Label | None:
    """Give the label for the very name of a place, unless it may as well be the name that is still missing."""
    spoken = words(normalise(part))
    if any(sign.isdigit() for sign in part) or len(spoken) > 5:
        return None
    village = address.named_exactly(part)
    kecamatan = find_kecamatan(part)
    if village is not None and finding.is_open(Field.DESA):
        alone = normalise(village.name).replace(" ", "") == "".join(spoken)
        return None if alone and finding.is_open(Field.NAME) else Topic.ADDRESS
    if isinstance(kecamatan, Kecamatan) and normalise(kecamatan.name) == normalise(part):
        return None if finding.is_open(Field.NAME) else Field.KECAMATAN
    return None


def _name(finding: Finding, rest: Sequence[str]) -> None:
    """Take what is left as the name where it is one, and nothing else that is missing can be it."""
    names = [part for part in rest if isinstance(parse_name(part), str) and len(words(part)) <= _LONGEST_NAME]
    could_be_dusun = finding.is_open(Field.DUSUN) or finding.pieces.of(Topic.ADDRESS)
    if len(names) == 1 and finding.is_open(Field.NAME) and not could_be_dusun:
        finding.pieces.labelled.append(Piece(Field.NAME, names[0], names[0]))
        rest = [part for part in rest if part != names[0]]
    finding.unread.extend(rest)
