"""Where a conversation stands, as a function of the answers alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from conversations.engine.flow import Ask, Flow, Look, Next, Question, Review, State, Submit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from conversations.engine.fields import Record

_LONGEST = 500


class FlowFault(Exception):
    """A flow leads nowhere, or round in a circle. `bansos flows check` finds these before a release."""


class Path(msgspec.Struct, frozen=True):
    """The states that are settled, in the order of the conversation, and the one that is next."""

    behind: tuple[State, ...]
    here: State

    @property
    def questions(self) -> list[Question[Any]]:
        """The questions that have been answered."""
        return [state for state in self.behind if isinstance(state, Question)]


def walk(flow: Flow, answers: Mapping[str, Any], record: Record | None = None) -> Path:
    """Follow the answers from the start to the first state that still needs something.

    `record` spares reading the same answers again, where there is one of them already.
    """
    record = flow.record(answers) if record is None else record
    states, straight = flow.states, flow.straight
    behind: list[State] = []
    state = states[flow.start]
    while len(behind) < _LONGEST:
        # Passed some twenty times in each turn, nearly always like this.
        if state.name in straight:
            slot, after = straight[state.name]
            if slot not in answers:
                return Path(tuple(behind), state)
            behind.append(state)
            state = states[after]
            continue
        onward = _onward(state, record)
        if onward is None:
            return Path(tuple(behind), state)
        if not isinstance(state, Question) or _is_asked(state, record):
            behind.append(state)
        state = states[onward]
    raise FlowFault(f"{flow.name}: the answers lead round in a circle through {state.name!r}")


def is_answered(question: Question[Any], record: Record) -> bool:
    """Tell whether a question needs no more asking."""
    if isinstance(question, Ask) and question.until is not None:
        return question.until(record)
    return question.slot in record.answers


def _is_asked(question: Question[Any], record: Record) -> bool:
    return question.asked_if is None or question.asked_if(record)


def _onward(state: State, record: Record) -> str | None:
    if isinstance(state, Question):
        if state.asked_if is not None and not state.asked_if(record):
            return _follow(state.next, record, state.name)
        return _follow(state.next, record, state.name) if is_answered(state, record) else None
    settled = record.answers.get(state.name)
    if settled is None:
        return None
    match state:
        case Review():
            return _follow(state.next, record, state.name)
        case Look():
            return state.outcomes[settled["outcome"]]
        case Submit():
            return {"accepted": state.accepted, "already": state.already, "delayed": state.delayed}[settled["outcome"]]
        case _:
            return None


def _follow(onward: Next, record: Record, name: str) -> str:
    if isinstance(onward, str):
        return onward
    for branch in onward:
        if branch.predicate is None or branch.predicate(record):
            return branch.target
    raise FlowFault(f"no branch of {name!r} holds")


def forget(flow: Flow, answers: dict[str, Any], question: Question[Any]) -> dict[str, Any]:
    """Take an answer back, with all that rested on it, and give what was taken.

    What the registry was asked afterwards falls too, and so does everything from the review on.
    """
    behind = walk(flow, answers).behind
    after = behind[behind.index(question) + 1 :] if question in behind else ()
    filled = question.fills if isinstance(question, Ask) else ()
    others = [state.slot for name in filled if isinstance(state := flow[name], Question)]
    slots = [question.slot, *(field.name for field in question.resets), *others]
    gone = {slot: answers.pop(slot) for slot in slots if slot in answers}
    for state in after:
        if not isinstance(state, Question):
            answers.pop(state.name, None)
    reopen(flow, answers, behind)
    return gone


def reopen(flow: Flow, answers: dict[str, Any], behind: Sequence[State] | None = None) -> None:
    """Take back the review and all after it: nobody declares true what they have not seen."""
    states = list(walk(flow, answers).behind if behind is None else behind)
    reviews = [place for place, state in enumerate(states) if isinstance(state, Review)]
    for state in states[reviews[0] :] if reviews else ():
        answers.pop(state.slot if isinstance(state, Question) else state.name, None)
        if isinstance(state, Review) and state.declares is not None:
            answers.pop(state.declares[0].name, None)
