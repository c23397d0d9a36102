"""Telling a person what became of a registration, whatever they are in the middle of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from conversations.engine.agent import AGENT
from conversations.engine.compose import COMMON, ROLE, outbound

if TYPE_CHECKING:
    from conversations.engine.talk import Talk

FIX: Final = "fix"
"""The flow in which marked fields are asked again."""
ABOUT: Final = "about"
"""Its answer that says which registration is meant."""
NEEDS_FIXING: Final = "needs_fixing"
TOLD: Final = frozenset(
    {
        "sent", "checked", NEEDS_FIXING, "forwarded", "eligible", "not_eligible", "appealed", "done", "withdrawn"
    }
)  # fmt: skip
"""The statuses that have words of their own."""


class Mark(msgspec.Struct, frozen=True):
    """A field to look at again, and why."""

    field: str
    reason: str


class News(msgspec.Struct, frozen=True):
    """That a registration of this chat has a new status. The same `id` is told once."""

    id: str
    number: str
    status: str
    marks: Sequence[Mark] = ()


def tell(talk: Talk, news: News) -> None:
    """Say it. Who is not in the middle of something is asked what needs fixing right away."""
    talk.session.note_seen(news.id)
    needs_fixing = news.status == NEEDS_FIXING
    if needs_fixing and not news.marks:
        # It was answered before it was told.
        return
    lines = [
        talk.texts.say(COMMON, "notice-mark", None, {"field": each.field, "reason": each.reason}) for each in news.marks
    ]
    said = news.status if news.status in TOLD else "other"
    talk.lead.append(talk.texts.say(COMMON, f"notice-{said}", None, {"number": news.number, "lines": "\n".join(lines)}))
    if not needs_fixing:
        talk.reply = outbound(talk.lead, None)
        return
    talk.session.owes_fix = True
    if not _is_free(talk):
        talk.reply = outbound([*talk.lead, talk.texts.say(COMMON, "notice-fix-later")], None)
        return
    # Buttons of earlier messages are not these.
    talk.session.turn += 1
    talk.begin(FIX)
    talk.run.answers[ABOUT] = news.number
    agent = talk.session.agent
    if agent is not None:
        talk.run.answers.update({ROLE: AGENT, AGENT: agent.told()})
    talk.advance()


def _is_free(talk: Talk) -> bool:
    if talk.session.asking is not None or FIX not in talk.engine.flows:
        return False
    return talk.is_idle or talk.run.flow in (talk.engine.home, AGENT)
