"""What happens by itself when a person stays away: one polite reminder, and later the draft is forgotten."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING

from conversations.engine.compose import Composer, outbound
from conversations.engine.flow import Question, Review
from conversations.engine.moments import WIB
from conversations.engine.talk import PRACTICE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conversations.engine.flow import Flow
    from conversations.engine.session import Run, Session
    from conversations.engine.talk import Talk

REMIND_AFTER = timedelta(hours=20)
"""Well inside WhatsApp's customer service window, so that no template is needed."""
WINDOW = timedelta(hours=24)
FORGET_AFTER = timedelta(days=30)
MORNING, EVENING = time(7), time(19, 30)
"""Nobody is reminded at night."""
HELD_OUT = 10
"""One in so many is not reminded, so that it can be measured whether reminding helps."""


def wake_at(flows: Mapping[str, Flow], session: Session) -> datetime | None:
    """Say when to look at a session again if the person stays away; None when nothing is unfinished."""
    draft = draft_of(flows, session)
    if draft is None or session.heard_at is None:
        return None
    return session.heard_at + FORGET_AFTER if draft.reminded else _by_day(session.heard_at + REMIND_AFTER)


def draft_of(flows: Mapping[str, Flow], session: Session) -> Run | None:
    """Give the unfinished run of a session: the one that is going on, or the newest that was set aside."""
    for run in session.unfinished():
        flow = flows.get(run.flow)
        if flow is not None and flow.keeps_draft and PRACTICE not in run.answers and _is_under_way(flow, run):
            return run
    return None


def _is_under_way(flow: Flow, run: Run) -> bool:
    if not isinstance(flow[run.state], (Question, Review)):
        return False
    return any(isinstance(state, Question) and state.slot in run.answers for state in flow)


def wake(talk: Talk) -> None:
    """Do what is due for a session whose person stayed away. Doing it twice changes nothing."""
    session, flows = talk.session, talk.engine.flows
    due, draft = wake_at(flows, session), draft_of(flows, session)
    if due is None or draft is None or session.heard_at is None or talk.now < due:
        return
    if draft.reminded:
        talk.note(draft, "left")
        session.run = None if session.run is draft else session.run
        session.paused, session.beside = None, []
        session.forgot = True
        return
    in_time = talk.now < session.heard_at + WINDOW
    draft.reminded = ("held" if _is_held_out(session, draft) else "sent") if in_time else "late"
    talk.note(draft, draft.reminded)
    if draft.reminded == "sent":
        _remind(talk, draft)


def _remind(talk: Talk, draft: Run) -> None:
    talk.lead.append(Composer(talk.texts, talk.engine.flows[draft.flow]).common("reminder"))
    if talk.session.run is draft:
        talk.ask_again()
    else:
        talk.reply = outbound(talk.lead, None)


def _is_held_out(session: Session, draft: Run) -> bool:
    digest = blake2b(f"{session.id}/remind/{draft.serial}".encode(), digest_size=2).digest()
    return int.from_bytes(digest, "big") % HELD_OUT == 0


def _by_day(moment: datetime) -> datetime:
    """Move a moment in the night back to the evening before, so that it stays inside the window."""
    local = moment.astimezone(WIB)
    if MORNING <= local.time() <= EVENING:
        return moment
    evening = local.replace(hour=EVENING.hour, minute=EVENING.minute, second=0, microsecond=0)
    return evening if local.time() > EVENING else evening - timedelta(days=1)
