"""Every fault that a flow can have, each built in a few lines, with the one finding it must make."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conversations.answers.choices import Housing
from conversations.checks import flow_findings
from conversations.engine.fields import Field, Record
from conversations.engine.flow import Ask, End, Flow, Go, Look, Review, otherwise, when
from conversations.flows import status
from tests.conversations.checks import boats
from tests.conversations.checks.boats import Boats, Other, Trade, ask, changed, look, sound, with_states

if TYPE_CHECKING:
    from collections.abc import Callable


def an_unreachable_ring() -> Flow:
    return with_states(
        sound(),
        look("one", new="two", already="two", unavailable="two"),
        look("two", new="one", already="one", unavailable="one"),
    )


def a_trap() -> Flow:
    flow = changed(
        sound(),
        "trade",
        next=[when(boats.fishes, "count"), when(boats.farms, "again"), otherwise("home")],
    )
    return with_states(
        flow,
        Review(name="again", lines=["name"], next="and_again"),
        Review(name="and_again", lines=["name"], next="again"),
    )


def a_trap_that_looks() -> Flow:
    flow = changed(sound(), "known", outcomes={"new": "name", "already": "wait", "unavailable": "name"})
    return with_states(flow, look("wait", new="wait", already="wait", unavailable="wait"))


def a_field_nobody_saves() -> Flow:
    class More(Record):
        count = Boats.count
        forgotten = Field(str)

    flow = Flow("boats", version=1, start="count", record=More)
    return with_states(flow, ask("count", Boats.count, "told"), End(name="told"))


def too_many_options() -> Flow:
    many = StrEnum("many", [f"option{number}" for number in range(11)])
    return changed(sound(), "trade", options=list(many))


BROKEN: list[tuple[Callable[[], Flow], str, str, str]] = [
    (an_unreachable_ring, "boats.one", "cannot be reached from the start, and with it two", "Let a state"),
    (
        lambda: with_states(sound(), End(name="lost")),
        "boats.lost",
        "cannot be reached from the start",
        "Let a state lead to 'lost', or remove it",
    ),
    (a_trap, "boats.again", "holds people for ever with and_again", "to an End"),
    (a_trap_that_looks, "boats.wait", "holds people for ever", "to an End"),
    (
        lambda: changed(sound(), "count", next="trade"),
        "boats.trade",
        "turns in a circle (trade > count > trade)",
        "Use Go",
    ),
    (
        lambda: changed(sound(), "trade", next=[when(boats.fishes, "count"), when(boats.farms, "home")]),
        "boats.trade",
        "its branches leave a case open",
        "End them with otherwise",
    ),
    (
        lambda: changed(
            sound(), "trade", next=[when(boats.fishes, "count"), otherwise("home"), when(boats.farms, "home")]
        ),
        "boats.trade",
        "a branch stands behind otherwise(...)",
        "Move it to the front",
    ),
    (
        lambda: changed(
            sound(),
            "trade",
            next=[when(boats.fishes, "count"), when(boats.fishes, "home"), otherwise("home")],
        ),
        "boats.trade",
        "asks 'fishes' twice",
        "Remove one",
    ),
    (
        lambda: changed(
            sound(), "trade", next=[when(lambda told: told.trade is Trade.FISHER, "count"), otherwise("home")]
        ),
        "boats.trade",
        "branches on a nameless function",
        "Give it a name",
    ),
    (
        lambda: changed(sound(), "trade", next=[when(boats.lives_far_off, "count"), otherwise("home")]),
        "boats.trade",
        "'lives_far_off' looks at home, which nobody has been asked by then",
        "Ask it before",
    ),
    (
        lambda: changed(sound(), "home", next="reviev"),
        "boats.home",
        "leads to 'reviev', which is no state of boats",
        "Correct the name",
    ),
    (
        lambda: changed(sound(), "known", outcomes={"new": "name", "unavailable": "told"}),
        "boats.known",
        "does not say what happens on 'already' of registry.own_nik",
        "Add 'already'",
    ),
    (
        lambda: changed(sound(), "known", outcomes={"new": "name", "already": "told"}),
        "boats.known",
        "does not say what happens when the registry is away",
        "Add 'unavailable'",
    ),
    (
        lambda: changed(
            sound(),
            "known",
            outcomes={"new": "name", "already": "told", "unavailable": "name", "taken": "told"},
        ),
        "boats.known",
        "waits for 'taken', which registry.own_nik never gives",
        "It gives new, already, unavailable",
    ),
    (
        lambda: changed(sound(), "known", lookup="registry.own_nick"),
        "boats.known",
        "asks 'registry.own_nick', which is no lookup",
        "declare it with its outcomes in conversations/engine/lookups.py",
    ),
    (
        lambda: changed(sound(), "count", next="review"),
        "boats.send",
        "can be reached without 'home': the way from 'trade' to 'count' goes round it",
        "declare Field(..., optional=True)",
    ),
    (a_field_nobody_saves, "boats", "no state saves the field 'forgotten'", "Ask for it"),
    (
        lambda: changed(
            with_states(sound(), ask("home_again", Boats.home, "review", step=2)), "home", next="home_again"
        ),
        "boats.home_again",
        "saves 'home', as 'home' on the same way does",
        "Save each answer once",
    ),
    (
        lambda: with_states(
            changed(sound(), "known", outcomes={"new": "name", "already": "stray", "unavailable": "name"}),
            ask("stray", Other.name, "told"),
        ),
        "boats.stray",
        "saves 'name', which is no field of Boats",
        "Save a field of Boats",
    ),
    (
        lambda: changed(sound(), "home", resets=[Boats.trade]),
        "boats.home",
        "resets 'trade', which is not asked after it",
        "Reset only what is asked later",
    ),
    (
        lambda: changed(sound(), "home", resets=[Other.name]),
        "boats.home",
        "resets 'name', which is no field of Boats",
        "Correct the name",
    ),
    (
        lambda: changed(sound(), "home", until=boats.fishes, implies=lambda _: {}),
        "boats.home",
        "is a list and implies other answers",
        "Do one of both",
    ),
    (
        lambda: changed(sound(), "review", lines=["trade", "count", "home"]),
        "boats.review",
        "does not show 'name', which concerns the person closely",
        "Add 'name' to its lines",
    ),
    (
        lambda: changed(sound(), "review", lines=["name", "trade", "count", "send", "home"]),
        "boats.review",
        "lists 'send', which is no question",
        "Correct the name",
    ),
    (
        lambda: changed(sound(), "review", lines=["name", "trade", "home", "home", "count"]),
        "boats.review",
        "lists 'home' twice",
        "Remove one line",
    ),
    (
        lambda: changed(
            changed(changed(sound(), "trade", next="home"), "review", next="count"),
            "count",
            next="send",
            step=3,
        ),
        "boats.review",
        "lists 'count', which is never asked before it",
        "Remove the line",
    ),
    (
        lambda: changed(sound(), "home", next=[when(boats.farms, "send"), otherwise("review")]),
        "boats.send",
        "can be reached without a review",
        "Put a Review on every way to it",
    ),
    (
        lambda: changed(sound(), "home", step=1),
        "boats.home",
        "is step 1, after step 2 of 'trade'",
        "Let steps only grow",
    ),
    (
        lambda: changed(sound(), "review", step=4),
        "boats.review",
        "is step 4 of 3",
        "Correct it",
    ),
    (
        lambda: changed(sound(), "trade", options=[Trade.FISHER, Trade.FARMER, Trade.FISHER]),
        "boats.trade",
        "offers the option 'fisher' twice",
        "Remove one",
    ),
    (too_many_options, "boats.trade", "offers 11 options, and a WhatsApp list shows 10", "Offer fewer"),
    (
        lambda: changed(sound(), "trade", options=[]),
        "boats.trade",
        "offers nothing to pick",
        "Give it options",
    ),
    (
        lambda: changed(sound(), "trade", only_if={Housing.OWN: boats.fishes}),
        "boats.trade",
        "hides 'own', which it does not offer",
        "Correct the name",
    ),
    (
        lambda: changed(sound(), "count", labels=["none", "none"]),
        "boats.count",
        "names the label 'none' twice",
        "Remove one",
    ),
    (
        lambda: changed(sound(), "name", problems=["empty", "empty"]),
        "boats.name",
        "names the problem 'empty' twice",
        "Remove one",
    ),
    (
        lambda: with_states(
            changed(sound(), "known", outcomes={"new": "name", "already": "away", "unavailable": "name"}),
            Go(name="away", flow="ships"),
        ),
        "boats.away",
        "goes to the flow 'ships', which is not there",
        "Name one of boats",
    ),
]


@pytest.mark.parametrize(("build", "where", "what", "remedy"), BROKEN, ids=[what for _, _, what, _ in BROKEN])
def test_a_broken_flow_gives_its_finding_and_no_other(
    build: Callable[[], Flow], where: str, what: str, remedy: str
) -> None:
    flow = build()
    findings = flow_findings({flow.name: flow})
    assert len(findings) == 1, [str(finding) for finding in findings]
    assert findings[0].where == where
    assert what in findings[0].what
    assert remedy in findings[0].remedy


def test_a_sound_flow_gives_no_finding() -> None:
    assert flow_findings({"boats": sound()}) == []


def test_a_start_that_is_no_state_is_found() -> None:
    flow = sound()
    flow.start = "nowhere"
    assert [(finding.where, finding.what) for finding in flow_findings({"boats": flow})] == [
        ("boats", "starts at 'nowhere', which is no state")
    ]


def test_flows_that_send_people_to_each_other_without_a_word_are_found() -> None:
    findings = flow_findings({flow.name: flow for flow in boats.round_and_round()})
    assert [finding.what for finding in findings] == [
        "goes round without asking anybody (here.ask > here.go > there.back)"
    ]


def test_a_flow_that_nobody_enters_is_found_beside_the_menu() -> None:
    menu = with_states(Flow("menu", version=1, start="bye", record=Record), End(name="bye"))
    findings = flow_findings({"menu": menu, "boats": sound()})
    assert [(finding.where, finding.what) for finding in findings] == [
        ("boats", "cannot be entered: no state goes to it")
    ]


def test_a_finding_about_a_flow_of_ours_names_file_and_line() -> None:
    number = status.states["number"]
    assert isinstance(number, Ask)
    broken = {"look_up": status.states["look_up"]}
    try:
        look_up = broken["look_up"]
        assert isinstance(look_up, Look)
        status.states["look_up"] = Look(
            name="look_up",
            lookup=look_up.lookup,
            asks=look_up.asks,
            outcomes={**look_up.outcomes, "found": "anser"},
        )
        findings = [each for each in flow_findings({"status": status}) if "anser" in each.what]
    finally:
        status.states.update(broken)
    (finding,) = findings
    file, _, line = finding.place.partition(":")
    assert file == "conversations/flows/status.py"
    assert 'name="look_up"' in _line(file, int(line) + 1)


def _line(file: str, number: int) -> str:
    return (Path(__file__).parents[3] / file).read_text(encoding="utf-8").splitlines()[number - 1]
