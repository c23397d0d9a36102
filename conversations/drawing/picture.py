"""What is drawn of a flow: its states in the words that people see, and the ways between them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from conversations.checks.catalogue import STAND_IN
from conversations.checks.edges import edges
from conversations.checks.reading import sentences
from conversations.engine.flow import Choose, Flow, Go, Look, Question, Review, State, Submit

if TYPE_CHECKING:
    from conversations.checks.catalogue import Catalogue


class Shape(StrEnum):
    """What a state does, which is how it looks."""

    ASK = "ask"
    CHOOSE = "choose"
    REVIEW = "review"
    LOOK = "look"
    SUBMIT = "submit"
    GO = "go"
    END = "end"


@dataclass(frozen=True, slots=True)
class Node:
    """A state. `words` is the beginning of what it says, `step` where it stands in the counter."""

    name: str
    shape: Shape
    words: str
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """All edges from one state to another, with what opens them."""

    source: str
    target: str
    label: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A flow, ready to be laid out. `title` is its name and version."""

    name: str
    title: str
    start: str
    nodes: tuple[Node, ...]
    ways: tuple[Way, ...]


_OTHERWISE = "selain itu"


def picture_of(flow: Flow, catalogue: Catalogue) -> Picture:
    """Give what is to be drawn of a flow, in the words of a catalogue."""
    nodes = tuple(
        Node(
            state.name,
            _shape(state),
            _words(state, catalogue),
            state.step if isinstance(state, (Question, Review)) else None,
        )
        for state in flow
    )
    because: dict[tuple[str, str], list[str]] = {}
    for edge in edges(flow):
        if edge.target in flow:
            because.setdefault((edge.source, edge.target), []).append(_label(edge.because))
    ways = tuple(Way(source, target, " / ".join(filter(None, labels))) for (source, target), labels in because.items())
    return Picture(flow.name, f"{flow.name} (versi {flow.version})", flow.start, nodes, ways)


def _shape(state: State) -> Shape:
    match state:
        case Choose():
            return Shape.CHOOSE
        case Question():
            return Shape.ASK
        case Review():
            return Shape.REVIEW
        case Look():
            return Shape.LOOK
        case Submit():
            return Shape.SUBMIT
        case Go():
            return Shape.GO
        case _:
            return Shape.END


def _words(state: State, catalogue: Catalogue) -> str:
    match state:
        case Look():
            return f"Cek ke registri: {state.lookup.rpartition('.')[2].replace('_', ' ')}"
        case Submit():
            return "Kirim ke registri"
        case Go():
            return f"Ke percakapan: {state.flow}" if state.flow else "Lanjutkan yang belum selesai"
        case _:
            written = catalogue.texts.get((state.name, None))
            said = sentences(written.words.replace(STAND_IN, "…")) if written else [state.name]
            asked = [sentence for sentence in said if sentence.endswith("?")]
            gist = asked if asked and isinstance(state, (Question, Review)) else said
            return gist[0].replace("….", "…") if gist else state.name


def _label(because: str) -> str:
    return _OTHERWISE if because == "otherwise" else because.replace("_", " ")
