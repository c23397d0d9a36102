"""Sessions: a random token in the browser, its hash here, an end in any case."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from sqlalchemy import and_, delete, or_, select, update

from backend.auth.api_keys import digest_of
from backend.officers.models import Officer, OfficerSession, Stage, State

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

IDLE: Final = timedelta(minutes=30)
LONGEST: Final = timedelta(hours=10)
"""A working day. After it one signs in again, however busy."""
UNFINISHED: Final = timedelta(minutes=15)
"""For those who gave the password and still owe the rest."""
_NOTED_EVERY: Final = timedelta(minutes=1)
_TOKEN_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose browser it is, and how far that person has come."""

    session_id: UUID
    officer: Officer
    stage: Stage


async def begin(session: AsyncSession, officer: Officer, stage: Stage, browser: str, now: datetime) -> str:
    """Begin a session and give its token, which is kept nowhere but in the browser."""
    await forget_ended(session, now)
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    session.add(
        OfficerSession(
            officer_id=officer.id,
            token_hash=digest_of(token),
            stage=stage,
            browser=browser,
            begun_at=now,
            seen_at=now,
        )
    )
    await session.flush()
    return token


async def forget_ended(session: AsyncSession, now: datetime) -> None:
    """Throw away the sessions that nobody can go on with."""
    unfinished = and_(OfficerSession.stage != Stage.IN, OfficerSession.begun_at <= now - UNFINISHED)
    ended = or_(OfficerSession.begun_at <= now - LONGEST, OfficerSession.seen_at <= now - IDLE, unfinished)
    await session.execute(delete(OfficerSession).where(ended))


async def holder_of(session: AsyncSession, token: str, now: datetime, *, demo: bool) -> Holder | None:
    """Find who holds a token; None when it is unknown, has ended, or its officer may not sign in."""
    found = (
        await session.execute(
            select(OfficerSession, Officer)
            .join(Officer, Officer.id == OfficerSession.officer_id)
            .where(OfficerSession.token_hash == digest_of(token))
        )
    ).one_or_none()
    if found is None:
        return None
    row, officer = found
    if officer.state != State.ACTIVE or (officer.made_up and not demo) or _is_over(row, now):
        return None
    if now - row.seen_at > _NOTED_EVERY:
        await session.execute(update(OfficerSession).where(OfficerSession.id == row.id).values(seen_at=now))
    return Holder(row.id, officer, Stage(row.stage))


async def own_sessions(session: AsyncSession, officer_id: UUID, now: datetime) -> Sequence[OfficerSession]:
    """List the sessions of an officer that have not ended, the newest first."""
    rows = await session.scalars(
        select(OfficerSession)
        .where(OfficerSession.officer_id == officer_id, OfficerSession.stage == Stage.IN)
        .order_by(OfficerSession.begun_at.desc())
    )
    return [row for row in rows if not _is_over(row, now)]


async def end(session: AsyncSession, officer_id: UUID, session_id: UUID) -> bool:
    """End one session of an officer. Tells whether there was one."""
    ended = await session.scalars(
        delete(OfficerSession)
        .where(OfficerSession.id == session_id, OfficerSession.officer_id == officer_id)
        .returning(OfficerSession.id)
    )
    return ended.one_or_none() is not None


async def end_all(session: AsyncSession, officer_id: UUID, *, but: UUID | None = None) -> None:
    """End every session of an officer, or every other one."""
    ending = delete(OfficerSession).where(OfficerSession.officer_id == officer_id)
    await session.execute(ending if but is None else ending.where(OfficerSession.id != but))


def _is_over(row: OfficerSession, now: datetime) -> bool:
    if row.stage != Stage.IN:
        return now - row.begun_at >= UNFINISHED
    return now - row.seen_at >= IDLE or now - row.begun_at >= LONGEST
