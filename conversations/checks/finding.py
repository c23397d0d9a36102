"""Something wrong with a flow or a catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """How much a finding stops."""

    FAULT = "fault"
    """Somebody would get stuck, or get no answer: no process starts with it."""
    GAP = "gap"
    """A text is missing in one language: stops a shipped language, warns of a draft."""
    STYLE = "style"
    """People would be served, but not well: stops a release, and no running service."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong where, and what to do about it. `place` is the file, with the line if known."""

    where: str
    what: str
    remedy: str
    place: str = ""
    weight: Weight = Weight.FAULT

    def __str__(self) -> str:
        place = f"{self.place} " if self.place else ""
        return f"{place}{self.where}: {self.what}. {self.remedy}."
