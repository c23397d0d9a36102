"""What the released versions of the flows were: sessions of people who are in the middle may stand there."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import TYPE_CHECKING, TypeAlias

from conversations.checks.places import at_flow
from conversations.engine.fields import fields_of
from conversations.engine.flow import End, Go

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from conversations.checks.finding import Finding
    from conversations.engine.flow import Flow

Ledger: TypeAlias = "Mapping[str, Mapping[str, Mapping[str, list[str]]]]"
"""By flow and version: the `states` in which a session can wait, and the `answers` that it can hold."""


def ledger() -> Ledger:
    """Give what was released so far."""
    return tomllib.loads((resources.files("conversations.checks") / "released.toml").read_text("utf-8"))


def released_findings(flows: Iterable[Flow], released: Ledger) -> Iterator[Finding]:
    """Find what sessions of a released version would miss in this one."""
    for flow in flows:
        for version, was in released.get(flow.name, {}).items():
            now = entry(flow)
            if int(version) == flow.version:
                for state in sorted(set(was["states"]) - set(now["states"])):
                    yield at_flow(
                        flow,
                        f"has no state {state!r} any more, and people of version {version} may wait there",
                        f"Keep the name, or raise the version to {flow.version + 1}: "
                        "they then go on from the nearest open question",
                    )
            lost = sorted(set(was["answers"]) - set(now["answers"]))
            if lost and not any(each in flow.migrations for each in range(int(version), flow.version)):
                yield at_flow(
                    flow,
                    f"would lose the answer {', '.join(map(repr, lost))} of people of version {version}",
                    f"Keep the field, or raise the version and add migrations={{{version}: ...}} for it",
                )


def entry(flow: Flow) -> dict[str, list[str]]:
    """Give what a flow's sessions can wait in and hold."""
    return {
        "states": [state.name for state in flow if not isinstance(state, (End, Go))],
        "answers": list(fields_of(flow.record)),
    }


def ledger_with(flows: Iterable[Flow], released: Ledger) -> str:
    """Give the text of the ledger with the present versions of the flows added."""
    whole = {name: dict(versions) for name, versions in released.items()}
    for flow in flows:
        whole.setdefault(flow.name, {})[str(flow.version)] = entry(flow)
    lines = [
        "# What each released version of a flow was. `bansos flows release` adds the present ones.",
    ]
    for name, versions in whole.items():
        for version, was in versions.items():
            lines += ["", f"[{name}.{version}]"]
            for kind, names in was.items():
                lines += [f"{kind} = [", *(f'    "{each}",' for each in names), "]"]
    return "\n".join(lines) + "\n"
