"""How personal data looks where it may be recognised by its owner, and nowhere else."""

from __future__ import annotations

import re
from typing import Final

_SHOWN: Final = 4
_LONG_NUMBER: Final = re.compile(r"\+?\d(?:[ .\-]?\d){9,}")


def mask_number(number: str) -> str:
    """Show the first and last four digits of a NIK, KK number or phone: `3510********9901`."""
    if len(number) <= 2 * _SHOWN:
        return "*" * len(number)
    return number[:_SHOWN] + "*" * (len(number) - 2 * _SHOWN) + number[-_SHOWN:]


def mask_name(name: str) -> str:
    """Show the initial of each word of a name: `S*** A***`. The stars do not tell how long a word is."""
    return " ".join(f"{word[0]}***" for word in name.split())


def mask_long_numbers(text: str) -> str:
    """Mask every number of ten or more digits in a text that its writer sees again."""
    return _LONG_NUMBER.sub(lambda found: mask_number(re.sub(r"[ .\-]", "", found.group())), text)


def redact(text: str) -> str:
    """Take every number of ten or more digits out of a text that will be kept, as logs are.

    Single spaces, dots and dashes inside do not hide a number. What is left says how long it was.
    """
    return _LONG_NUMBER.sub(_placeholder, text)


def _placeholder(found: re.Match[str]) -> str:
    return f"[{sum(character.isdigit() for character in found.group())} digits]"
