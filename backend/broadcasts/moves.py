"""The life of a broadcast as one table: what may follow what, and who may say so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from backend.auth.permissions import Permission
from backend.broadcasts.states import State

if TYPE_CHECKING:
    from collections.abc import Collection


@dataclass(frozen=True, slots=True)
class Move:
    """One step. `by` are the permissions of which one is enough; without any it follows by itself.

    `second` asks for somebody else than who composed it.
    """

    now: State
    then: State
    by: frozenset[Permission] = frozenset()
    second: bool = False


_COMPOSER: Final = frozenset({Permission.BROADCASTS_COMPOSE})
_APPROVER: Final = frozenset({Permission.BROADCASTS_APPROVE})
_EITHER: Final = _COMPOSER | _APPROVER

MOVES: Final = (
    Move(State.DRAFT, State.PREVIEW, _COMPOSER),
    Move(State.DRAFT, State.CANCELLED, _COMPOSER),
    Move(State.PREVIEW, State.APPROVED, _APPROVER, second=True),
    Move(State.PREVIEW, State.DRAFT, _EITHER),
    Move(State.PREVIEW, State.CANCELLED, _EITHER),
    Move(State.APPROVED, State.MATERIALISED),
    Move(State.APPROVED, State.CANCELLED, _EITHER),
    Move(State.MATERIALISED, State.CANARY, _EITHER),
    Move(State.MATERIALISED, State.CANCELLED, _EITHER),
    Move(State.CANARY, State.RUNNING),
    Move(State.CANARY, State.PAUSED, _EITHER),
    Move(State.CANARY, State.CANCELLED, _EITHER),
    Move(State.RUNNING, State.DONE),
    Move(State.RUNNING, State.PAUSED, _EITHER),
    Move(State.RUNNING, State.CANCELLED, _EITHER),
    Move(State.PAUSED, State.RUNNING, _EITHER),
    Move(State.PAUSED, State.CANCELLED, _EITHER),
)
_BY_ENDS: Final = {(move.now, move.then): move for move in MOVES}


def step(now: State, then: State) -> Move | None:
    """Give the move from one state to another; None where there is none."""
    return _BY_ENDS.get((now, then))


def open_to(now: State, permissions: Collection[Permission], *, composed_it: bool) -> list[State]:
    """List where somebody may take a broadcast from here."""
    return [
        move.then
        for move in MOVES
        if move.now is now and move.by & set(permissions) and not (move.second and composed_it)
    ]
