"""What somebody answers to a question."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """The words that are typed, and the button that says the same, if there is one."""

    words: str
    button: str = ""
