"""An unfinished case on its way to another chat: given as it stands, and gone on with at the same question there."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Any, Final

import msgspec

from conversations.engine.agent import AGENT, ROLE, acting
from conversations.engine.fields import fields_of
from conversations.engine.flow import Look, Passing
from conversations.engine.releases import BEGUN, fit
from conversations.engine.session import Run
from conversations.engine.turn import Found
from conversations.engine.walk import reopen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conversations.engine.flow import Flow
    from conversations.engine.session import Session


GIVEN: Final = "given"
TAKEN: Final = "taken"
"""The outcomes after which the case is in one chat less, and in one more."""
_UNREADABLE: Final = Found("unavailable")


def passed_along(session: Session, passing: Passing | None, message_id: str) -> Mapping[str, Any]:
    """Give what such a look-up is asked with: the same message never hands over, or takes, a second time."""
    match passing:
        case Passing.GIVES if session.paused is not None:
            sealed_later = b64encode(msgspec.msgpack.encode(session.paused)).decode()
            return {"draft": sealed_later, "message": message_id}
        case Passing.TAKES:
            return {"message": message_id}
        case _:
            return {}


def hands_on(flow: Flow) -> bool:
    """Tell whether a flow gives a case to somebody else."""
    return any(isinstance(state, Look) and state.passing is Passing.GIVES for state in flow)


def whose(flows: Mapping[str, Flow], run: Run) -> str:
    """Give the masked name of whom a case is about; nothing where it is not known yet."""
    flow = flows[run.flow]
    return str(flow.summed_up(flow.record(run.answers))["name"]) if flow.summed_up is not None else ""


def passed(flows: Mapping[str, Flow], session: Session, look: Look, found: Found) -> Found:
    """Let go of a case that was given, or put one that was taken where MENU finds it; only what sums it up is told."""
    if look.passing is Passing.GIVES and found.outcome == GIVEN:
        session.paused = None
    if look.passing is not Passing.TAKES or found.outcome != TAKEN:
        return found
    try:
        run = msgspec.msgpack.decode(b64decode(found.data["draft"]), type=Run)
    except (ValueError, msgspec.MsgspecError):
        return _UNREADABLE
    if run.flow not in flows:
        return _UNREADABLE
    flow = flows[run.flow]
    fit(flow, run)
    flow = _received(flows, flow, run, found.data["agent"])
    session.serial += 1
    session.paused = msgspec.structs.replace(
        run, serial=session.serial, attempts=0, so_far=None, offered=[], unsure=False, before={}, reminded=""
    )
    return Found(TAKEN, flow.summed_up(flow.record(run.answers)) if flow.summed_up else {})


def _received(flows: Mapping[str, Flow], flow: Flow, run: Run, agent: Mapping[str, Any] | None) -> Flow:
    """Fit a case to who goes on with it. Where that is somebody of another role, consent is asked anew."""
    answers = run.answers
    # What the registry said, it said to the chat before; and nobody declares true what they have not seen.
    reopen(flow, answers)
    for state in flow:
        if isinstance(state, Look):
            answers.pop(state.name, None)
    if (answers.get(ROLE) == AGENT) != (agent is not None):
        for field in flow.asked_anew:
            answers.pop(field.name, None)
        run.proofs, run.shown = {}, {}
    answers.pop(AGENT, None)
    answers.pop(ROLE, None)
    if agent is not None:
        answers.update(acting(agent))
    elif flow.for_residents:
        flow = flows[flow.for_residents]
        run.answers = {name: answers[name] for name in (BEGUN, *fields_of(flow.record)) if name in answers}
        run.flow, run.version = flow.name, flow.version
    run.state = flow.start
    return flow
