"""Why a whole file cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Refused(StrEnum):
    """What is the matter with a file."""

    NO_FILE = "no-file"
    EMPTY = "empty"
    TOO_LARGE = "too-large"
    OLD_EXCEL = "old-excel"
    UNPACKS_TOO_LARGE = "unpacks-too-large"
    NOT_A_WORKBOOK = "not-a-workbook"
    LOCKED = "locked"
    NOT_TEXT = "not-text"
    UTF_16 = "utf-16"
    BROKEN_CSV = "broken-csv"
    COLUMNS_MISSING = "columns-missing"
    COLUMN_TWICE = "column-twice"
    FORMULA = "formula"
    TOO_MANY_ROWS = "too-many-rows"
    DONE_BEFORE = "done-before"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refusal with what its sentence needs: a name, what was found instead, a row."""

    why: Refused
    name: str = ""
    found: str = ""
    row: int = 0


class Unreadable(Exception):
    """Carries a refusal out of the reading of a file."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.why)
        self.refusal = refusal
