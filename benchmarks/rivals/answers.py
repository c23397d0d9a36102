"""What both libraries are given to say and to check: the sentences and buttons of the transcript, step by step."""

from __future__ import annotations

import re
from dataclasses import dataclass

from benchmarks.dialogue import dialogue

_DIGITS = re.compile(r"\d{16}")


@dataclass(frozen=True, slots=True)
class Step:
    """What is answered to one message, and whether that message has to be sixteen digits."""

    text: str
    labels: tuple[str, ...]
    sixteen: bool
    ends: bool

    def takes(self, typed: str) -> bool:
        """Judge what was typed, far more lightly than the product does."""
        return _DIGITS.fullmatch(typed) is not None if self.sixteen else bool(typed.strip())


STEPS = [Step(each.text, each.choices, _DIGITS.fullmatch(each.typed) is not None, each.ends) for each in dialogue()]
