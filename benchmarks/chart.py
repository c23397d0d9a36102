"""The processor time for each message as a picture: a dot for the median, a line for the range, a logarithmic scale."""

from __future__ import annotations

import math
from statistics import median
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from benchmarks.contestants import TITLES, Who
from benchmarks.targets import times

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.figures import Figures

_WIDTH, _LEFT, _RIGHT, _TOP, _ROW = 860, 320, 150, 58, 30
_OURS, _THEIRS, _FLOOR = "#0a7d4f", "#8a5a2b", "#5b6470"


def chart(figures: Figures) -> str:
    """Draw it as SVG."""
    rows = [who for who in Who if figures.cpu(who)]
    every = [us for who in rows for us in figures.cpu(who)]
    low, high = math.floor(math.log10(min(every))), math.ceil(math.log10(max(every)))

    def across(us: float) -> float:
        return _LEFT + (math.log10(us) - low) / (high - low) * (_WIDTH - _LEFT - _RIGHT)

    height = _TOP + _ROW * len(rows) + 40
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}"'
        ' font-family="sans-serif" font-size="13">',
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
        '<text x="16" y="26" font-size="16" fill="#1c2024">Processor time for each message (microseconds, less is '
        "better)</text>",
    ]
    bottom = _TOP + _ROW * len(rows)
    for power in range(low, high + 1):
        x = across(10**power)
        parts.append(f'<line x1="{x:.1f}" y1="{_TOP - 8}" x2="{x:.1f}" y2="{bottom}" stroke="#dfe3e8"/>')
        parts.append(f'<text x="{x:.1f}" y="{bottom + 18}" text-anchor="middle" fill="#5b6470">{10**power:,}</text>')
    for number, who in enumerate(rows):
        ratio = f", {times(figures, who, Who.FLOOR):.1f} x floor" if who is not Who.FLOOR else ""
        parts += _row(_TOP + _ROW * number + 10, who, [across(us) for us in figures.cpu(who)])
        x, y = across(max(figures.cpu(who))) + 12, _TOP + _ROW * number + 14
        parts.append(f'<text x="{x:.1f}" y="{y}" fill="#1c2024">{median(figures.cpu(who)):,.0f}{ratio}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _row(y: int, who: Who, places: Sequence[float]) -> list[str]:
    colour = _FLOOR if who is Who.FLOOR else _OURS if who.startswith("product") else _THEIRS
    return [
        f'<text x="{_LEFT - 12}" y="{y + 4}" text-anchor="end" fill="{colour}">{escape(TITLES[who])}</text>',
        f'<line x1="{min(places):.1f}" y1="{y}" x2="{max(places):.1f}" y2="{y}" stroke="{colour}" stroke-width="3"'
        ' stroke-linecap="round"/>',
        f'<circle cx="{median(places):.1f}" cy="{y}" r="5" fill="{colour}"/>',
    ]
