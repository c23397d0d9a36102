"""Where a conversation stands, as a function of the answers alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from conversations.engine.flow import Ask, Branch, Flow, Look, Next, Question, Review, State, Submit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conversations.engine.fields import Record

_LONGEST = 500


class FlowFault(Exception):
    """A flow leads nowhere, or round in a circle. `bansos flows check` finds these before a release."""


@dataclass(frozen=True, slots=True)
class Path:
    """The states that are settled, in the order of the conversation, and the one that is next."""

    behind: tuple[State, ...]
    here: State

    @property
    def questions(self) -> list[Question[Any]]:
        """The questions that have been answered."""
        return [state for state in self.behind if isinstance(state, Question)]


def walk(flow: Flow, answers: Mapping[str, Any]) -> Path:
    """Follow the answers from the start to the first state that still needs something."""
    record = flow.record(answers)
    behind: list[State] = []
    name = flow.start
    while len(behind) < _LONGEST:
        state = flow[name]
        onward = _onward(state, record)
        if onward is None:
            return Path(tuple(behind), state)
        behind.append(state)
        name = onward
    raise FlowFault(f"{flow.name}: the answers lead round in a circle through {name!r}")


def is_answered(question: Question[Any], record: Record) -> bool:
    """Tell whether a question needs no more asking."""
    if isinstance(question, Ask) and question.until is not None:
        return question.until(record)
    return question.slot in record.answers


def _onward(state: State, record: Record) -> str | None:
    match state:
        case Question() if is_answered(state, record):
            return _follow(state.next, record, state.name)
        case Review() if state.name in record.answers:
            return _follow(state.next, record, state.name)
        case Look() if state.name in record.answers:
            return state.outcomes[record.answers[state.name]["outcome"]]
        case Submit() if state.name in record.answers:
            outcome: str = record.answers[state.name]["outcome"]
            return {"accepted": state.accepted, "already": state.already, "delayed": state.delayed}[outcome]
        case _:
            return None


def _follow(onward: Next, record: Record, name: str) -> str:
    branches = [Branch(onward)] if isinstance(onward, str) else onward
    for branch in branches:
        if branch.predicate is None or branch.predicate(record):
            return branch.target
    raise FlowFault(f"no branch of {name!r} holds")


def forget(flow: Flow, answers: dict[str, Any], question: Question[Any]) -> dict[str, Any]:
    """Take an answer back, with all that rested on it, and give what was taken.

    What the registry was asked later falls too, and so does everything from the review on: nobody declares true
    what they have not seen.
    """
    gone = {question.slot: answers.pop(question.slot, None)}
    for field in question.resets:
        if field.name in answers:
            gone[field.name] = answers.pop(field.name)
    after = _after(flow, {**answers, **gone}, question)
    reviewed = False
    for state in after:
        reviewed = reviewed or isinstance(state, Review)
        slot = state.slot if isinstance(state, Question) else state.name
        if slot in answers and (reviewed or not isinstance(state, Question)):
            answers.pop(slot)
    return gone


def _after(flow: Flow, answers: Mapping[str, Any], question: Question[Any]) -> list[State]:
    behind = walk(flow, answers).behind
    names = [state.name for state in behind]
    return list(behind[names.index(question.name) + 1 :]) if question.name in names else []
