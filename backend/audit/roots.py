"""The daily root: one hash for all that was written until a day's end. Published, it binds whoever keeps the log."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from backend.audit.models import AuditHead, AuditRoot
from backend.clock import local_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy.ext.asyncio import AsyncSession

FIRST: Final = bytes(32)
"""What the first root has for a root before it."""


class DayNotOver(Exception):
    """A root is taken of whole days only."""


class NoRoot(Exception):
    """No root was taken at the end of that day, and now it is too late for it."""


def root_of(day: date, heads: Sequence[dict[str, Any]], previous: bytes) -> bytes:
    """Give the SHA-256 over the root before, the day, and where each lane ended."""
    content = json.dumps([day.isoformat(), list(heads)], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(previous + content.encode()).digest()


async def root(session: AsyncSession, day: date, now: datetime) -> AuditRoot:
    """Give the root of a day. That of the last day that is over is taken, if it is not yet.

    Raises:
        DayNotOver: there will be more of that day.
        NoRoot: it was not taken when it could be.
    """
    kept = await session.get(AuditRoot, day)
    if kept is not None:
        return kept
    today = local_date(now)
    if day >= today:
        raise DayNotOver(f"{day} is not over.")
    if (today - day).days > 1:
        raise NoRoot(f"No root was taken at the end of {day}.")
    return await _taken(session, day, now)


async def _taken(session: AsyncSession, day: date, now: datetime) -> AuditRoot:
    # Held until the commit, so that no entry comes between what is read and what is written.
    heads = (await session.scalars(select(AuditHead).order_by(AuditHead.lane).with_for_update())).all()
    kept = await session.get(AuditRoot, day)
    if kept is not None:
        return kept
    previous = await session.scalar(select(AuditRoot.root).order_by(AuditRoot.day.desc()).limit(1)) or FIRST
    ends = [
        {"lane": head.lane, "entries": head.entries, "last_id": head.last_id, "hash": head.hash.hex()} for head in heads
    ]
    taken = AuditRoot(day=day, previous_root=previous, heads=ends, root=root_of(day, ends, previous), taken_at=now)
    session.add(taken)
    await session.flush()
    return taken
