"""The figures of a broadcast, as a document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import msgspec

from benchmarks.broadcast.capped import CapFigures
from benchmarks.broadcast.full_speed import SpeedFigures
from benchmarks.machine import commit, machine
from benchmarks.report import TEMPLATES

if TYPE_CHECKING:
    from pathlib import Path

LEAST_USED: Final = 0.98
MOST_GROWN: Final = 0.05
"""A share: memory that grows less is said to be flat."""


class BroadcastFigures(msgspec.Struct, frozen=True):
    """Everything that a run measured."""

    speed: SpeedFigures
    caps: Sequence[CapFigures]


def document(figures: BroadcastFigures) -> str:
    """Write the page."""
    return TEMPLATES.get_template("broadcast.md.jinja").render(
        speed=figures.speed,
        caps=figures.caps,
        least_used=LEAST_USED,
        most_grown=MOST_GROWN,
        day=datetime.now(UTC).date(),
        commit=commit(),
        machine=machine(),
    )


def write(figures: BroadcastFigures, to: Path) -> None:
    """Put the page into the documents."""
    to.write_text(document(figures), encoding="utf-8")
