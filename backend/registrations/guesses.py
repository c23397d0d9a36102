"""Wrong status requests: counted, and limited, so that numbers and NIKs cannot be tried out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.database import take_turns
from backend.registrations.models import Guessed, LookupAttempt

if TYPE_CHECKING:
    from datetime import datetime

    from backend.vault.vault import Vault
    from backend.wire import ContactIn

WRONG_ALLOWED: Final = 5
WINDOW: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class GuessCount:
    """The wrong requests of one contact and about one number, whether or not that number exists."""

    session: AsyncSession
    contact: tuple[bytes, ...]
    number: tuple[bytes, ...]

    @classmethod
    def of(cls, session: AsyncSession, vault: Vault, contact: ContactIn, number: str) -> GuessCount:
        """Count for a contact and a number as typed."""
        return cls(
            session,
            vault.digests(f"{contact.channel}:{contact.address}", purpose="guesses by contact"),
            vault.digests(number, purpose="guesses at number"),
        )

    async def wait(self, now: datetime) -> timedelta | None:
        """Tell how long until another guess is allowed; None if it is now.

        From here until the transaction ends nobody else guesses for the same contact or number.
        """
        await take_turns(self.session, *self.contact, *self.number)
        waits = [
            await self._wait(Guessed.CONTACT, self.contact, now),
            await self._wait(Guessed.NUMBER, self.number, now),
        ]
        return max((wait for wait in waits if wait is not None), default=None)

    async def wrong(self, now: datetime) -> None:
        """Count one wrong guess, and forget those that count no more."""
        await self.session.execute(
            delete(LookupAttempt).where(
                LookupAttempt.key_hash.in_((*self.contact, *self.number)), LookupAttempt.at <= now - WINDOW
            )
        )
        self.session.add_all(
            [
                LookupAttempt(kind=Guessed.CONTACT, key_hash=self.contact[0], at=now),
                LookupAttempt(kind=Guessed.NUMBER, key_hash=self.number[0], at=now),
            ]
        )
        await self.session.flush()

    async def _wait(self, kind: Guessed, digests: tuple[bytes, ...], now: datetime) -> timedelta | None:
        latest = (
            await self.session.scalars(
                select(LookupAttempt.at)
                .where(
                    LookupAttempt.kind == kind,
                    LookupAttempt.key_hash.in_(digests),
                    LookupAttempt.at > now - WINDOW,
                )
                .order_by(LookupAttempt.at.desc())
                .limit(WRONG_ALLOWED)
            )
        ).all()
        return latest[-1] + WINDOW - now if len(latest) == WRONG_ALLOWED else None
