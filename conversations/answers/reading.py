"""What came of reading an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeAlias, TypeVar

T = TypeVar("T")

Argument: TypeAlias = str | int
"""A value that a sentence about the answer may contain. Identifiers travel as text, counts as numbers."""


@dataclass(frozen=True, slots=True)
class Problem:
    """The answer cannot be used, and why.

    `code` names the sentence to say (`nik.problem-too-short`), `args` are its variables.
    """

    code: str
    args: Mapping[str, Argument] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Partial(Generic[T]):
    """Something was understood, and one thing is still to be asked.

    `so_far` is handed to the parser again with the next answer, which then completes or confirms it.
    """

    so_far: T
    problem: Problem


@dataclass(frozen=True, slots=True)
class Candidate(Generic[T]):
    """One of several things the answer may mean, with the label to show for it."""

    value: T
    label: str


@dataclass(frozen=True, slots=True)
class Unsure(Generic[T]):
    """The answer may mean several things: the person picks one. The likeliest comes first."""

    candidates: tuple[Candidate[T], ...]


Reading: TypeAlias = T | Problem | Partial[T] | Unsure[T]
