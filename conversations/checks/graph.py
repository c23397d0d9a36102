"""The graph of the flows: everything is reached, everything can be left, and nothing turns in a circle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversations.checks.edges import backward, edges, onward, reached, rings
from conversations.checks.places import at_flow, at_state
from conversations.engine.flow import End, Flow, Go, Look, Submit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from conversations.checks.finding import Finding
    from conversations.engine.flow import State

Node = tuple[str, str]
HOME = "menu"
"""The flow that a conversation opens with, where there is one of that name."""


def graph_findings(flows: Mapping[str, Flow]) -> Iterator[Finding]:
    """Find what is wrong with the graph that all flows make together."""
    for flow in flows.values():
        if flow.start not in flow:
            yield at_flow(flow, f"starts at {flow.start!r}, which is no state", "Name one of its states")
        yield from _unknown_targets(flow, flows)
        if leads_somewhere(flow):
            yield from _unreachable(flow)
    yield from _flows_nobody_enters(flows)
    graph = _whole(flows)
    known = reached(graph, [(flow.name, flow.start) for flow in flows.values()])
    trapped = known - _leaving(graph, flows)
    yield from _traps(graph, flows, trapped)
    yield from _circles(flows, known - trapped)
    yield from _without_anybody(graph, flows, known - trapped)


def leads_somewhere(flow: Flow) -> bool:
    """Tell whether all names in a flow are right. Else much seems wrong that is not."""
    return flow.start in flow and all(edge.target in flow for edge in edges(flow))


def _unknown_targets(flow: Flow, flows: Mapping[str, Flow]) -> Iterator[Finding]:
    for edge in edges(flow):
        if edge.target not in flow:
            way = f" ({edge.because})" if edge.because else ""
            yield at_state(
                flow,
                edge.source,
                f"leads to {edge.target!r}{way}, which is no state of {flow.name}",
                f"Correct the name, or add a state {edge.target!r}",
            )
    for state in flow:
        if isinstance(state, Go) and state.flow and state.flow not in flows:
            yield at_state(
                flow,
                state.name,
                f"goes to the flow {state.flow!r}, which is not there",
                f"Name one of {', '.join(sorted(flows))}",
            )


def _unreachable(flow: Flow) -> Iterator[Finding]:
    """Report together the states that hang together: a ring of them is one mistake."""
    graph = onward(flow)
    lost = {name: graph[name] for name in graph if name not in reached(graph, [flow.start])}
    turned = backward(lost)
    around = {name: [*lost[name], *turned[name]] for name in lost}
    told = set[str]()
    for name in lost:
        if name in told:
            continue
        group = reached(around, [name])
        told |= group
        names = [each for each in lost if each in group]
        others = f", and with it {_and(names[1:])}" if names[1:] else ""
        yield at_state(
            flow,
            name,
            f"cannot be reached from the start{others}",
            f"Let a state lead to {name!r}, or remove {'them' if others else 'it'}",
        )


def _flows_nobody_enters(flows: Mapping[str, Flow]) -> Iterator[Finding]:
    if HOME not in flows:
        return
    entered = {HOME} | {state.flow for flow in flows.values() for state in flow if isinstance(state, Go)}
    for flow in flows.values():
        if flow.name not in entered and flow.opened_with is None and not flow.opened_by:
            yield at_flow(
                flow,
                "cannot be entered: no state goes to it",
                f"Add Go(flow={flow.name!r}) to another flow, or take it out of FLOWS",
            )


def _whole(flows: Mapping[str, Flow]) -> dict[Node, list[Node]]:
    """Give one graph of all flows."""
    graph: dict[Node, list[Node]] = {}
    for flow in flows.values():
        for name, following in onward(flow).items():
            state = flow[name]
            if isinstance(state, Go) and state.flow in flows:
                graph[flow.name, name] = [(state.flow, flows[state.flow].start)]
            else:
                graph[flow.name, name] = [(flow.name, each) for each in following]
    return graph


def _leaving(graph: Mapping[Node, list[Node]], flows: Mapping[str, Flow]) -> set[Node]:
    """Give the nodes from which an end can be reached, or a run that was set aside."""
    ends = [node for node in graph if _ends(flows[node[0]][node[1]])]
    return reached(backward(graph), ends)


def _ends(state: State) -> bool:
    return isinstance(state, End) or (isinstance(state, Go) and not state.flow)


def _traps(graph: Mapping[Node, list[Node]], flows: Mapping[str, Flow], trapped: set[Node]) -> Iterator[Finding]:
    for ring in rings(graph, trapped):
        if any(each not in ring for node in ring for each in graph[node]):
            continue  # What it leads to holds people, not this.
        flow, first = ring[0]
        others = f" with {_and([name for _, name in ring[1:]])}" if ring[1:] else ""
        yield at_state(
            flows[flow],
            first,
            f"holds people for ever{others}: no way leads from there to an end",
            "Lead one of its branches to an End, or to a state that gets to one",
        )


def _circles(flows: Mapping[str, Flow], known: set[Node]) -> Iterator[Finding]:
    """Find circles inside a flow: answers say where one stands, so what is answered is not asked again."""
    for flow in flows.values():
        for ring in rings(onward(flow), [name for of, name in known if of == flow.name]):
            yield at_state(
                flow,
                ring[0],
                f"turns in a circle ({' > '.join([*ring, ring[0]])}): what was answered is never asked again",
                "Use Go to start a flow anew, `until` for a list, or lead onward",
            )


def _without_anybody(
    graph: Mapping[Node, list[Node]], flows: Mapping[str, Flow], known: set[Node]
) -> Iterator[Finding]:
    """Find circles through several flows in which nobody is asked anything."""
    silent = [(flow, name) for flow, name in graph if isinstance(flows[flow][name], (Look, Submit, Go))]
    for ring in rings(graph, known.intersection(silent)):
        flow, first = ring[0]
        if any(isinstance(flows[of][name], Go) and flows[of][name].flow for of, name in ring):  # type: ignore[attr-defined] # only a Go has a flow
            yield at_state(
                flows[flow],
                first,
                f"goes round without asking anybody ({' > '.join(f'{of}.{name}' for of, name in ring)})",
                "Put a question or an End into the circle",
            )


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
