"""The graph of a flow: everything leads somewhere, and everything can be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversations.checks.finding import Finding
from conversations.engine.fields import fields_of
from conversations.engine.flow import Ask, Branch, Choose, End, Flow, Go, Look, Question, Review, targets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

GIVEN = frozenset({"begun", "draft"})
"""Fields that the engine fills in, not an answer."""


def graph_findings(flow: Flow, flows: Mapping[str, Flow]) -> Iterator[Finding]:
    """Find what is wrong with the graph of a flow."""
    if flow.start not in flow:
        yield Finding(flow.name, f"the start {flow.start!r} is no state", "Name one of its states")
        return
    yield from _unknown_targets(flow, flows)
    yield from _unreachable(flow)
    yield from _without_end(flow)
    yield from _branches(flow)
    yield from _answers(flow)


def _unknown_targets(flow: Flow, flows: Mapping[str, Flow]) -> Iterator[Finding]:
    for state in flow:
        for target in targets(state):
            if target not in flow:
                yield Finding(
                    f"{flow.name}.{state.name}", f"leads to {target!r}, which is no state", "Correct the name"
                )
        if isinstance(state, Go) and state.flow and state.flow not in flows:
            yield Finding(
                f"{flow.name}.{state.name}", f"goes to {state.flow!r}, which is no flow", "Correct the name"
            )
        if isinstance(state, Look) and "unavailable" not in state.outcomes:
            yield Finding(
                f"{flow.name}.{state.name}",
                "does not say what happens when the registry is away",
                "Add 'unavailable'",
            )


def _unreachable(flow: Flow) -> Iterator[Finding]:
    for name in sorted(set(flow.states) - _reached(flow, flow.start)):
        yield Finding(
            f"{flow.name}.{name}", "cannot be reached from the start", "Lead a state to it, or remove it"
        )


def _without_end(flow: Flow) -> Iterator[Finding]:
    ends = {state.name for state in flow if isinstance(state, (End, Go))}
    for name in sorted(_reached(flow, flow.start)):
        if not _reached(flow, name) & ends:
            yield Finding(f"{flow.name}.{name}", "no end can be reached from here", "Lead it to an End")


def _branches(flow: Flow) -> Iterator[Finding]:
    for state in flow:
        if not isinstance(state, (Question, Review)) or isinstance(state.next, str):
            continue
        branches: list[Branch] = list(state.next)
        if not branches or branches[-1].predicate is not None:
            yield Finding(
                f"{flow.name}.{state.name}", "its branches leave a case open", "End them with otherwise(...)"
            )
        if any(branch.predicate is None for branch in branches[:-1]):
            yield Finding(
                f"{flow.name}.{state.name}", "a branch stands behind otherwise(...)", "Move it to the front"
            )


def _answers(flow: Flow) -> Iterator[Finding]:
    saved: dict[str, str] = {}
    for state in flow:
        if isinstance(state, Question):
            if state.slot in saved:
                yield Finding(
                    f"{flow.name}.{state.name}",
                    f"saves {state.slot!r}, as {saved[state.slot]!r} does",
                    "Save each once",
                )
            saved[state.slot] = state.name
        if isinstance(state, Choose) and len({*state.options}) != len(state.options):
            yield Finding(f"{flow.name}.{state.name}", "offers the same option twice", "Remove one")
        if isinstance(state, Review):
            for name in state.lines:
                if not isinstance(flow.states.get(name), Question):
                    yield Finding(
                        f"{flow.name}.{state.name}", f"lists {name!r}, which is no question", "Correct it"
                    )
        if isinstance(state, Ask) and state.until is not None and state.implies is not None:
            yield Finding(
                f"{flow.name}.{state.name}", "is a list and implies other answers", "Do one of both"
            )
    for name in sorted(set(fields_of(flow.record)) - set(saved) - GIVEN):
        yield Finding(
            f"{flow.name}: {name}", "is a field that no state saves", "Save it, or remove the field"
        )


def _reached(flow: Flow, start: str) -> set[str]:
    reached, waiting = set[str](), [start]
    while waiting:
        name = waiting.pop()
        if name in flow and name not in reached:
            reached.add(name)
            waiting.extend(targets(flow[name]))
    return reached
