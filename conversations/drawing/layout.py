"""Where the states of a flow stand on a picture: the longest way straight down, all else to its right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conversations.drawing.picture import Picture


@dataclass(frozen=True, slots=True)
class Place:
    """A row from the top, and a column from the left."""

    row: int
    column: int


def layout(picture: Picture) -> dict[str, Place]:
    """Give each state its place. No two share one, and a way down to a state has its column to itself."""
    after = _after(picture)
    rows = _rows(picture, after)
    spine = _spine(picture, after, rows)
    places = {name: Place(rows[name], 0) for name in spine}
    before = {node.name: [way.source for way in picture.ways if way.target == node.name] for node in picture.nodes}
    spans = {
        name: (min((rows[source] for source in before[name] if source in rows), default=row), row)
        for name, row in rows.items()
        if name not in places
    }
    taken: dict[int, list[tuple[int, int]]] = {}
    for name, span in sorted(spans.items(), key=lambda each: (each[1][1] - each[1][0], each[1])):
        column = 1
        while any(start < span[1] and span[0] < end for start, end in taken.get(column, [])):
            column += 1
        taken.setdefault(column, []).append(span)
        places[name] = Place(span[1], column)
    return places


def _after(picture: Picture) -> dict[str, list[str]]:
    """Give what follows each state, without the ways that would lead back."""
    known = {node.name: [way.target for way in picture.ways if way.source == node.name] for node in picture.nodes}
    done: set[str] = set()
    open_: set[str] = set()
    forward: dict[str, list[str]] = {name: [] for name in known}

    def visit(name: str) -> None:
        open_.add(name)
        for target in known[name]:
            if target in open_:
                continue
            forward[name].append(target)
            if target not in done:
                visit(target)
        open_.discard(name)
        done.add(name)

    for name in (picture.start, *known):
        if name not in done:
            visit(name)
    return forward


def _rows(picture: Picture, after: Mapping[str, list[str]]) -> dict[str, int]:
    """Give each state the length of the longest way to it."""
    rows = {node.name: 0 for node in picture.nodes}
    moved = True
    while moved:
        moved = False
        for name, targets in after.items():
            for target in targets:
                if rows[target] <= rows[name]:
                    rows[target] = rows[name] + 1
                    moved = True
    return rows


def _spine(picture: Picture, after: Mapping[str, list[str]], rows: Mapping[str, int]) -> list[str]:
    """Give the longest way from the start; of several, the one that is declared first."""
    length: dict[str, int] = {}
    for name in sorted(rows, key=lambda each: -rows[each]):
        length[name] = 1 + max((length[target] for target in after[name]), default=0)
    spine = [picture.start]
    while after[spine[-1]]:
        best = max(length[target] for target in after[spine[-1]])
        spine.append(next(target for target in after[spine[-1]] if length[target] == best))
    return spine
