"""The order in which a flow asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversations.engine.flow import Question, Review, targets

if TYPE_CHECKING:
    from conversations.engine.flow import Flow


def order_of(flow: Flow) -> list[str]:
    """Give the names of a flow's questions in the order of the conversation: branches before what they lead to."""
    placed: list[str] = []
    _visit(flow, flow.start, placed, set())
    return [name for name in reversed(placed) if isinstance(flow[name], (Question, Review))]


def _visit(flow: Flow, name: str, placed: list[str], seen: set[str]) -> None:
    """Place a state after all that follow it; read backwards that is the order of the conversation."""
    if name in seen:
        return
    seen.add(name)
    for target in reversed(list(targets(flow[name]))):
        _visit(flow, target, placed, seen)
    placed.append(name)
