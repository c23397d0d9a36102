"""A pasted block of many families, taken apart into one text for each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from conversations.answers.form.fields import Field, Label
from conversations.answers.form.labels import labels_in
from conversations.answers.form.lines import tidied

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_BLOCK: Final = 200_000
"""Characters of a pasted block that are read: some hundreds of families."""
_PARTED: Final = re.compile(r"\n[ \t]*(?:\n|[-=_*#]{3,}[ \t]*\n)")
_SIXTEEN: Final = re.compile(r"(?<!\d)\d(?:[ .-]?\d){15}(?!\d)")
_OF_THE_HEAD: Final = frozenset({Field.NIK, Field.KK})
_BEGINS: Final = frozenset({Field.CONSENT, Field.NIK, Field.KK, Field.NAME})
_NUMBERS_OF_ONE: Final = 2


@dataclass(slots=True)
class _Gathered:
    """The lines of one family so far, the labels that they had, and how many long numbers without one."""

    lines: list[str] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    numbers: int = 0

    @property
    def has_number(self) -> bool:
        """Whether the family has told a NIK or a KK, well or badly."""
        return self.numbers > 0 or not _OF_THE_HEAD.isdisjoint(self.labels)


def families_in(text: str) -> list[str]:
    """Give the text of each family, in their order.

    A family ends where the next begins: with a NIK or KK of its own, or with the label that began the one before.
    Empty lines alone part nobody, since some write them between address and members.
    """
    found: list[_Gathered] = []
    for block in _PARTED.split(text[:LONGEST_BLOCK]):
        for part in _families(tidied(block.splitlines())):
            if found and not (part.has_number and found[-1].has_number):
                _join(found[-1], part)
            else:
                found.append(part)
    return ["\n".join(family.lines) for family in found]


def _families(lines: Iterable[str]) -> list[_Gathered]:
    found: list[_Gathered] = []
    for line in lines:
        labels = [each.label for each in labels_in(line) if each.begins or each.sign]
        numbers = 0 if not _OF_THE_HEAD.isdisjoint(labels) else len(_SIXTEEN.findall(line))
        if not found or _begins_another(found, labels, numbers):
            found.append(_Gathered())
        found[-1].lines.append(line)
        found[-1].labels += labels
        found[-1].numbers += numbers if numbers >= _NUMBERS_OF_ONE or not labels else 0
    return _with_numbers(found)


def _begins_another(found: list[_Gathered], labels: list[Label], numbers: int) -> bool:
    now = found[-1]
    if numbers >= _NUMBERS_OF_ONE:
        return now.has_number
    first = labels[0] if labels else None
    if first is None or first not in _BEGINS or first not in now.labels:
        return False
    return first in _OF_THE_HEAD or first is found[0].labels[0]


def _with_numbers(found: list[_Gathered]) -> list[_Gathered]:
    """Put back together what has no number of its own: "Nama: Siti" may have begun a member."""
    kept: list[_Gathered] = []
    for each in found:
        if kept and not each.has_number:
            _join(kept[-1], each)
        else:
            kept.append(each)
    return kept


def _join(family: _Gathered, part: _Gathered) -> None:
    family.lines += part.lines
    family.labels += part.labels
    family.numbers += part.numbers
