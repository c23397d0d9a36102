"""The figures of the office's pages, as a document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from statistics import median, quantiles
from typing import TYPE_CHECKING, Final

import msgspec

from benchmarks.machine import commit, machine
from benchmarks.registry_export import ExportFigures
from benchmarks.report import TEMPLATES

if TYPE_CHECKING:
    from pathlib import Path

TARGET_MILLISECONDS: Final = 300


class PageFigures(msgspec.Struct, frozen=True):
    """What a page took in milliseconds, asked for by somebody of some areas."""

    page: str
    areas: str
    took: tuple[float, ...]

    @property
    def median(self) -> float:
        """The one in the middle."""
        return median(self.took)

    @property
    def late(self) -> float:
        """Nine of ten were quicker."""
        return quantiles(self.took, n=10, method="inclusive")[-1]

    @property
    def slowest(self) -> float:
        """Nobody waited longer."""
        return max(self.took)


class RegistryFigures(msgspec.Struct, frozen=True):
    """Everything that a run measured. `not_measured` are pages that are there all the same."""

    families: int
    times: int
    pages: Sequence[PageFigures]
    export: ExportFigures
    not_measured: Sequence[str]


def document(figures: RegistryFigures) -> str:
    """Write the page."""
    return TEMPLATES.get_template("registry.md.jinja").render(
        **{name: getattr(figures, name) for name in RegistryFigures.__struct_fields__},
        day=datetime.now(UTC).date(),
        commit=commit(),
        machine=machine(),
        target=TARGET_MILLISECONDS,
    )


def write(figures: RegistryFigures, to: Path) -> None:
    """Put the page into the documents."""
    to.write_text(document(figures), encoding="utf-8")
