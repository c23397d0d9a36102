"""Walking the flows: every answer of the examples and every outcome of the registry, wherever they lead."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from conversations.checks.edges import Edge, edges, reason
from conversations.engine.engine import Engine
from conversations.engine.fields import to_plain
from conversations.engine.flow import Ask, Flow, Go, Look, Question, Review, Submit
from conversations.engine.lookups import LOOKUPS, SETTLED
from conversations.engine.messages import ChatRef, Content, Inbound, Text
from conversations.engine.session import Session, dump, load
from conversations.engine.telling import Mark, News
from conversations.engine.turn import Found, Settled, Turn
from conversations.flows import FLOWS
from conversations.flows.receipt import inquiry_about
from conversations.words.texts import Texts
from locales import catalogues
from tests.conversations.walks.examples import ANSWERS, BROUGHT, BROUGHT_TOO, CODE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conversations.engine.session import Run

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
CHAT = ChatRef("simulator", "contoh")
FACTS = {
    "operator": "Dinas Sosial (contoh)",
    "contact": "0333-000000",
    "official_page": "contoh.go.id",
    "retention": "lima tahun",
}
ENGINE = Engine(FLOWS, {"id": Texts("id", catalogues("id"), FACTS)})
Taken = tuple[str, Edge]


@dataclass(frozen=True, slots=True)
class Stop:
    """A session that waits for its person, and how it came there."""

    session: Session
    way: tuple[str, ...]

    @property
    def run(self) -> Run:
        assert self.session.run is not None
        return self.session.run

    @property
    def state(self) -> str:
        return f"{self.run.flow}.{self.run.state}"


@dataclass(frozen=True, slots=True)
class Step:
    """What one message led to, with the edges that were taken."""

    turn: Turn
    taken: tuple[Taken, ...]
    way: tuple[str, ...]


def fresh() -> Session:
    return Session("walk", CHAT, "id")


def said(session: Session, content: Content) -> Turn:
    """Take one message; the session is stored and read back, as between any two messages."""
    stored = load(dump(session))
    return ENGINE.step(stored, Inbound(f"m{session.turn}", CHAT, content), NOW)


def outcomes(turn: Turn, way: tuple[str, ...] = (), taken: tuple[Taken, ...] = ()) -> Iterator[Step]:
    """Give every way in which the registry can bring a turn to its end."""
    run = turn.session.run
    if turn.need is not None and run is not None:
        state = ENGINE.flows[run.flow][run.state]
        assert isinstance(state, Look)
        for found in _answers(state.lookup):
            resumed, led = ENGINE.resume(turn, found, None, NOW), []
            # What is asked again goes no way.
            if (target := state.outcomes.get(found.outcome)) is not None:
                led = [(run.flow, Edge(state.name, target, found.outcome)), *_passed(run.flow, target, resumed)]
            yield from outcomes(resumed, (*way, f"<{found.outcome}>"), (*taken, *led))
        return
    waiting = [each for each in turn.submissions if each.key in turn.session.awaiting]
    if turn.reply is None and waiting and run is not None:
        state = ENGINE.flows[run.flow][run.state]
        assert isinstance(state, Submit)
        for outcome, target in (
            ("accepted", state.accepted),
            ("already", state.already),
            ("delayed", state.delayed),
        ):
            brought = Settled(outcome, {name: BROUGHT[name] for name in SETTLED[outcome]})
            settled = ENGINE.settle(turn.session, waiting[-1], brought, NOW, turn.message_id)
            yield Step(settled, (*taken, (run.flow, Edge(state.name, target, outcome))), (*way, f"<{outcome}>"))
        if state.refused is not None:
            refusal = Settled("refused", {"reason": "agent-suspended"})
            kept = ENGINE.settle(turn.session, waiting[-1], refusal, NOW, turn.message_id)
            yield Step(kept, (*taken, (run.flow, Edge(state.name, state.refused, "refused"))), (*way, "<refused>"))
        rejected = Settled("rejected", {"fields": ["name"]})
        refused = ENGINE.settle(turn.session, waiting[-1], rejected, NOW, turn.message_id)
        yield Step(refused, taken, (*way, "<rejected>"))
        return
    yield Step(turn, taken, way)


def steps_from(stop: Stop, text: str) -> Iterator[Step]:
    """Give what one answer can lead to, with all edges taken on the way."""
    turn = said(stop.session, Text(text))
    taken = tuple(_left_by(stop, turn, text))
    yield from outcomes(turn, (*stop.way, text), taken)


def _left_by(stop: Stop, turn: Turn, text: str) -> Iterator[Taken]:
    """Give the edges by which an answer left its question, and those past questions it answered too."""
    run = turn.session.run
    assert run is not None
    flow, at = ENGINE.flows[stop.run.flow], stop.run.state
    opened = ENGINE.flows[run.flow]
    if run.serial != stop.run.serial and opened.opened_with is not None and opened.opened_with(text) is not None:
        # A message began it, from wherever.
        flow, at = opened, opened.start
    elif run.serial != stop.run.serial:
        going = {state.name for state in flow if isinstance(state, Go) and state.flow in (run.flow, "")}
        matching = [edge for edge in edges(flow) if edge.source == stop.run.state and edge.target in going]
        here = [
            edge
            for edge in matching
            if (_go(flow, edge.target) == "") == (turn.session.paused is None and stop.session.paused is not None)
        ]
        yield from ((flow.name, edge) for edge in here)
        return
    yield from _between(flow, at, run)


def _answers(lookup: str) -> Iterator[Found]:
    for outcome, brings in LOOKUPS[lookup].items():
        yield Found(outcome, {name: BROUGHT[name] for name in brings})
        others = BROUGHT_TOO.get(lookup, {})
        if others.keys() & set(brings):
            yield Found(outcome, {name: (BROUGHT | others)[name] for name in brings})


def _passed(name: str, at: str, turn: Turn) -> Iterator[Taken]:
    """Give the edges past questions that are not asked, once the registry has answered."""
    run = turn.session.run
    if run is not None and run.flow == name:
        yield from _between(ENGINE.flows[name], at, run)


def _between(flow: Flow, at: str, run: Run) -> Iterator[Taken]:
    while at != run.state:
        state = flow[at]
        if not isinstance(state, (Question, Review)):
            return
        edge = _onward(flow, state, run, run.state)
        if edge is None:
            return
        yield flow.name, edge
        at = edge.target


def _go(flow: Flow, name: str) -> str:
    state = flow[name]
    return state.flow if isinstance(state, Go) else name


def _onward(flow: Flow, state: Question | Review, run: Run, goal: str) -> Edge | None:
    ways = [edge for edge in edges(flow) if edge.source == state.name]
    if not run.answers:
        # An end forgets the answers: the way to it is the one that leads there.
        return next((edge for edge in ways if edge.target == goal), None)
    record = flow.record(run.answers)
    if isinstance(state, Ask) and state.until is not None and not state.until(record):
        return None
    if isinstance(state.next, str):
        return ways[0]
    held = next(branch for branch in state.next if branch.predicate is None or branch.predicate(record))
    return next(edge for edge in ways if edge.because in (reason(held), "") and edge.target == held.target)


@cache
def everywhere() -> tuple[dict[str, Stop], dict[Taken, tuple[Stop, str]]]:
    """Walk until nothing new is found: a session for each state, and the first answer that took each edge."""
    first = Stop(said(fresh(), Text("halo")).session, ("halo",))
    waiting, seen = deque([first]), {_key(first)}
    owing = fresh()
    owing.owes_fix = True
    asked = Stop(said(owing, Text("halo")).session, ("halo",))
    told = ENGINE.tell(fresh(), News("n1", BROUGHT["number"], "needs_fixing", [Mark("kk", "Belum cocok.")]), NOW)
    inquiry = inquiry_about(BROUGHT["about"], BROUGHT["recipient"], "Sudah cair?")
    inquired = Stop(ENGINE.inquire(fresh(), inquiry, NOW).session, ("<inquiry>",))
    waiting += [asked, inquired, Stop(told.session, ("<notice>",))]
    stops: dict[str, Stop] = {first.state: first, "fix.begin": waiting[-1], inquired.state: inquired}
    walked: dict[Taken, tuple[Stop, str]] = {}
    for text in (
        f"BENAR {CODE}",
        f"BUKAN SAYA {CODE}",
        "BENAR K7MX-9QPT-22",
        "AGEN",
        "GANTI KUNCI",
        "AGEN K7MX-9QPT-22",
        f"AGEN {CODE}",
        "TITIP",
        "AMBIL",
        "AMBIL K7MX-9QPT-22",
        f"AMBIL {CODE}",
        "LAPOR PENIPUAN",
        "sudah terima",
        "tidak lengkap",
        "belum terima",
    ):
        for step in steps_from(first, text):
            onward = Stop(step.turn.session, step.way)
            for taken in step.taken:
                walked.setdefault(taken, (first, text))
            stops.setdefault(onward.state, onward)
            waiting.append(onward)
    while waiting:
        stop = waiting.popleft()
        for text in ANSWERS.get(stop.state, ("menu",)):
            for step in steps_from(stop, text):
                for taken in step.taken:
                    walked.setdefault(taken, (stop, text))
                onward = Stop(step.turn.session, step.way)
                if _key(onward) not in seen:
                    seen.add(_key(onward))
                    stops.setdefault(onward.state, onward)
                    waiting.append(onward)
        if stop.run.flow == "registration" and stop.session.paused is None:
            _set_aside(stop, seen, waiting)
    return stops, walked


def _set_aside(stop: Stop, seen: set[object], waiting: deque[Stop]) -> None:
    away = Stop(said(stop.session, Text("menu")).session, (*stop.way, "menu"))
    if _key(away) not in seen:
        seen.add(_key(away))
        waiting.append(away)


def _key(stop: Stop) -> object:
    """Tell sessions apart by what makes a difference further on: the state, and what decides branches."""
    run = stop.run
    flow = ENGINE.flows[run.flow]
    record = flow.record(run.answers)
    held = tuple(
        bool(branch.predicate(record))
        for state in flow
        if isinstance(state, (Question, Review)) and not isinstance(state.next, str)
        for branch in state.next
        if branch.predicate is not None
    )
    # What can be told again and again is looked at twice.
    lists = tuple(min(len(value), 2) for value in run.answers.values() if isinstance(value, list))
    acts = stop.session.agent is not None, run.answers.get("role")
    return run.flow, run.state, held, lists, acts, stop.session.paused is not None, bool(to_plain(run.unsure))
