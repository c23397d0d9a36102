"""Drawing the flows into files."""

from __future__ import annotations

from pathlib import Path

from conversations.checks import read_catalogue
from conversations.drawing import mermaid, picture_of, svg
from conversations.flows import FLOWS
from locales import SOURCE, catalogues

DOCS = Path("docs/flows")
CONSOLE = Path("backend/console/static/flows")
"""Where the office sees them."""


def drawings() -> dict[str, str]:
    """Give the drawings of all flows, by file name."""
    words = catalogues(SOURCE)
    drawn: dict[str, str] = {}
    for flow in FLOWS:
        picture = picture_of(flow, read_catalogue(SOURCE, flow.name, words[flow.name]))
        drawn[f"{flow.name}.svg"] = svg(picture)
        drawn[f"{flow.name}.mmd"] = mermaid(picture)
    return drawn


def draw_flows(folder: Path) -> list[Path]:
    """Write the drawings into a folder, and take away those of flows that are gone."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = drawings()
    for stale in (*folder.glob("*.svg"), *folder.glob("*.mmd")):
        if stale.name not in drawn:
            stale.unlink()
    for name, content in drawn.items():
        (folder / name).write_text(content, encoding="utf-8")
    return [folder / name for name in drawn]
