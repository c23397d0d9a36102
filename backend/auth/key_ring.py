"""All keys there are: those of the `API_KEYS` setting, and those that were made by command."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from backend.audit.chain import Event
from backend.audit.log import append
from backend.auth.api_keys import ApiKey, caller_of, digest_of
from backend.auth.areas import WHOLE, AreaScope
from backend.auth.models import StoredKey
from backend.auth.scopes import BOT, WITHIN_AREAS, Scope

if TYPE_CHECKING:
    from uuid import UUID


_SECRET: Final = re.compile(r"bansos_[A-Za-z0-9_-]{43}")
_NOTED_EVERY: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Program:
    """A program that calls: its name, what it may do, and for which areas."""

    name: str
    scopes: frozenset[Scope]
    areas: AreaScope


class UnlimitedScope(ValueError):
    """A scope that cannot be limited to areas was asked for together with areas."""


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Finds the program that a secret belongs to."""

    set_by_operator: Sequence[ApiKey]
    sessions: async_sessionmaker[AsyncSession]

    async def program_of(self, secret: str) -> Program | None:
        """Name the program, or None for a secret that is unknown, revoked or past its end."""
        name = caller_of(secret, self.set_by_operator)
        if name is not None:
            return Program(name, BOT, WHOLE)
        # What cannot be one of ours costs no connection.
        if not _SECRET.fullmatch(secret):
            return None
        async with self.sessions.begin() as session:
            return await _stored(session, digest_of(secret), datetime.now(UTC))


async def create_key(
    session: AsyncSession,
    name: str,
    scopes: frozenset[Scope],
    areas: AreaScope,
    now: datetime,
    expires_at: datetime | None = None,
) -> str:
    """Make a key and give its secret, which is told this once.

    Raises:
        UnlimitedScope: areas were given, and a scope whose answers know no areas.
    """
    if not areas.is_whole and not scopes <= WITHIN_AREAS:
        raise UnlimitedScope(", ".join(sorted(scopes - WITHIN_AREAS)))
    secret = f"bansos_{secrets.token_urlsafe(32)}"
    key = StoredKey(
        name=name,
        digest=digest_of(secret),
        scopes=sorted(scopes),
        areas=sorted(areas.codes),
        created_at=now,
        expires_at=expires_at,
    )
    session.add(key)
    await session.flush()
    await append(session, _event(key, "key.created", now))
    return secret


async def listed_keys(session: AsyncSession) -> Sequence[StoredKey]:
    """List all keys that were ever made, by name and age."""
    return (await session.scalars(select(StoredKey).order_by(StoredKey.name, StoredKey.created_at))).all()


async def revoke_key(session: AsyncSession, key_id: UUID, now: datetime) -> bool:
    """Let a key open nothing from now on. Tells whether there was such a key."""
    key = await session.get(StoredKey, key_id, with_for_update=True)
    if key is None:
        return False
    if key.revoked_at is None:
        key.revoked_at = now
        await append(session, _event(key, "key.revoked", now))
    return True


async def _stored(session: AsyncSession, digest: bytes, now: datetime) -> Program | None:
    key = await session.scalar(select(StoredKey).where(StoredKey.digest == digest))
    if key is None or key.revoked_at is not None or (key.expires_at is not None and key.expires_at <= now):
        return None
    if key.last_used_at is None or now - key.last_used_at > _NOTED_EVERY:
        await session.execute(update(StoredKey).where(StoredKey.id == key.id).values(last_used_at=now))
    # A scope that this release does not know any more opens nothing.
    scopes = frozenset(Scope(name) for name in key.scopes if name in set(Scope))
    return Program(key.name, scopes, AreaScope(frozenset(key.areas)))


def _event(key: StoredKey, action: str, now: datetime) -> Event:
    return Event(
        at=now,
        actor="operator",
        action=action,
        subject=f"key/{key.id}",
        details={"name": key.name, "scopes": list(key.scopes), "areas": list(key.areas)},
    )
