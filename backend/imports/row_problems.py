"""Why a row cannot be taken."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Problem(StrEnum):
    """What is the matter with a row. NOT_FOUND says nothing about other areas: what lies there is not found."""

    NIK_SHORTENED = "nik-shortened"
    NIK_FORM = "nik-form"
    NIK_TWICE = "nik-twice"
    NUMBER_FORM = "number-form"
    NUMBER_DIFFERS = "number-differs"
    RESULT_UNKNOWN = "result-unknown"
    REASON_MISSING = "reason-missing"
    REASON_LONG = "reason-long"
    NOT_FOUND = "not-found"
    NOT_WAITING = "not-waiting"
    PROGRAMME_FORM = "programme-form"
    STAGE_FORM = "stage-form"
    AMOUNT_FORM = "amount-form"
    PLACE_FORM = "place-form"
    DAY_FORM = "day-form"
    PAID_TWICE = "paid-twice"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row, by its number in the file, and what is the matter with it."""

    row: int
    why: Problem


class Unusable(Exception):
    """Carries a problem out of the reading of a row."""

    def __init__(self, why: Problem) -> None:
        super().__init__(why)
        self.why = why
