"""Who saw what: noted like changes are, in lanes of its own."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from backend.audit.chain import Event
from backend.audit.lanes import lane_of
from backend.audit.log import append

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.audit.chain import Detail


class Seen(StrEnum):
    """What somebody was shown. LIST is a page of masked rows, DETAIL one masked registration."""

    LIST = "seen.list"
    DETAIL = "seen.detail"
    SEARCH = "seen.search"
    REVEAL = "seen.reveal"
    EXPORT = "seen.export"


async def note_seen(
    session: AsyncSession,
    what: Seen,
    subject: str,
    *,
    actor: str,
    at: datetime,
    details: Mapping[str, Detail] | None = None,
) -> None:
    """Note that somebody was shown something, in the transaction that reads it. Called last in it.

    `subject` names a row (`registration/<id>`), never a person; of a search for a NIK it is what was found.
    """
    await append(session, Event(at, actor, what, subject, details or {}), lane_of(actor))


async def note_listed(
    session: AsyncSession, which: str, numbers: Iterable[str | None], *, actor: str, at: datetime
) -> None:
    """Note whose masked rows stood on a page: one entry for it, with the numbers of the registrations.

    A row that is of no registration has no number. A page is bounded, and so is its entry. An empty one showed nobody.
    Called last in the transaction.
    """
    shown = list(numbers)
    if shown:
        details: dict[str, Detail] = {"rows": len(shown), "numbers": [each for each in shown if each]}
        await note_seen(session, Seen.LIST, which, actor=actor, at=at, details=details)
