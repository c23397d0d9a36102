"""A flow as Mermaid source, which many readers of documents show as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from conversations.drawing.picture import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conversations.drawing.picture import Node, Picture

_AROUND: Final = {
    Shape.ASK: ("[", "]"),
    Shape.CHOOSE: ("{{", "}}"),
    Shape.REVIEW: ("[/", "/]"),
    Shape.LOOK: ("[(", ")]"),
    Shape.SUBMIT: ("[[", "]]"),
    Shape.GO: (">", "]"),
    Shape.END: ("([", "])"),
}


def mermaid(picture: Picture) -> str:
    """Give the source of a flowchart."""
    return "\n".join(_lines(picture)) + "\n"


def _lines(picture: Picture) -> Iterator[str]:
    yield f"%% {picture.title}"
    yield "flowchart TD"
    for node in picture.nodes:
        before, after = _AROUND[node.shape]
        yield f'    {_id(node.name)}{before}"{_text(node)}"{after}'
    for way in picture.ways:
        label = f'|"{_quoted(way.label)}"|' if way.label else ""
        yield f"    {_id(way.source)} -->{label} {_id(way.target)}"


def _id(name: str) -> str:
    # "end" is a word of Mermaid's own.
    return f"s_{name}"


def _text(node: Node) -> str:
    step = f"{node.step} · " if node.step is not None else ""
    return f"{step}{_quoted(node.words)}"


def _quoted(text: str) -> str:
    return text.replace('"', "#quot;").replace("\n", " ")
