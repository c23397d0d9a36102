"""The drawings under docs/flows show the flows as they are, and the same flow is drawn the same way."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from conversations.checks import read_catalogue
from conversations.drawing import mermaid, picture_of, svg
from conversations.drawing.layout import layout
from conversations.flows import FLOWS
from deploy.flow_drawing import CONSOLE, DOCS, draw_flows, drawings
from locales import catalogues
from tests.conversations.checks.boats import WORDS, sound

ROOT = Path(__file__).parents[3]
SVG = "{http://www.w3.org/2000/svg}"


def boats() -> str:
    return svg(picture_of(sound(), read_catalogue("id", "boats", WORDS)))


@pytest.mark.parametrize("folder", [DOCS, CONSOLE], ids=str)
def test_the_drawings_are_current(folder: Path) -> None:
    kept = {
        path.name: path.read_text(encoding="utf-8") for path in (ROOT / folder).iterdir() if path.name != "README.md"
    }
    stale = sorted(name for name in kept.keys() | drawings().keys() if kept.get(name) != drawings().get(name))
    assert stale == [], "run: bansos flows draw"


def test_the_same_flow_is_drawn_the_same_way() -> None:
    assert boats() == boats()


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
def test_every_state_and_every_way_is_drawn(flow) -> None:
    picture = picture_of(flow, read_catalogue("id", flow.name, catalogues("id")[flow.name]))
    drawn = ET.fromstring(svg(picture))  # noqa: S314 - what this test has just drawn itself
    states = [group.get("data-state") for group in drawn.iter(f"{SVG}g")]
    assert states == [state.name for state in flow]
    arrows = [path for path in drawn.iter(f"{SVG}path") if path.get("marker-end")]
    assert len(arrows) == len(picture.ways)
    source = mermaid(picture)
    assert source.count("-->") == len(picture.ways)
    assert all(f"s_{state.name}" in source for state in flow)


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
def test_no_two_states_share_a_place(flow) -> None:
    picture = picture_of(flow, read_catalogue("id", flow.name, catalogues("id")[flow.name]))
    places = layout(picture)
    assert all(one != other for one, other in combinations(places.values(), 2))


def test_words_that_look_like_markup_are_drawn_as_words() -> None:
    words = WORDS.replace("Siapa nama Bapak/Ibu?", 'Siapa <b>"nama"</b> & alias?')
    picture = picture_of(sound(), read_catalogue("id", "boats", words))
    assert ET.fromstring(svg(picture)) is not None  # noqa: S314 - what this test has just drawn itself
    assert "#quot;nama#quot;" in mermaid(picture)


def test_a_flow_that_is_gone_leaves_no_drawing(tmp_path: Path) -> None:
    (tmp_path / "gone.svg").write_text("<svg/>")
    written = draw_flows(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in written)
