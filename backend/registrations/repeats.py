"""Requests about a registration that come again: answered as before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncSession

from backend.database import take_turns
from backend.registrations import repository
from backend.registrations.models import Submission
from backend.registrations.status import Status, public
from backend.vault.vault import Vault
from conversations.answers.registration_number import RegistrationNumber

if TYPE_CHECKING:
    from backend.registrations.models import Registration


@dataclass(frozen=True, slots=True)
class Keyed:
    """Who asks, under which idempotency key. `fingerprints` are the keyed hashes of the body."""

    caller: str
    key: str
    fingerprints: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """The registration as it is told. `already` when it was not waiting for this any more, and nothing was changed."""

    number: RegistrationNumber
    status: Status
    received_at: datetime
    already: bool


@dataclass(frozen=True, slots=True)
class KeyReused:
    """The key was used for something else before."""


@dataclass(frozen=True, slots=True)
class NotTheirs:
    """This contact has no such registration."""


@dataclass(frozen=True, slots=True)
class Repeats:
    """What was answered under which key, within one transaction."""

    session: AsyncSession
    vault: Vault

    async def earlier(self, asked: Keyed) -> tuple[Submission, Registration] | KeyReused | None:
        """Find what came with this key before, if anything, and what answered it. Whoever has the same key waits."""
        keys = self._keys(asked)
        await take_turns(self.session, *keys)
        found = await repository.submission(self.session, keys)
        return KeyReused() if found is not None and found[0].request_hash not in asked.fingerprints else found

    async def before(self, asked: Keyed) -> Answered | KeyReused | None:
        """Give the answer that this key got before, if any."""
        match await self.earlier(asked):
            case (kept, row):
                return Answered(row.number, kept.answered_status, row.received_at, kept.already)
            case found:
                return found

    def submission(self, asked: Keyed, row: Registration, *, already: bool, at: datetime) -> Submission:
        """Give what is kept of a request that is answered now."""
        return Submission(
            caller=asked.caller,
            key_hash=self._keys(asked)[0],
            request_hash=asked.fingerprints[0],
            registration_id=row.id,
            answered_status=public(row.status),
            already=already,
            at=at,
        )

    def keep(self, asked: Keyed, row: Registration, *, already: bool, at: datetime) -> Answered:
        """Answer, and keep the answer."""
        kept = self.submission(asked, row, already=already, at=at)
        self.session.add(kept)
        return Answered(row.number, kept.answered_status, row.received_at, already)

    def _keys(self, asked: Keyed) -> tuple[bytes, ...]:
        # Every caller has its own keys: nobody gets another's answer by guessing one.
        return self.vault.digests(f"{asked.caller} {asked.key}", purpose="idempotency key")
