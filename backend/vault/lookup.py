"""The look-up keys: what NIK, KK and addresses are hashed with. They are apart from the data keys.

A look-up key is drawn at random and kept in the database, sealed with a data key. So a new data key changes no hash.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from backend.vault.derived import derived
from backend.vault.slots import Slot, Slotted, Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator


class LookupState(StrEnum):
    """Where a look-up key stands. Each follows the one before; a key is never taken back.

    FILLING: every write also fills its column; a job fills the rows that were there before.
    CURRENT: its column is where everything is looked for.
    EMPTYING: another key is current, and a job empties its column.
    FADING: it has no column. What was noted by time alone (answered requests, wrong guesses) is still found by it.
    FORGOTTEN: its secret is gone.
    """

    FILLING = "filling"
    CURRENT = "current"
    EMPTYING = "emptying"
    FADING = "fading"
    FORGOTTEN = "forgotten"


class LookupSecret:
    """A look-up key's secret, with what was derived from it for each purpose."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._derived: dict[str, bytes] = {}

    def digest(self, value: str, purpose: str) -> bytes:
        """Hash a value. Equal values of two purposes have nothing in common."""
        key = self._derived.get(purpose)
        if key is None:
            key = self._derived[purpose] = derived(self._secret, f"look-up {purpose}")
        return hmac.digest(key, value.encode("utf-8", "surrogatepass"), "sha256")


@dataclass(frozen=True, slots=True)
class LookupKey:
    """A look-up key that can still be used."""

    id: UUID
    state: LookupState
    slot: Slot | None
    secret: LookupSecret = field(repr=False)


@dataclass(frozen=True, slots=True)
class LookupRing:
    """All usable look-up keys, as they stand within one transaction."""

    keys: Sequence[LookupKey]

    @property
    def current(self) -> LookupKey:
        """The key whose column is searched."""
        return next(self._in(LookupState.CURRENT))

    @property
    def slot(self) -> Slot:
        """The column that is searched."""
        slot = self.current.slot
        if slot is None:
            raise RuntimeError("the current look-up key has no column")
        return slot

    @property
    def filling(self) -> LookupKey | None:
        """The key whose column is being filled, if there is one."""
        return next(self._in(LookupState.FILLING), None)

    def slotted(self, value: str, purpose: str) -> Slotted:
        """Hash a value for its columns."""
        written = {
            key.slot: key.secret.digest(value, purpose) for key in self._in(LookupState.CURRENT, LookupState.FILLING)
        }
        return Slotted(written.get(Slot.A), written.get(Slot.B))

    def wanted(self, value: str, purpose: str) -> Wanted:
        """Hash a value for looking it up in the column that is searched."""
        return Wanted(self.slot, self.current.secret.digest(value, purpose))

    def digests(self, value: str, purpose: str) -> tuple[bytes, ...]:
        """Hash a value that has one column only: write the first, look for any."""
        usable = (LookupState.CURRENT, LookupState.EMPTYING, LookupState.FADING)
        return tuple(key.secret.digest(value, purpose) for state in usable for key in self._in(state))

    def _in(self, *states: LookupState) -> Iterator[LookupKey]:
        return (key for key in self.keys if key.state in states)
