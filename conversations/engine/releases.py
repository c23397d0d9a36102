"""Sessions outlive releases: what an older release stored goes on in this one, and never starts over unasked.

Where a conversation stands follows from its answers, so most changes of a flow need nothing at all: a new question is
asked when the walk comes to it. A flow whose answers changed their name or form declares a migration for that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from conversations.engine.fields import fields_of
from conversations.engine.walk import walk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conversations.engine.flow import Flow
    from conversations.engine.session import Run, Session

BEGUN = "begun"
"""The answer that every run has from its start: the day on which it began."""


def carry_over(flows: Mapping[str, Flow], session: Session) -> bool:
    """Fit a session's runs to this release; tell whether the question that was open is gone.

    A run whose flow is gone is dropped: there is no checkpoint to land on.
    """
    gone = session.run is not None and not _fits(flows, session.run)
    if session.run is not None and session.run.flow not in flows:
        session.run = None
    if session.paused is not None and not _fits(flows, session.paused) and session.paused.flow not in flows:
        session.paused = None
    session.beside = [run for run in session.beside if _fits(flows, run) or run.flow in flows]
    return gone


def fit(flow: Flow, run: Run) -> bool:
    """Bring a run to the flow's version; tell whether the question that was open is still there.

    Where it is not, the run lands on the nearest checkpoint: the first question that its answers leave open.
    """
    if run.version != flow.version:
        for version in range(run.version, flow.version):
            migrate = flow.migrations.get(version)
            run.answers = dict(migrate(run.answers)) if migrate is not None else run.answers
        run.answers = _readable(flow, run)
        run.version = flow.version
    if run.state in flow:
        return True
    run.state = walk(flow, run.answers).here.name
    run.attempts, run.so_far, run.offered, run.unsure, run.before = 0, None, [], False, {}
    return False


def _fits(flows: Mapping[str, Flow], run: Run) -> bool:
    return run.flow in flows and fit(flows[run.flow], run)


def _readable(flow: Flow, run: Run) -> dict[str, object]:
    """Keep the answers that this release can read; the others are asked again."""
    fields = fields_of(flow.record)
    kept: dict[str, object] = {}
    for name, plain in run.answers.items():
        if name not in fields and name not in flow and name != BEGUN:
            continue
        try:
            if name in fields and plain is not None:
                fields[name].from_plain(plain)
        except msgspec.ValidationError:
            continue
        kept[name] = plain
    return kept
