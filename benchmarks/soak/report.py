"""The table at the end of a run."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.table import Table

from benchmarks.soak.finding import LOST
from benchmarks.soak.tale import What

if TYPE_CHECKING:
    from benchmarks.soak.run import Outcome


def table_of(outcome: Outcome) -> Table:
    """Summarise a run."""
    table = Table(title=f"Soak, seed {outcome.plan.seed}", show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for name, figure in figures(outcome).items():
        table.add_row(name, figure)
    return table


def figures(outcome: Outcome) -> dict[str, str]:
    """Give the figures of a run by their names."""
    happened = Counter(event.what for tale in outcome.tales.values() for event in tale.events)
    lost = sum(finding.fault in LOST for finding in outcome.findings)
    finished = sum(tale.finished for tale in outcome.tales.values())
    begun, planned = len(outcome.tales), len(outcome.plan.places)
    return {
        "registrations": f"{finished} of {begun}" + (f", {planned} were planned" if begun < planned else ""),
        "by agents": str(sum(tale.family.acting is not None for tale in outcome.tales.values())),
        "rows": str(len(outcome.rows)),
        "messages written": str(happened[What.SAID]),
        "replies in a response": str(happened[What.ANSWERED]),
        "replies pushed": str(happened[What.PUSHED]),
        "redeliveries": f"{outcome.redelivered} at once, {outcome.late} days later",
        "given up by Twilio after four tries": str(happened[What.LEFT]),
        "sent, no answer, and never arrived": str(happened[What.VANISHED]),
        "kills": ", ".join(f"{name} {count}" for name, count in sorted(outcome.kills.items())),
        "faults": ", ".join(f"{name} {count}" for name, count in sorted(outcome.faults.items())),
        "lost": str(lost),
        "doubled or wrong": str(len(outcome.findings) - lost),
        "minutes": f"{outcome.seconds / 60:.1f}",
    }
