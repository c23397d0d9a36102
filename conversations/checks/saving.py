"""What is saved where: no answer is lost on a way to the registry, none is kept twice, all are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversations.checks.branches import GIVEN
from conversations.checks.edges import backward, onward, reached
from conversations.checks.places import at_flow, at_state
from conversations.engine.fields import fields_of
from conversations.engine.flow import Ask, Flow, Question, Review, Submit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conversations.checks.finding import Finding


def saving_findings(flow: Flow) -> Iterator[Finding]:
    """Find what is wrong with the answers that a flow keeps."""
    questions = [state for state in flow if isinstance(state, Question)]
    fields = fields_of(flow.record)
    for question in questions:
        if fields.get(question.slot) is not question.saves:
            yield at_state(
                flow,
                question.name,
                f"saves {question.slot!r}, which is no field of {flow.record.__name__}",
                f"Save a field of {flow.record.__name__}",
            )
        yield from _resets(flow, question)
        yield from _fills(flow, question)
        if isinstance(question, Ask) and question.until is not None and question.implies and not question.fills:
            yield at_state(flow, question.name, "is a list and implies other answers", "Do one of both")
    yield from _saved_twice(flow, questions)
    declared = {state.declares[0].name for state in flow if isinstance(state, Review) and state.declares is not None}
    for name in sorted(set(fields) - {question.slot for question in questions} - declared - GIVEN):
        yield at_flow(flow, f"no state saves the field {name!r}", "Ask for it, or remove the field")
    yield from _steps(flow)
    for state in flow:
        if isinstance(state, Submit):
            yield from _lost(flow, state, questions)
        if isinstance(state, Review) and state.name in reached(onward(flow), [flow.start]):
            yield from _reviewed(flow, state, questions)


def _resets(flow: Flow, question: Question[object]) -> Iterator[Finding]:
    later = _after(flow, question) if question.resets else set()
    for field in question.resets:
        if fields_of(flow.record).get(field.name) is not field:
            yield at_state(
                flow,
                question.name,
                f"resets {field.name!r}, which is no field of {flow.record.__name__}",
                "Correct the name",
            )
        elif not any(_saves(flow, name, field.name) for name in later):
            yield at_state(
                flow,
                question.name,
                f"resets {field.name!r}, which is not asked after it",
                "Reset only what is asked later, or ask for it again",
            )


def _after(flow: Flow, question: Question[object]) -> set[str]:
    graph = onward(flow)
    return reached(graph, graph[question.name])


def _fills(flow: Flow, question: Question[object]) -> Iterator[Finding]:
    """Find what a question claims to answer, and cannot."""
    filled = question.fills if isinstance(question, Ask) else ()
    later = _after(flow, question) if filled else set()
    for name in filled:
        if not isinstance(flow.states.get(name), Question):
            yield at_state(flow, question.name, f"fills {name!r}, which is no question", "Correct the name")
        elif name not in later:
            yield at_state(
                flow, question.name, f"fills {name!r}, which is not asked after it", "Fill only what is asked later"
            )
    if filled and isinstance(question, Ask) and question.implies is None:
        yield at_state(flow, question.name, "fills others and gives no answers to them", "Declare `implies`")


def _declaring(flow: Flow, field: str) -> set[str]:
    """Give the reviews that save a field when everything is right."""
    reviews = [state for state in flow if isinstance(state, Review) and state.declares is not None]
    return {state.name for state in reviews if state.declares is not None and state.declares[0].name == field}


def _saved_twice(flow: Flow, questions: list[Question[object]]) -> Iterator[Finding]:
    graph = onward(flow)
    for place, question in enumerate(questions):
        for other in questions[place + 1 :]:
            if other.slot != question.slot:
                continue
            if other.name in reached(graph, [question.name]) or question.name in reached(graph, [other.name]):
                yield at_state(
                    flow,
                    other.name,
                    f"saves {other.slot!r}, as {question.name!r} on the same way does",
                    "Save each answer once",
                )


def _lost(flow: Flow, submit: Submit, questions: list[Question[object]]) -> Iterator[Finding]:
    """Find a way to the registry on which an answer is never asked for."""
    graph = onward(flow)
    if submit.name not in reached(graph, [flow.start]):
        return
    if not _always_before(flow, submit.name, {state.name for state in flow if isinstance(state, Review)}):
        yield at_state(
            flow,
            submit.name,
            "can be reached without a review, so that nothing could be asked again when it is refused",
            "Put a Review on every way to it",
        )
    for name, field in fields_of(flow.record).items():
        asked = {question.name for question in questions if question.slot == name} | _declaring(flow, name)
        if name in GIVEN or field.optional or not asked:
            continue
        if not _always_before(flow, submit.name, asked):
            turn = _turning(flow, submit.name, asked)
            yield at_state(
                flow,
                submit.name,
                f"can be reached without {name!r}: the way from {turn[0]!r} to {turn[1]!r} goes round it",
                f"Ask for {name!r} on that way too, or declare Field(..., optional=True)",
            )


def _always_before(flow: Flow, state: str, stops: set[str]) -> bool:
    """Tell whether every way from the start to a state passes one of the stops."""
    graph = onward(flow)
    around = {name: following for name, following in graph.items() if name not in stops}
    return state not in reached(around, [flow.start])


def _turning(flow: Flow, goal: str, missed: set[str]) -> tuple[str, str]:
    """Give the step after which what was missed can no longer be reached."""
    graph = onward(flow)
    around = {name: following for name, following in graph.items() if name not in missed}
    leading = reached(backward(around), [goal])
    useful = reached(around, [flow.start]) & leading
    for name in (each for each in graph if each in useful):
        ahead = reached(graph, [name])
        for following in (each for each in graph[name] if each in useful):
            beyond = reached(graph, [following])
            if ahead & missed and not beyond & missed:
                return name, following
    return flow.start, goal


def _reviewed(flow: Flow, review: Review, questions: list[Question[object]]) -> Iterator[Finding]:
    before = reached(backward(onward(flow)), [review.name]) - {review.name}
    for name in review.lines:
        if not isinstance(flow.states.get(name), Question):
            yield at_state(flow, review.name, f"lists {name!r}, which is no question", "Correct the name")
        elif name not in before:
            yield at_state(flow, review.name, f"lists {name!r}, which is never asked before it", "Remove the line")
    for name in sorted({name for name in review.lines if list(review.lines).count(name) > 1}):
        yield at_state(flow, review.name, f"lists {name!r} twice", "Remove one line")
    for question in questions:
        shown = question.name in review.lines or (isinstance(question, Ask) and question.fills)
        if question.name in before and question.saves.sensitive and not shown:
            yield at_state(
                flow,
                review.name,
                f"does not show {question.name!r}, which concerns the person closely",
                f"Add {question.name!r} to its lines, so that a mistake is seen before it is sent",
            )


def _steps(flow: Flow) -> Iterator[Finding]:
    """Find counters ("3 dari 9") that go back, or beyond their end."""
    graph = onward(flow)
    steps = {
        state.name: state.step for state in flow if isinstance(state, (Question, Review)) and state.step is not None
    }
    for name, step in steps.items():
        if flow.steps is None or not 1 <= step <= flow.steps:
            yield at_state(flow, name, f"is step {step} of {flow.steps}", "Correct it, or `steps` of the flow")
    for name, before in backward(graph).items():
        later = [each for each in before if name in steps and steps.get(each, 0) > steps[name]]
        if later:
            yield at_state(
                flow,
                name,
                f"is step {steps[name]}, after step {steps[later[0]]} of {later[0]!r}",
                "Let steps only grow: people count what is left",
            )


def _saves(flow: Flow, name: str, slot: str) -> bool:
    state = flow[name]
    return isinstance(state, Question) and state.slot == slot
