"""The branches and outcomes of a state: every case has its way, and each way can be taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversations.checks.edges import backward, onward, reached, reason
from conversations.checks.places import at_state
from conversations.engine.flow import Ask, Flow, Look, Question, Review
from conversations.engine.lookups import UNAVAILABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from conversations.checks.finding import Finding
    from conversations.engine.flow import Branch, Predicate
    from conversations.engine.lookups import Outcomes

GIVEN = frozenset(
    {"begun", "draft", "whose", "fixes", "by_code", "role", "agent", "is_right", "about", "after", "practice"}
)
"""Fields that the engine fills in, not an answer."""


def branch_findings(flow: Flow, lookups: Mapping[str, Outcomes]) -> Iterator[Finding]:
    """Find cases that have no way, and ways that no case takes."""
    for state in flow:
        if isinstance(state, (Question, Review)) and not isinstance(state.next, str):
            yield from _cases(flow, state.name, state.next)
            yield from _predicates(flow, state.name, state.next)
        if isinstance(state, Look):
            yield from _outcomes(flow, state, lookups)


def _cases(flow: Flow, state: str, branches: Sequence[Branch]) -> Iterator[Finding]:
    if all(branch.predicate is not None for branch in branches):
        yield at_state(flow, state, "its branches leave a case open", "End them with otherwise(...)")
    if any(branch.predicate is None for branch in branches[:-1]):
        yield at_state(flow, state, "a branch stands behind otherwise(...) and is never taken", "Move it to the front")


def _predicates(flow: Flow, state: str, branches: Sequence[Branch]) -> Iterator[Finding]:
    seen: set[Predicate] = set()
    for branch in branches:
        if branch.predicate is None:
            continue
        if branch.predicate in seen:
            yield at_state(flow, state, f"asks {reason(branch)!r} twice: the second is never taken", "Remove one")
        seen.add(branch.predicate)
        if reason(branch) == "<lambda>":
            yield at_state(
                flow,
                state,
                "branches on a nameless function",
                "Give it a name: drawings and findings show it",
            )
        unknown = sorted(_read_by(flow, branch.predicate) - _known_after(flow, state))
        if unknown:
            yield at_state(
                flow,
                state,
                f"{reason(branch)!r} looks at {', '.join(unknown)}, which nobody has been asked by then",
                "Ask it before, or decide by another answer",
            )


def _outcomes(flow: Flow, state: Look, lookups: Mapping[str, Outcomes]) -> Iterator[Finding]:
    declared = lookups.get(state.lookup)
    if declared is None:
        yield at_state(
            flow,
            state.name,
            f"asks {state.lookup!r}, which is no lookup",
            "Correct the name, or declare it with its outcomes in conversations/engine/lookups.py",
        )
        return
    for outcome in declared:
        if outcome not in state.outcomes and outcome not in state.again:
            why = " when the registry is away" if outcome == UNAVAILABLE else ""
            yield at_state(
                flow,
                state.name,
                f"does not say what happens{why} on {outcome!r} of {state.lookup}",
                f"Add {outcome!r} to its outcomes",
            )
    for outcome in (*state.outcomes, *state.again):
        if outcome not in declared:
            yield at_state(
                flow,
                state.name,
                f"waits for {outcome!r}, which {state.lookup} never gives",
                f"It gives {', '.join(declared)}: correct the name or remove it",
            )


class _Read(dict[str, object]):
    """Answers of nobody, that note what is looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.names = set[str]()

    def get(self, name: str, default: object = None) -> object:
        self.names.add(name)
        return default


def _read_by(flow: Flow, predicate: Predicate) -> set[str]:
    """Give the answers a predicate looks at first, as far as an empty record shows."""
    answers = _Read()
    try:
        predicate(flow.record(answers))
    except (LookupError, TypeError, ValueError, AttributeError):
        return set()
    return answers.names


def _known_after(flow: Flow, state: str) -> set[str]:
    """Give what may have been answered when a state is left."""
    before = reached(backward(onward(flow)), [state])
    passed = [flow[name] for name in before]
    if any(isinstance(each, Ask) and each.implies is not None for each in passed):
        return {*flow.states, *(each.slot for each in flow if isinstance(each, Question)), *GIVEN}
    return {*before, *(each.slot for each in passed if isinstance(each, Question)), *GIVEN}
