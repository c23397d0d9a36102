"""How often an agent was told that a NIK is somebody else's: a few times a day, so that nobody tries NIKs out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.audit.chain import Event
from backend.registrations.models import Guessed, LookupAttempt
from backend.vault.vault import Vault

if TYPE_CHECKING:
    from datetime import datetime

MOST: Final = 30
"""In 24 hours. Agents work door to door, and meet few families that are registered already."""
WINDOW: Final = timedelta(hours=24)


def asked(agent: UUID, at: datetime, *, taken: bool, own: bool) -> Event:
    """Give what the log says of a question for a NIK: that it was asked, and what was answered, but not of whom."""
    named = f"agent/{agent}"
    return Event(at=at, actor=named, action="agent.asked_nik", subject=named, details={"taken": taken, "own": own})


@dataclass(frozen=True, slots=True)
class ToldNiks:
    """The answers of that kind that one agent got, within one transaction that holds the agent's row."""

    session: AsyncSession
    vault: Vault
    agent: UUID

    async def may_hear(self, now: datetime) -> bool:
        """Tell whether another one may be given, and count it."""
        digests = self.vault.digests(str(self.agent), purpose="niks told to an agent")
        told = await self.session.scalar(
            select(func.count())
            .select_from(LookupAttempt)
            .where(
                LookupAttempt.kind == Guessed.CODE,
                LookupAttempt.key_hash.in_(digests),
                LookupAttempt.at > now - WINDOW,
            )
        )
        if (told or 0) >= MOST:
            return False
        self.session.add(LookupAttempt(kind=Guessed.CODE, key_hash=digests[0], at=now))
        await self.session.flush()
        return True
