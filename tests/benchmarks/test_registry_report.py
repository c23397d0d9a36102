"""The page on what the office's pages take."""

from __future__ import annotations

from benchmarks.registry_export import ExportFigures
from benchmarks.registry_report import PageFigures, RegistryFigures, document

QUICK = PageFigures("/console", "desa", (10.0, 20.0, 250.0, 30.0, 40.0))
SLOW = PageFigures("/console/dasbor", "kabupaten", (400.0, 310.0, 299.0))


def test_the_page_says_what_was_met_and_what_was_not() -> None:
    export = ExportFigures(rows=300_000, size=90_000_000, seconds=600, idle_kb=102_400, peak_kb=112_640)
    page = document(RegistryFigures(360_000, 5, [QUICK, SLOW], export, ["/console/impor/{import_id}"]))
    assert "360,000 made-up families" in page
    assert "| /console | desa | 30 | 166 | 250 | met |" in page
    assert "| /console/dasbor | kabupaten | 310 | 382 | 400 | **not met** |" in page
    assert "| rows a second | 500 |" in page
    assert "| at its largest | 110 MB |" in page
    assert "`/console/impor/{import_id}`" in page
