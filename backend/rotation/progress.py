"""How far a rotation is, and why one cannot go on."""

from __future__ import annotations

from dataclasses import dataclass


class RotationRefused(Exception):
    """The keys are not as a rotation needs them. The message says what to do."""


class AlreadyRotating(Exception):
    """Another process is at it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """So many rows of so many, in one stage of the work."""

    stage: str
    done: int
    total: int
