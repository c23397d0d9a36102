"""The edges of a flow's graph, and the walks that can be taken along them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from conversations.engine.flow import Branch, Flow, Look, Question, Review, Submit

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

N = TypeVar("N", bound="Hashable")


@dataclass(frozen=True, slots=True)
class Edge:
    """A way from one state to another. `because` is the predicate or the outcome that opens it, if any."""

    source: str
    target: str
    because: str = ""


def edges(flow: Flow) -> Iterator[Edge]:
    """Give every way from state to state within a flow, also to states that do not exist."""
    for state in flow:
        match state:
            case Question() | Review():
                branches = [Branch(state.next)] if isinstance(state.next, str) else state.next
                why = reason if len(branches) > 1 else _for_itself
                yield from (Edge(state.name, branch.target, why(branch)) for branch in branches)
            case Look():
                yield from (Edge(state.name, target, outcome) for outcome, target in state.outcomes.items())
            case Submit():
                yield Edge(state.name, state.accepted, "accepted")
                yield Edge(state.name, state.already, "already")
                yield Edge(state.name, state.delayed, "delayed")
                if state.refused is not None:
                    yield Edge(state.name, state.refused, "refused")
            case _:
                pass


def reason(branch: Branch) -> str:
    """Name what has to hold for a branch."""
    if branch.predicate is None:
        return "otherwise"
    return str(getattr(branch.predicate, "__name__", branch.predicate))


def _for_itself(_: Branch) -> str:
    return ""


def onward(flow: Flow) -> dict[str, list[str]]:
    """Give for each state the existing states that can follow it, each once."""
    found: dict[str, list[str]] = {state.name: [] for state in flow}
    for edge in edges(flow):
        if edge.target in flow and edge.target not in found[edge.source]:
            found[edge.source].append(edge.target)
    return found


def reached(graph: Mapping[N, Iterable[N]], starts: Iterable[N]) -> set[N]:
    """Give all nodes that can be reached, the starts included."""
    found, waiting = set[N](), list(starts)
    while waiting:
        node = waiting.pop()
        if node not in found and node in graph:
            found.add(node)
            waiting.extend(graph[node])
    return found


def backward(graph: Mapping[N, Iterable[N]]) -> dict[N, list[N]]:
    """Give the graph with every edge turned round."""
    turned: dict[N, list[N]] = {node: [] for node in graph}
    for node, following in graph.items():
        for each in following:
            if each in turned:
                turned[each].append(node)
    return turned


def rings(graph: Mapping[N, Sequence[N]], within: Iterable[N]) -> list[list[N]]:
    """Give the groups of nodes that lead to each other in a circle, each in the order of the graph."""
    kept = set(within)
    inner = {node: [each for each in graph[node] if each in kept] for node in graph if node in kept}
    found: list[list[N]] = []
    done = set[N]()
    for node, following in inner.items():
        if node in done:
            continue
        after = reached(inner, following)
        if node in after:
            ring = [other for other in inner if other in after and node in reached(inner, inner[other])]
            found.append(ring)
            done.update(ring)
    return found
