"""Telling a person what became of what they sent: in its own turn, or later by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from conversations.engine.bringing import BATCH, tell_unusable
from conversations.engine.compose import Composer, outbound
from conversations.engine.flow import Question, Submit
from conversations.engine.walk import forget, reopen

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from conversations.engine.session import Run
    from conversations.engine.talk import Talk
    from conversations.engine.turn import Settled, Submission


UNSETTLED: Final = frozenset({"delayed", "refused"})
"""The outcomes after which another one may follow."""


def settle(talk: Talk, submission: Submission, settled: Settled) -> None:
    """Say what became of a submission. While it is `delayed`, or `refused` for the office to see, it stays awaited."""
    if settled.outcome not in UNSETTLED:
        talk.session.awaiting = [key for key in talk.session.awaiting if key != submission.key]
    if settled.outcome == "refused":
        # Whoever may not send is no agent either, until the registry says so again.
        talk.session.agent = None
    sent = submission.run
    if sent is None:
        if submission.kind == BATCH:
            tell_unusable(talk, settled)
        return
    waits = talk.session.run is not None and talk.run.serial == sent.serial and isinstance(talk.here, Submit)
    if settled.outcome == "rejected":
        _repair(talk, sent, settled.data.get("fields", ()), waits=waits)
    elif waits:
        talk.run.answers[talk.run.state] = {"outcome": settled.outcome, **settled.data}
        talk.advance()
    elif settled.outcome not in UNSETTLED:
        _tell_late(talk, sent, settled.outcome, settled.data)


def _tell_late(talk: Talk, sent: Run, outcome: str, data: Mapping[str, Any]) -> None:
    """Give the number without touching what is going on now."""
    flow = talk.engine.flows[sent.flow]
    record = flow.record({**sent.answers, sent.state: {"outcome": outcome, **data}})
    text = Composer(talk.texts, flow).of(flow[sent.state], f"late-{outcome}", record, **data)
    talk.reply = outbound([text], None)


def _repair(talk: Talk, sent: Run, fields: Collection[str], *, waits: bool) -> None:
    """Ask again what the registry did not take, in the run that sent it, to be sent under a new key."""
    if not waits:
        if not talk.is_idle:
            talk.leave()
        talk.session.run = sent
    talk.session.serial += 1
    run = talk.run
    run.serial = talk.session.serial
    talk.lead.append(talk.words.of(talk.flow[run.state], "rejected", talk.record))
    reopen(talk.flow, run.answers)
    for state in talk.flow:
        if isinstance(state, Question) and state.slot in fields and state.slot in run.answers:
            forget(talk.flow, run.answers, state)
    talk.advance()
