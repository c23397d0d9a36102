"""Codes that are handed over once: drawn, hashed, and looked for."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain, count
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.database import take_turns
from backend.registrations.models import Guessed, LookupAttempt
from backend.vault.vault import Vault
from backend.wire import ContactIn
from conversations.answers.invitation import Invitation, new_invitation

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


WRONG_ALLOWED: Final = 10
WINDOW: Final = timedelta(hours=24)
INVITATION: Final = "agent invitation"
DRAFT: Final = "handed draft"
CONFIRMATION: Final = "confirmation"


def new_code() -> Invitation:
    """Draw a code nobody can guess: 40 bits, and ten tries a day."""
    return new_invitation(secrets.choice)


def lasting_code(vault: Vault, row: UUID) -> Invitation:
    """Give the code that belongs to a row: the same whenever it is asked for, and written nowhere."""
    digests = (vault.digests(f"{row}/{place}", purpose="code of a row")[0] for place in count())
    values = chain.from_iterable(digests)
    return new_invitation(lambda signs: signs[next(values) % len(signs)])


def hashes(vault: Vault, code: str, purpose: str) -> tuple[bytes, ...]:
    """Give what is stored of a code, and all by which it is found."""
    return vault.digests(code, purpose=purpose)


@dataclass(frozen=True, slots=True)
class WrongCodes:
    """The codes that came from one chat and were nobody's, within one transaction. `purpose` keeps kinds apart."""

    session: AsyncSession
    vault: Vault
    contact: ContactIn
    purpose: str = "codes by contact"

    async def too_many(self, now: datetime) -> bool:
        """Tell whether no more are looked at today. Until the transaction ends, nobody else tries from this chat."""
        await take_turns(self.session, *self._digests)
        wrong = await self.session.scalar(
            select(func.count())
            .select_from(LookupAttempt)
            .where(
                LookupAttempt.kind == Guessed.CODE,
                LookupAttempt.key_hash.in_(self._digests),
                LookupAttempt.at > now - WINDOW,
            )
        )
        return (wrong or 0) >= WRONG_ALLOWED

    def note(self, now: datetime) -> None:
        """Count one that was nobody's."""
        self.session.add(LookupAttempt(kind=Guessed.CODE, key_hash=self._digests[0], at=now))

    @property
    def _digests(self) -> tuple[bytes, ...]:
        return self.vault.digests(f"{self.contact.channel}:{self.contact.address}", purpose=self.purpose)
