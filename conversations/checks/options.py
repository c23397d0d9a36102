"""What can be picked at a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversations.checks.places import at_state
from conversations.engine.flow import Ask, Choose, Flow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conversations.checks.finding import Finding

MOST_OPTIONS = 10
"""Rows of a WhatsApp list (Twilio: content/twilio-list-picker)."""


def option_findings(flow: Flow) -> Iterator[Finding]:
    """Find questions that offer nothing, too much, or the same thing twice."""
    for state in flow:
        if isinstance(state, Choose):
            values = [option.value for option in state.options]
            if not values:
                yield at_state(flow, state.name, "offers nothing to pick", "Give it options")
            if len(values) > MOST_OPTIONS:
                yield at_state(
                    flow,
                    state.name,
                    f"offers {len(values)} options, and a WhatsApp list shows {MOST_OPTIONS}",
                    "Offer fewer, or let people type and use Ask",
                )
            yield from _repeated(flow, state.name, values, "offers the option")
            yield from _repeated(flow, state.name, state.problems, "names the problem")
            for option in state.only_if:
                if option not in state.options:
                    yield at_state(
                        flow,
                        state.name,
                        f"hides {option.value!r}, which it does not offer",
                        "Correct the name",
                    )
        if isinstance(state, Ask):
            yield from _repeated(flow, state.name, state.labels, "names the label")
            yield from _repeated(flow, state.name, list(state.problems), "names the problem")


def _repeated(flow: Flow, state: str, names: object, what: str) -> Iterator[Finding]:
    listed = list(names) if isinstance(names, (list, tuple)) else []
    for name in sorted({name for name in listed if listed.count(name) > 1}):
        yield at_state(flow, state, f"{what} {str(name)!r} twice", "Remove one")
