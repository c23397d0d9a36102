"""Every edge of every graph is walked, and every command works wherever a person can be."""

from __future__ import annotations

import pytest

from conversations.answers.commands import Command
from conversations.checks.edges import Edge, edges
from conversations.engine.flow import End, Go, Look, Submit
from conversations.engine.messages import Text
from conversations.flows import FLOWS
from tests.conversations.walks.examples import ANSWERS
from tests.conversations.walks.walker import ENGINE, Stop, everywhere, fresh, outcomes, said, steps_from

EDGES = [(flow.name, edge) for flow in FLOWS for edge in edges(flow)]
WAITING = [f"{flow.name}.{state.name}" for flow in FLOWS for state in flow if not isinstance(state, (Go, Look, Submit))]
ASKED = [
    f"{flow.name}.{state.name}" for flow in FLOWS for state in flow if not isinstance(state, (Go, Look, Submit, End))
]


def _named(taken: tuple[str, Edge]) -> str:
    flow, edge = taken
    return f"{flow}: {edge.source} > {edge.target} {edge.because}".strip()


@pytest.mark.parametrize("edge", EDGES, ids=map(_named, EDGES))
def test_an_edge_is_walked(edge: tuple[str, Edge]) -> None:
    _, walked = everywhere()
    assert edge in walked, "no example answer leads this way: add one in examples.py"
    stop, text = walked[edge]
    again = list(steps_from(stop, text))
    assert any(edge in step.taken for step in again)
    assert all(step.turn.reply is not None for step in again)


@pytest.mark.parametrize("state", WAITING)
def test_a_state_is_reached_by_talking(state: str) -> None:
    stops, _ = everywhere()
    assert state in stops


@pytest.mark.parametrize("state", ASKED)
def test_a_question_has_an_example(state: str) -> None:
    assert ANSWERS.get(state), "add an answer in examples.py"


@pytest.mark.parametrize("command", list(Command))
@pytest.mark.parametrize("state", ASKED)
def test_a_command_is_answered_and_the_conversation_goes_on(state: str, command: Command) -> None:
    stops, _ = everywhere()
    stop = stops[state]
    turn = said(stop.session, Text(command.value))
    for step in outcomes(turn):
        assert step.turn.reply is not None
        assert step.turn.reply.text
        after = Stop(step.turn.session, stop.way)
        if after.session.asking is not None:
            after = Stop(said(after.session, Text("tidak, lanjutkan")).session, stop.way)
            assert after.session.asking is None
        assert _goes_on(after)


def test_a_first_message_opens_the_menu() -> None:
    turn = said(fresh(), Text("halo"))
    assert turn.reply is not None
    assert turn.session.run is not None
    assert turn.session.run.flow == "menu"


def _goes_on(stop: Stop) -> bool:
    """Tell whether some answer moves the conversation from here."""
    if isinstance(ENGINE.flows[stop.run.flow][stop.run.state], End):
        return said(stop.session, Text("menu")).reply is not None
    return any(
        step.turn.session.run is not None
        and (step.turn.session.run.state, step.turn.session.run.answers) != (stop.run.state, stop.run.answers)
        for text in ANSWERS[stop.state]
        for step in steps_from(stop, text)
    )
