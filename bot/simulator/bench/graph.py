"""The picture of a flow with one state lit."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree as Tree

from conversations.checks import read_catalogue
from conversations.drawing import picture_of, svg
from locales import SOURCE, catalogues

if TYPE_CHECKING:
    from conversations.engine.flow import Flow

_SVG = "http://www.w3.org/2000/svg"
_HALO = {"fill": "none", "stroke": "#e0a526", "stroke-width": "12", "stroke-linejoin": "round"}


def lit(flow: Flow, state: str | None) -> str:
    """Draw a flow with the group of one state marked as current; one that is not there lights nothing."""
    drawn = _drawn(flow)
    if state not in flow:
        return drawn
    Tree.register_namespace("", _SVG)
    picture = Tree.fromstring(drawn)  # noqa: S314 - our own drawing, nobody else's
    group = picture.find(f".//{{{_SVG}}}g[@data-state='{state}']")
    outline = None if group is None else group.find(f"{{{_SVG}}}path")
    if group is None or outline is None:
        return drawn
    group.set("aria-current", "step")
    halo = deepcopy(outline)
    halo.attrib.update(_HALO)
    group.insert(list(group).index(outline), halo)
    return Tree.tostring(picture, encoding="unicode")


@cache
def _drawn(flow: Flow) -> str:
    return svg(picture_of(flow, read_catalogue(SOURCE, flow.name, catalogues(SOURCE)[flow.name])))
