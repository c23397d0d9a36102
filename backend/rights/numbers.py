"""The number of a request, which tells it from a registration's."""

from __future__ import annotations

import secrets
from typing import Final

_DIGITS: Final = 7


def new_request_number() -> str:
    """Draw a number that says nothing about when or whom."""
    return "".join(secrets.choice("0123456789") for _ in range(_DIGITS))


def show_request_number(number: str) -> str:
    """Write a number as people see it: `H-482-1557`."""
    return f"H-{number[:3]}-{number[3:]}"
