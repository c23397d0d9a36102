"""Whether a content template can carry a notice: it is filled in with the notice's values in their order.

Nobody but people can tell whether two texts say the same. What can be told is that values would stand in the wrong
places: their number differs, the same words have them in another order, or a sample shows that something else was
meant there.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from backend.broadcasts.text import PLACEHOLDER, Placeholder, in_order, names_a_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SLOT: Final = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_MONEY: Final = re.compile(r"\s*rp[\s.]*\d", re.IGNORECASE)


class Misfit(StrEnum):
    """Why a template cannot be filled in with what a notice has."""

    NUMBER = "number"
    ORDER = "order"


def misfit(text: str, body: str, samples: Mapping[str, str]) -> Misfit | None:
    """Compare a notice with a template's body and with the samples of all that is filled in; None where they may fit.

    A template of which nothing was read yet is not judged.
    """
    if not body:
        return None
    order = {str(n): placeholder for n, placeholder in enumerate(in_order(text), start=1)}
    if {*_SLOT.findall(body), *samples} != order.keys():
        return Misfit.NUMBER
    as_notice = _SLOT.sub(lambda slot: f"{{{order[slot[1]]}}}", body)
    same_words = _words(as_notice) == _words(text)
    if same_words and PLACEHOLDER.findall(as_notice) != PLACEHOLDER.findall(text):
        return Misfit.ORDER
    if any(_meant(sample) not in (None, order[name]) for name, sample in samples.items()):
        return Misfit.ORDER
    return None


def filled_in(body: str, values: Sequence[str]) -> str:
    """Give a template's body as somebody reads it."""
    numbered = {str(n): value for n, value in enumerate(values, start=1)}
    return _SLOT.sub(lambda slot: numbered.get(slot[1], slot[0]), body)


def _words(text: str) -> list[str]:
    return [" ".join(part.split()).casefold() for part in PLACEHOLDER.sub("\0", text).split("\0")]


def _meant(sample: str) -> Placeholder | None:
    """Tell what a sample shows, where it cannot be taken for anything else."""
    if _MONEY.match(sample):
        return Placeholder.AMOUNT
    return Placeholder.DAY if names_a_day(sample) else None
