"""The one dialogue that everybody is measured with: the transcript in which a family registers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TRANSCRIPT = Path(__file__).parents[1] / "tests" / "dialogues" / "mendaftar_satu_keluarga.dialog"
NUMBER = re.compile(r"\d{4}-\d{3}-\d{3}")
EXAMPLE_NUMBER = "3510-000-001"
"""What a rival tells at the end: it has no registry that could give a number."""
_CHOICE = re.compile(r"\d+\. (.+)")
_SAFE = re.compile(r"[A-Za-z0-9 .,:;?!()/-]+")


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a resident types, and what has to come back: a text, the choices below it, and a line to know it by."""

    typed: str
    text: str
    choices: tuple[str, ...]
    sign: str
    ends: bool
    """Whether the number is told here."""


@cache
def dialogue() -> tuple[Exchange, ...]:
    """Read the exchanges from the greeting to the number."""
    exchanges: list[Exchange] = []
    _, *turns = TRANSCRIPT.read_text(encoding="utf-8").split("\nWarga: ")
    for turn in turns:
        typed, _, said = turn.partition("\nBot:\n")
        exchanges.append(_exchange(typed.strip(), [line.strip() for line in said.strip().splitlines()]))
        if exchanges[-1].ends:
            return tuple(exchanges)
    raise ValueError(f"{TRANSCRIPT.name} does not end with a number")


def _exchange(typed: str, lines: list[str]) -> Exchange:
    *_, last = "\n".join(lines).split("\n\n")
    labels = [match[1] for match in map(_CHOICE.fullmatch, last.splitlines()) if match]
    choices = tuple(labels) if len(labels) == len(last.splitlines()) else ()
    asked = lines[: -len(choices) - 1] if choices else lines
    known = [line for line in asked if _SAFE.fullmatch(line)]
    questions = [line for line in known if "?" in line]
    return Exchange(
        typed=typed,
        text="\n".join(asked).replace("{nomor}", EXAMPLE_NUMBER),
        choices=choices,
        sign=(questions or known)[-1],
        ends=any("{nomor}" in line for line in lines),
    )
