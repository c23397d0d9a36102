"""Sending once more to people whose message may not have arrived, because somebody says so.

Nobody gets it on both channels: what fell to the other channel is sent again only there, and only while it has not
turned out to have arrived on the first.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, update
from sqlalchemy.orm import aliased

from backend.audit.chain import Event
from backend.audit.log import append
from backend.broadcasts.judging import reopened
from backend.broadcasts.models import Recipient
from backend.broadcasts.outcomes import MOST_ATTEMPTS
from backend.broadcasts.states import BEGUN, MAY_HAVE_ARRIVED, Standing
from conversations.answers.masking import redact

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.broadcasts.models import Broadcast

GIVEN_UP_AFTER: Final = timedelta(hours=1)
"""After this long no platform reports any more what became of a message."""
SHORTEST_REASON: Final = 10
LONGEST_REASON: Final = 200
_PASSING: Final = tuple(f"twilio {code}" for code in (20429, 30001, 63017, 63018, 63032))
"""Twilio's words for what was the matter with the moment and not with the message or the person."""


class Again(StrEnum):
    """To whom it is sent again.

    UNKNOWN are those of whom nobody heard for an hour: some of them may get it twice. PASSING are those to whom it
    certainly was not sent, for a reason that has passed.
    """

    UNKNOWN = "unknown"
    PASSING = "passing"


async def waiting_for_it(session: AsyncSession, broadcast: Broadcast, now: datetime) -> dict[Again, int]:
    """Count whom a broadcast could be sent to again."""
    found = {}
    for which in Again:
        counted = select(func.count()).select_from(Recipient).where(*_those(broadcast, which, now))
        found[which] = await session.scalar(counted) or 0
    return found


async def retry(
    session: AsyncSession, broadcast: Broadcast, which: Again, reason: str, actor: str, now: datetime
) -> int | None:
    """Let some people wait for it once more, and give how many; None where the broadcast does not go on any more.

    Whoever waits again is neither unknown nor failed: asked twice, it is done once.
    """
    # A row that falls refers to the broadcast, so nothing falls while this is held.
    await session.refresh(broadcast, with_for_update=True)
    if broadcast.state not in BEGUN:
        return None
    those = update(Recipient).where(*_those(broadcast, which, now))
    values = {"state": Standing.WAITING, "reason": None, "at": now, "leased_until": None, "attempts": 0}
    again = await session.execute(
        those.values(values).returning(Recipient.id), execution_options={"synchronize_session": False}
    )
    many = len(again.all())
    if many:
        await reopened(session, broadcast.id, now)
    details = {"which": which.value, "people": many, "reason": redact(reason)}
    await append(session, Event(now, actor, "broadcast.sent_again", f"broadcast/{broadcast.id}", details))
    return many


def _those(broadcast: Broadcast, which: Again, now: datetime) -> list[ColumnElement[bool]]:
    match which:
        case Again.UNKNOWN:
            asked = and_(Recipient.state == Standing.UNKNOWN, Recipient.at <= now - GIVEN_UP_AFTER)
        case Again.PASSING:
            passing = or_(Recipient.reason.in_(_PASSING), Recipient.attempts >= MOST_ATTEMPTS)
            asked = and_(Recipient.state == Standing.FAILED, passing)
    fallen, first = aliased(Recipient), aliased(Recipient)
    fell = exists().where(fallen.falls_from == Recipient.id)
    has_it = exists().where(first.id == Recipient.falls_from, first.state.in_(MAY_HAVE_ARRIVED))
    return [Recipient.broadcast_id == broadcast.id, asked, ~fell, ~has_it]
