"""Drawing registration numbers, and reading them back as they were typed."""

from __future__ import annotations

import secrets

from conversations.answers.reading import Problem
from conversations.answers.registration_number import (
    DIGITS,
    RegistrationNumber,
    parse_registration_number,
)


def new_number() -> RegistrationNumber:
    """Draw a number that says nothing about when or whom. The database keeps it unique."""
    return RegistrationNumber("".join(secrets.choice("0123456789") for _ in range(DIGITS)))


def parse_number(text: str) -> RegistrationNumber | None:
    """Read a number as people type it; None where there is none."""
    read = parse_registration_number(text)
    return None if isinstance(read, Problem) else read
