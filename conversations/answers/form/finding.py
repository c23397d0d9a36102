"""The working state of one reading: what was found in a message so far."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from conversations.answers.form.fields import Field, Label
from conversations.answers.form.pieces import Piece, Pieces
from conversations.answers.form.told import Kept, Names, Odd
from conversations.answers.reading import Partial, Problem, Unsure

_AS_ABOVE = re.compile(r"s\.?d\.?a\.?|idem|sama(?: (?:dengan )?(?:di )?atas| juga| saja)?")
"""Where something else was said of the field too, this repeats it."""


@dataclass(slots=True)
class Finding:
    """A message taken apart, and what it gives."""

    pieces: Pieces
    today: date
    names: Names
    so_far: Mapping[Field, Any]
    kept: Kept
    answers: dict[Field, Any] = field(default_factory=dict)
    odd: list[Odd] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def known(self, field_: Field) -> Any:  # noqa: ANN401 - whatever the answer is
        """Give an answer of this message, or else of an earlier one."""
        return self.answers.get(field_, self.so_far.get(field_))

    def is_open(self, field_: Field) -> bool:
        """Tell whether nothing was said of a field yet, here or earlier."""
        return field_ not in self.answers and field_ not in self.so_far and not self.pieces.of(field_)

    def labels(self) -> frozenset[Label]:
        """Give every label that the message has."""
        labels = {piece.label for piece in self.pieces.labelled} | set(self.pieces.empty)
        return frozenset(labels | ({Field.MEMBERS} if self.pieces.members else set()))

    def doubt(self, field_: Field, as_said: str, code: str, **args: str | int) -> None:
        """Note that a field cannot be used as it was said."""
        self.odd.append(Odd(field_, as_said, Problem(code, args)))

    def one(self, field_: Field) -> Piece | None:
        """Give what was said of a field; where it was said twice and differently, nobody can tell which counts."""
        said = {" ".join(piece.text.lower().split()): piece for piece in self.pieces.of(field_)}
        said = {text: piece for text, piece in said.items() if not _AS_ABOVE.fullmatch(text)} or said
        if len(said) > 1:
            self.doubt(field_, " / ".join(piece.text for piece in said.values()), "said-twice")
            return None
        return next(iter(said.values()), None)

    def take(self, field_: Field, read: Callable[[str], Any]) -> None:
        """Read what was said of a field with the reader of its question."""
        piece = self.one(field_)
        if piece is not None:
            self.settle(field_, piece.text, read(piece.text))

    def settle(self, field_: Field, said: str, reading: Any) -> None:  # noqa: ANN401 - whatever a reader gives
        """Take what a reader gave. A single meaning counts: it is shown before anything is sent."""
        match reading:
            case Problem():
                self.odd.append(Odd(field_, said, reading))
            case Partial():
                self.odd.append(Odd(field_, said, reading.problem))
            case Unsure(candidates) if len(candidates) == 1:
                self.answers[field_] = candidates[0].value
            case Unsure(candidates):
                choices = ", ".join(candidate.label for candidate in candidates)
                self.odd.append(Odd(field_, said, Problem("which", {"choices": choices})))
            case _:
                self.answers[field_] = reading
