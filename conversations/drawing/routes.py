"""The lines between the states of a picture: straight down, round on the left, or out to the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conversations.drawing.layout import Place
    from conversations.drawing.picture import Picture, Way

MARGIN, TOP = 28, 64
BOX, COLUMN = 248, 316
HEIGHT, ROW = 60, 96
_LANE = 22
_ROUND = 8


@dataclass(frozen=True, slots=True)
class Box:
    """Where a state is drawn, in pixels."""

    x: int
    y: int
    width: int
    height: int

    @classmethod
    def at(cls, place: Place, left: int) -> Box:
        """Give the box of a place; the first column begins at `left`."""
        return cls(left + place.column * COLUMN, TOP + place.row * ROW, BOX, HEIGHT)

    @property
    def centre(self) -> int:
        """The middle from left to right."""
        return self.x + self.width // 2

    @property
    def middle(self) -> int:
        """The middle from top to bottom."""
        return self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Route:
    """A line, and where its label stands."""

    path: str
    label: str
    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Routes:
    """All lines. `left` is where the first column begins, right of the lines that pass it."""

    routes: tuple[Route, ...]
    left: int


def routes(picture: Picture, places: Mapping[str, Place]) -> Routes:
    """Give the lines between the states."""
    passing = [way for way in picture.ways if _passes(places, way)]
    lanes = _lanes(places, passing)
    labels = [len(way.label) for way in passing]
    left = MARGIN + (max(lanes.values()) + 1) * _LANE + max(labels) * 6 if passing else MARGIN
    return Routes(tuple(_route(places, way, lanes, left) for way in picture.ways), left)


def _passes(places: Mapping[str, Place], way: Way) -> bool:
    """Tell whether a way passes states of the first column, or leads up."""
    source, target = places[way.source], places[way.target]
    return target.row <= source.row or (source.column == target.column and target.row - source.row > 1)


def _lanes(places: Mapping[str, Place], passing: list[Way]) -> dict[Way, int]:
    """Give each passing way a lane of its own, the short ones inside."""
    lanes: dict[Way, int] = {}
    spans = {way: sorted((places[way.source].row, places[way.target].row)) for way in passing}
    for way in sorted(passing, key=lambda each: (spans[each][1] - spans[each][0], spans[each][0])):
        start, end = spans[way]
        used = {lanes[other] for other in lanes if spans[other][0] <= end and start <= spans[other][1]}
        lanes[way] = next(lane for lane in range(len(used) + 1) if lane not in used)
    return lanes


def _route(places: Mapping[str, Place], way: Way, lanes: Mapping[Way, int], left: int) -> Route:
    source, target = Box.at(places[way.source], left), Box.at(places[way.target], left)
    if way in lanes:
        lane = source.x - (lanes[way] + 1) * _LANE
        points = [
            (source.centre, source.middle),
            (lane, source.middle),
            (lane, target.middle),
            (target.x - 2, target.middle),
        ]
        return Route(_rounded(points), way.label, lane - 6, source.middle + 14, "end")
    if source.centre == target.centre:
        path = f"M{source.centre} {source.y + source.height}V{target.y - 2}"
        return Route(path, way.label, source.centre + 8, source.y + source.height + 20, "start")
    if target.x > source.x:
        points = [
            (source.centre, source.middle),
            (target.centre, source.middle),
            (target.centre, target.y - 2),
        ]
        return Route(_rounded(points), way.label, target.centre - 10, source.middle - 6, "end")
    points = [
        (source.centre, source.y + source.height),
        (source.centre, target.middle),
        (target.x + target.width + 2, target.middle),
    ]
    return Route(_rounded(points), way.label, source.centre + 8, source.y + source.height + 20, "start")


def _rounded(points: list[tuple[int, int]]) -> str:
    """Draw along the points, with round corners."""
    path = [f"M{points[0][0]} {points[0][1]}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        near, far = _towards(corner, before), _towards(corner, after)
        path.append(f"L{near[0]} {near[1]}Q{corner[0]} {corner[1]} {far[0]} {far[1]}")
    path.append(f"L{points[-1][0]} {points[-1][1]}")
    return "".join(path)


def _towards(corner: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    step = [(o > c) - (o < c) for c, o in zip(corner, other, strict=True)]
    return corner[0] + step[0] * _ROUND, corner[1] + step[1] * _ROUND
