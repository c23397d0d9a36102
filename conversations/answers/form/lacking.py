"""What a family lacks, put as the catalogue's sentence about it needs it (`lack` in `common.ftl`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from conversations.answers.masking import mask_long_numbers
from conversations.answers.names import shorten

if TYPE_CHECKING:
    from conversations.answers.form.told import Odd

_LONGEST_SHOWN: Final = 30
_LONGEST_CHOICES: Final = 90


class Lack(msgspec.Struct, frozen=True, omit_defaults=True):
    """A field to be told, or told otherwise. `why` is "missing" or what is the matter; `row` where it was told before.

    Long numbers in it are masked, and texts are short.
    """

    field: str
    why: str = "missing"
    said: str = ""
    digits: str = ""
    typed: str = ""
    in_nik: str = ""
    choices: str = ""
    who: str = ""
    row: str = ""


def lack_of(field: str, odd: Odd | None, who: str = "") -> Lack:
    """Give what is the matter with a field: odd, or not told at all. `who` are the people it is to be told of."""
    if odd is None:
        return Lack(field, who=who)
    args = {name: str(value) for name, value in odd.problem.args.items()}
    return Lack(
        field,
        odd.problem.code,
        shown(odd.said),
        digits=args.get("digits", ""),
        typed=args.get("typed", ""),
        in_nik=args.get("in_nik", ""),
        choices=shorten(args.get("choices", ""), _LONGEST_CHOICES),
        who=shorten(args.get("name", ""), _LONGEST_SHOWN) or who,
    )


def shown(text: str) -> str:
    """Give what was typed as it may be shown again: shortened, and its long numbers masked."""
    return shorten(mask_long_numbers(" ".join(text.split())), _LONGEST_SHOWN)
