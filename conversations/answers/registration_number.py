"""The registration number that a person keeps: ten digits, said in groups of 4, 3 and 3."""

from __future__ import annotations

import re
from typing import Final, NewType

from conversations.answers.reading import Problem

RegistrationNumber = NewType("RegistrationNumber", str)
"""Ten digits without separators."""

NUMBER_PROBLEMS: Final[dict[str, tuple[str, ...]]] = {
    "no-digits": (),
    "length": ("digits",),
}
DIGITS: Final = 10
_LEAD_IN: Final = re.compile(
    r"^\W*(?:(?:no|nomor|nomer|nmr|reg|registrasi|pendaftaran|saya|nya|ini)\b\W*)+", re.IGNORECASE
)
_SEPARATORS: Final = re.compile(r"[\s.\-_/\u2010-\u2015]+")
_LOOK_ALIKES: Final = str.maketrans("OoIl", "0011")
_NUMBER: Final = re.compile(r"(?<![0-9])[0-9]{10}(?![0-9])")


def parse_registration_number(text: str) -> RegistrationNumber | Problem:
    """Read a number as people type it: `no 4821 557 306`, `4821.557.306`, `4821557306 bu`.

    `length` says how many `digits` there were.
    """
    joined = _SEPARATORS.sub("", _LEAD_IN.sub("", text))
    found = _NUMBER.search(joined) or _NUMBER.search(joined.translate(_LOOK_ALIKES))
    if found:
        return RegistrationNumber(found.group())
    digits = sum(sign.isascii() and sign.isdigit() for sign in text)
    return Problem("length", {"digits": digits}) if digits else Problem("no-digits")


def show_registration_number(number: RegistrationNumber) -> str:
    """Write a number as people see it: `4821-557-306`."""
    return f"{number[:4]}-{number[4:7]}-{number[7:]}"
