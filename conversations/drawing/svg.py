"""A flow as an SVG, drawn without any other program: the same flow gives the same bytes."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from conversations.drawing.layout import Place, layout
from conversations.drawing.picture import Shape
from conversations.drawing.routes import BOX, COLUMN, MARGIN, ROW, TOP, Box, routes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from conversations.drawing.picture import Node, Picture

_FONT: Final = "font-family=\"system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif\""
_FIXED: Final = "font-family=\"ui-monospace, 'DejaVu Sans Mono', monospace\""
_INK, _SOFT, _LINE, _PAPER = "#1d2b36", "#5b6b77", "#7c8b96", "#ffffff"
_FILL: Final = {
    Shape.ASK: ("#eaf3fb", "#2f6ea3"),
    Shape.CHOOSE: ("#e9f6ee", "#2f7d4f"),
    Shape.REVIEW: ("#fff6df", "#a87511"),
    Shape.LOOK: ("#f1ecfa", "#6a4fa3"),
    Shape.SUBMIT: ("#fdeee3", "#b5561c"),
    Shape.GO: ("#e6f4f5", "#1f7a80"),
    Shape.END: ("#eef0f2", "#4d5963"),
}
_NAMED: Final = {
    Shape.ASK: "diketik",
    Shape.CHOOSE: "dipilih",
    Shape.REVIEW: "diperiksa",
    Shape.LOOK: "dicek ke registri",
    Shape.SUBMIT: "dikirim",
    Shape.GO: "percakapan lain",
    Shape.END: "selesai",
}
_LETTERS, _FEWER_LETTERS = 33, 29
"""Letters of a line that fit between upright sides, and between slanted or round ones."""
_LEGEND: Final = 46


def svg(picture: Picture) -> str:
    """Give the picture. Each state is a group with its name in `data-state`, so that a page can light it."""
    places = layout(picture)
    return "\n".join(_document(picture, places)) + "\n"


def _document(picture: Picture, places: Mapping[str, Place]) -> Iterator[str]:
    drawn = routes(picture, places)
    rows = max(place.row for place in places.values()) + 1
    columns = max(place.column for place in places.values()) + 1
    shapes = [shape for shape in Shape if any(node.shape is shape for node in picture.nodes)]
    left = drawn.left
    width = max(left + columns * COLUMN - (COLUMN - BOX) + MARGIN, MARGIN * 2 + len(shapes) * 135)
    height = TOP + rows * ROW + _LEGEND
    named = quoteattr(f"Alur percakapan {picture.title}")
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-label={named} {_FONT}>'
    )
    yield f'<rect width="{width}" height="{height}" fill="{_PAPER}"/>'
    yield (
        '<defs><marker id="to" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
        f'orient="auto"><path d="M0 0L8 4L0 8z" fill="{_LINE}"/></marker></defs>'
    )
    yield (f'<text x="{MARGIN}" y="36" font-size="20" font-weight="600" fill="{_INK}">{escape(picture.title)}</text>')
    for route in drawn.routes:
        yield (f'<path d="{route.path}" fill="none" stroke="{_LINE}" stroke-width="1.5" marker-end="url(#to)"/>')
    for node in picture.nodes:
        yield from _state(node, Box.at(places[node.name], left), start=node.name == picture.start)
    for route in drawn.routes:
        if route.label:
            yield _label(route.label, route.x, route.y, route.anchor)
    yield from _legend(shapes, height - _LEGEND + 18)
    yield "</svg>"


def _state(node: Node, box: Box, *, start: bool) -> Iterator[str]:
    fill, stroke = _FILL[node.shape]
    heavy = 3 if start else 1.5
    yield f'<g id="state-{node.name}" data-state="{node.name}">'
    yield f"<title>{escape(f'{node.name}: {node.words}')}</title>"
    yield f'<path d="{_outline(node.shape, box)}" fill="{fill}" stroke="{stroke}" stroke-width="{heavy}"/>'
    if node.shape is Shape.SUBMIT:
        sides = f"M{box.x + 8} {box.y}v{box.height}M{box.x + box.width - 8} {box.y}v{box.height}"
        yield f'<path d="{sides}" stroke="{stroke}"/>'
    letters = _LETTERS if node.shape is Shape.ASK else _FEWER_LETTERS
    lines = textwrap.wrap(node.words, letters, max_lines=2, placeholder=" …")
    top = box.middle - (len(lines) - 1) * 8 - 3
    for number, line in enumerate(lines):
        yield (
            f'<text x="{box.centre}" y="{top + number * 16}" font-size="13" text-anchor="middle" '
            f'fill="{_INK}">{escape(line)}</text>'
        )
    low = 14 if node.shape is Shape.REVIEW else 8
    yield (
        f'<text x="{box.centre}" y="{box.y + box.height - low}" font-size="10" text-anchor="middle" '
        f'fill="{_SOFT}" {_FIXED}>{escape(node.name)}</text>'
    )
    if node.step is not None:
        yield f'<circle cx="{box.x + 2}" cy="{box.y + 2}" r="11" fill="{stroke}"/>'
        yield (
            f'<text x="{box.x + 2}" y="{box.y + 6}" font-size="12" font-weight="600" text-anchor="middle" '
            f'fill="{_PAPER}">{node.step}</text>'
        )
    yield "</g>"


def _outline(shape: Shape, box: Box) -> str:
    x, y, w, h = box.x, box.y, box.width, box.height
    match shape:
        case Shape.CHOOSE:
            return f"M{x + 14} {y}h{w - 28}l14 {h / 2:g}l-14 {h / 2:g}h{28 - w}l-14 {-h / 2:g}z"
        case Shape.REVIEW:
            return f"M{x} {y}h{w}v{h - 8}q{-w / 4:g} -10 {-w / 2:g} 0t{-w / 2:g} 0z"
        case Shape.LOOK:
            return f"M{x + 14} {y}h{w - 14}l-14 {h}h{14 - w}z"
        case Shape.GO:
            return f"M{x} {y}h{w - 18}l18 {h / 2:g}l-18 {h / 2:g}h{18 - w}z"
        case Shape.END:
            r = h / 2
            return f"M{x + r:g} {y}h{w - h}a{r:g} {r:g} 0 0 1 0 {h}h{h - w}a{r:g} {r:g} 0 0 1 0 {-h}z"
        case Shape.ASK | Shape.SUBMIT:
            return f"M{x + 6} {y}h{w - 12}q6 0 6 6v{h - 12}q0 6 -6 6h{12 - w}q-6 0 -6 -6v{12 - h}q0 -6 6 -6z"


def _label(text: str, x: float, y: float, anchor: str) -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="11" text-anchor="{anchor}" fill="{_SOFT}" stroke="{_PAPER}" '
        f'stroke-width="4" paint-order="stroke" stroke-linejoin="round">{escape(text)}</text>'
    )


def _legend(shapes: list[Shape], y: int) -> Iterator[str]:
    for number, shape in enumerate(shapes):
        fill, stroke = _FILL[shape]
        box = Box(MARGIN + number * 135, y - 11, 22, 14)
        yield f'<rect x="{box.x}" y="{box.y}" width="22" height="14" rx="3" fill="{fill}" stroke="{stroke}"/>'
        yield f'<text x="{box.x + 30}" y="{y}" font-size="11" fill="{_SOFT}">{_NAMED[shape]}</text>'
