"""The registration number that a person keeps: ten random digits, said in groups of 4, 3 and 3."""

from __future__ import annotations

import re
import secrets
from typing import Final, NewType

Number = NewType("Number", str)
"""Ten digits without separators."""

_DIGITS: Final = 10
_SEPARATORS: Final = re.compile(r"[\s.\-_/\u2010-\u2015]+")
_LEAD_IN: Final = re.compile(
    r"^\W*(?:(?:no|nomor|nomer|nmr|reg|registrasi|pendaftaran)\b\W*)+", re.IGNORECASE
)
_NUMBER: Final = re.compile(rf"[0-9]{{{_DIGITS}}}")


def new_number() -> Number:
    """Draw a number that says nothing about when or whom. The database keeps it unique."""
    return Number("".join(secrets.choice("0123456789") for _ in range(_DIGITS)))


def show_number(number: Number) -> str:
    """Write a number as people see it: `4821-557-306`."""
    return f"{number[:4]}-{number[4:7]}-{number[7:]}"


def parse_number(text: str) -> Number | None:
    """Read a number as people type it: `no 4821 557 306`, `4821.557.306`, `4821557306`."""
    digits = _SEPARATORS.sub("", _LEAD_IN.sub("", text))
    return Number(digits) if _NUMBER.fullmatch(digits) else None
