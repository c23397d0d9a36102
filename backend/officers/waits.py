"""Growing waits after sign-ins that did not match: for the user name, and for the address they come from."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from sqlalchemy import case, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from backend.database import take_turns
from backend.officers.models import SignInWait

if TYPE_CHECKING:
    from datetime import datetime

FIRST_WAIT: Final = timedelta(seconds=30)
LONGEST_WAIT: Final = timedelta(minutes=15)
"""Not longer: whoever knows a user name could keep its owner out."""
_GOOD_FOR: Final = 5
"""How many failures from an address one good sign-in makes up for: people mistype, and offices share addresses."""
_MOST_DOUBLINGS: Final = 6


class Kind(StrEnum):
    """What is counted."""

    USER = "user"
    ADDRESS = "address"


FREE: Final = {Kind.USER: 5, Kind.ADDRESS: 40}
"""How many may fail before one waits. A whole office can sit behind one address."""
FORGOTTEN_AFTER: Final = {Kind.USER: timedelta(hours=24), Kind.ADDRESS: timedelta(hours=1)}
"""How long nothing may go wrong until what did is forgotten."""


@dataclass(frozen=True, slots=True)
class Waits:
    """The counts for one who stands at the door, whether such a user exists or not.

    Names and addresses are hashed with a secret: passwords get typed where user names belong.
    """

    session: AsyncSession
    secret: bytes = field(repr=False)
    user_name: str
    address: str

    async def try_once(self, now: datetime) -> timedelta | None:
        """Count an attempt, before it is looked at; or give how long to wait, and count nothing.

        Those that turn out right are taken back. Counted afterwards, many at once would all be free.
        """
        await take_turns(self.session, *(self._key(kind) for kind in Kind))
        waits = [wait for kind in Kind if (wait := await self._wait(kind, now)) is not None]
        if waits:
            return max(waits)
        for kind in Kind:
            await self._count(kind, now)
        return None

    async def take_back(self) -> None:
        """Take back an attempt that was right, or was never looked at."""
        for kind in Kind:
            await self.session.execute(
                update(SignInWait)
                .where(SignInWait.kind == kind, SignInWait.key_hash == self._key(kind))
                .values(failures=func.greatest(SignInWait.failures - 1, 0), free_at=SignInWait.last_at)
            )

    async def welcome(self) -> None:
        """Forget what went wrong with a user name, once its owner is in, and some of it for the address."""
        await self.session.execute(
            update(SignInWait)
            .where(SignInWait.kind == Kind.ADDRESS, SignInWait.key_hash == self._key(Kind.ADDRESS))
            .values(failures=func.greatest(SignInWait.failures - _GOOD_FOR, 0))
        )
        await self.session.execute(
            delete(SignInWait).where(SignInWait.kind == Kind.USER, SignInWait.key_hash == self._key(Kind.USER))
        )

    async def _wait(self, kind: Kind, now: datetime) -> timedelta | None:
        # Who is still free never waits, not even for whoever came after them and was looked at before.
        free_at = await self.session.scalar(
            select(SignInWait.free_at).where(
                SignInWait.kind == kind, SignInWait.key_hash == self._key(kind), SignInWait.failures >= FREE[kind]
            )
        )
        return free_at - now if free_at is not None and free_at > now else None

    async def _count(self, kind: Kind, now: datetime) -> None:
        failures = case((SignInWait.last_at < now - FORGOTTEN_AFTER[kind], 1), else_=SignInWait.failures + 1)
        counted = (
            await self.session.execute(
                insert(SignInWait)
                .values(kind=kind, key_hash=self._key(kind), failures=1, last_at=now, free_at=now)
                .on_conflict_do_update(index_elements=["kind", "key_hash"], set_={"failures": failures, "last_at": now})
                .returning(SignInWait.failures)
            )
        ).scalar_one()
        await self.session.execute(
            update(SignInWait)
            .where(SignInWait.kind == kind, SignInWait.key_hash == self._key(kind))
            .values(free_at=now + wait_after(counted, FREE[kind]))
        )

    def _key(self, kind: Kind) -> bytes:
        of = self.user_name if kind is Kind.USER else self.address
        return hmac.digest(self.secret, f"{kind} {of}".encode("utf-8", "surrogatepass"), "sha256")


async def forget_waits(session: AsyncSession, now: datetime) -> None:
    """Throw away what went wrong so long ago that it does not count any more."""
    for kind in Kind:
        old = SignInWait.kind == kind, SignInWait.last_at < now - FORGOTTEN_AFTER[kind]
        await session.execute(delete(SignInWait).where(*old))


def wait_after(failures: int, free: int) -> timedelta:
    """Say how long to wait after so many failures: nothing at first, then 30 s, doubling up to 15 min."""
    if failures < free:
        return timedelta()
    doublings: int = 2 ** min(failures - free, _MOST_DOUBLINGS)
    return min(FIRST_WAIT * doublings, LONGEST_WAIT)
