"""What each state can say, and what each of its texts is given to say it with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from conversations.checks.common_texts import COMMON_TEXTS
from conversations.checks.longest_answers import longest_answers
from conversations.engine.agent import ROLE
from conversations.engine.facts import LONGEST_FACTS
from conversations.engine.flow import Ask, Choose, End, Flow, Look, Question, Review, State, Submit
from conversations.engine.lookups import SETTLED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TYPED = ("-words", "-about", "-hints")
"""How the texts end in name that list what people type: the names of an option, what speaks of it, what hints at it."""
OPENING = "opening"
"""The message of the home flow that greets a new chat; it belongs to no state."""


@dataclass(frozen=True, slots=True)
class Said:
    """A text that a state can say. `variables` is None where nobody can tell what it is given."""

    attribute: str | None
    variables: frozenset[str] | None
    needed: bool = True


def said_by(flow: Flow, state: State) -> Iterator[Said]:
    """Give every text of a state."""
    details = details_of(flow, state)
    base = None if details is None else frozenset({*LONGEST_FACTS, *details, ROLE})
    match state:
        case Question():
            yield from _of_question(flow, state, base)
        case Review():
            yield Said(None, _with(base, "lines"))
            yield Said("help", base)
            yield from (Said(answer, frozenset(LONGEST_FACTS)) for answer in ("right", "change"))
            yield Said("which", base)
        case Submit():
            yield from (Said("waiting", base), Said("rejected", base))
            for outcome in ("accepted", "already"):
                yield Said(f"late-{outcome}", _with(base, *SETTLED[outcome]))
        case End():
            yield Said(None, base)
            yield Said("sent-before", base, needed=False)
        case Look():
            yield Said("waiting", base, needed=False)
        case _:
            return
    for name, value in (details or {}).items():
        if isinstance(value, (list, tuple)):
            keys = {key for item in value if isinstance(item, Mapping) for key in item}
            item = f"{name}-item"
            yield Said(item, frozenset({*LONGEST_FACTS, *keys}), needed=item not in COMMON_TEXTS)


def _of_question(flow: Flow, state: Question[Any], base: frozenset[str] | None) -> Iterator[Said]:
    facts = frozenset(LONGEST_FACTS)
    yield Said(None, _with(base, "lines") if isinstance(state, Ask) and state.fills else base)
    yield Said("help", base)
    yield Said("noted", _with(base, "value"), needed=False)
    yield Said("which", base, needed=False)
    yield Said("again", base, needed=False)
    if is_reviewed(flow, state):
        yield Said("line", _with(base, "value"))
    if isinstance(state, (Ask, Choose)):
        for code, variables in problems_of(state).items():
            yield Said(f"problem-{code}", _with(base, *variables), needed=False)
    if isinstance(state, Ask) and state.contact:
        yield Said("contact", base, needed=False)
    options = [option.value for option in state.options] if isinstance(state, Choose) else ()
    for label in (*options, *(state.labels if isinstance(state, Ask) else ())):
        yield Said(label, facts)
        yield Said(f"{label}-words", facts, needed=False)
    for option in options:
        yield from (Said(f"{option}-{kind}", facts, needed=False) for kind in ("about", "hints"))


def problems_of(state: Ask[Any] | Choose[Any]) -> Mapping[str, Sequence[str]]:
    """Give the problems of a question with the variables that each brings."""
    listed = state.problems
    return listed if isinstance(listed, Mapping) else dict.fromkeys(listed, ())


def is_reviewed(flow: Flow, state: State) -> bool:
    """Tell whether a review shows the answer to a question."""
    return any(isinstance(other, Review) and state.name in other.lines for other in flow)


def details_of(flow: Flow, state: State) -> Mapping[str, Any] | None:
    """Give the details of a state with the longest answers; None when they cannot be worked out."""
    if state.details is None:
        return {}
    try:
        return state.details(flow.record(longest_answers(flow.name, state.name)))
    except (LookupError, TypeError, ValueError, AttributeError):
        return None


def _with(base: frozenset[str] | None, *names: str) -> frozenset[str] | None:
    return None if base is None else base | set(names)
