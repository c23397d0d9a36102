"""The two columns that every look-up hash has, so that its key can change while people register."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Slot(StrEnum):
    """One of the two columns: `nik_hash_a`, `nik_hash_b`."""

    A = "a"
    B = "b"

    @property
    def other(self) -> Slot:
        """The column that is free, or being filled."""
        return Slot.B if self is Slot.A else Slot.A


@dataclass(frozen=True, slots=True)
class Slotted:
    """A value's hashes as they are written: one for each column that is in use."""

    a: bytes | None = field(repr=False)
    b: bytes | None = field(repr=False)

    def at(self, slot: Slot) -> bytes | None:
        """Give what is written into one of the columns."""
        return self.a if slot is Slot.A else self.b


@dataclass(frozen=True, slots=True)
class Wanted:
    """A value's hash as it is looked for: in which column, and what has to stand there."""

    slot: Slot
    digest: bytes = field(repr=False)
