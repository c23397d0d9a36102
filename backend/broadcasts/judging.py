"""When a broadcast goes on by itself, stops by itself, or is done."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import case, func, select

from backend.audit.chain import Event
from backend.audit.log import append
from backend.broadcasts.models import Broadcast, Recipient
from backend.broadcasts.states import UNDER_WAY, Standing, State

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.settings import Paced

_HEARD_OF_WITHIN: Final = timedelta(seconds=30)
"""How long the canary waits for WhatsApp to say that a message which it took will not arrive."""
_REPORTING: Final = "whatsapp"
_MISSED: Final = (Standing.FAILED, Standing.UNKNOWN)
_AHEAD: Final = (Standing.WAITING, Standing.SENDING)
STOPPED: Final = "canary"


async def judge(session: AsyncSession, row: UUID, paced: Paced, now: datetime) -> None:
    """Look where a broadcast stands, and take it on where that follows."""
    broadcast = await session.get_one(Broadcast, row)
    match broadcast.state:
        case State.CANARY:
            await _judge_canary(session, broadcast, paced, now)
        case State.RUNNING:
            await _judge_end(session, broadcast, now)
        case _:
            return


async def reopened(session: AsyncSession, row: UUID, now: datetime) -> bool:
    """Let a broadcast go on that was done, for somebody who is to be sent it again; tell whether it can go on."""
    broadcast = await session.get_one(Broadcast, row)
    if broadcast.state is State.DONE:
        await _take(session, broadcast, State.RUNNING, now)
    return broadcast.state in UNDER_WAY


async def _judge_canary(session: AsyncSession, broadcast: Broadcast, paced: Paced, now: datetime) -> None:
    fresh = Recipient.at > now - _HEARD_OF_WITHIN
    accepted = (Recipient.state == Standing.ACCEPTED) & (Recipient.channel == _REPORTING) & fresh
    counted = select(
        func.count(),
        func.count(case((Recipient.state.in_(_MISSED), 1))),
        func.count(case((Recipient.state.in_(_AHEAD) | accepted, 1))),
    ).where(
        Recipient.broadcast_id == broadcast.id,
        Recipient.place <= broadcast.canary_until,
        Recipient.state != Standing.SKIPPED,
    )
    total, missed, ahead = (await session.execute(counted)).one()
    # One alone says nothing: somebody has always just blocked us.
    if missed > max(1, total * paced.broadcast_canary_failures / 100):
        await _take(session, broadcast, State.PAUSED, now, note=STOPPED)
    elif ahead == 0:
        await _take(session, broadcast, State.RUNNING, now)


async def _judge_end(session: AsyncSession, broadcast: Broadcast, now: datetime) -> None:
    for standing in _AHEAD:
        left = select(Recipient.id).where(Recipient.broadcast_id == broadcast.id, Recipient.state == standing)
        if await session.scalar(left.limit(1)) is not None:
            return
    await _take(session, broadcast, State.DONE, now)


async def _take(session: AsyncSession, broadcast: Broadcast, to: State, now: datetime, note: str | None = None) -> None:
    was = broadcast.state
    await session.refresh(broadcast, with_for_update=True)
    if broadcast.state is not was:
        # A person was quicker.
        return
    broadcast.state, broadcast.note = to, note
    broadcast.finished_at = now if to is State.DONE else None
    event = Event(now, "system", f"broadcast.{to.value}", f"broadcast/{broadcast.id}", {"was": was.value})
    await append(session, event)
