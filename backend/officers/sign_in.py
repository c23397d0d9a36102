"""Signing in: a password, then a code; the first time, a password of one's own and an authenticator."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from backend.audit.chain import Event
from backend.audit.log import append
from backend.auth.one_time_codes import recovery_digest, step_of
from backend.auth.passwords import Passwords
from backend.officers import sessions
from backend.officers.models import TOTP_FIELD, Officer, RecoveryCode, Stage, State
from backend.officers.waits import Waits

if TYPE_CHECKING:
    from datetime import datetime

    from backend.officers.sessions import Holder
    from backend.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who stands at the door, as far as the request tells."""

    address: str
    browser: str


@dataclass(frozen=True, slots=True)
class Begun:
    """A session has begun, or begun anew: this is its token."""

    token: str
    stage: Stage


@dataclass(frozen=True, slots=True)
class NotMatching:
    """User name and password, or the code, do not fit. Which of them is not said."""


@dataclass(frozen=True, slots=True)
class MustWait:
    """Too many attempts did not match."""

    wait: timedelta


Answer: TypeAlias = Begun | NotMatching | MustWait


@dataclass(frozen=True, slots=True)
class Door:
    """Where officers come in. The passwords' hashing holds no connection: a flood of sign-ins must not take
    the pool that registrations need, so the password's step has three short transactions of its own.
    """

    sessions: async_sessionmaker[AsyncSession]
    passwords: Passwords
    waits_secret: bytes = field(repr=False)
    demo: bool

    async def password(self, user_name: str, password: str, visitor: Visitor, now: datetime) -> Answer:
        """Look at a password. Takes the same steps and time whether the user exists or not.

        Raises:
            Busy: too many sign in at once.
        """
        user_name = user_name.strip().lower()
        async with self.sessions.begin() as session:
            wait = await self._waits(session, user_name, visitor).try_once(now)
            known = await session.scalar(select(Officer).where(Officer.user_name == user_name))
        if wait is not None:
            return MustWait(wait)
        checked = await self.passwords.check(password, known.password if known is not None else None)
        if not checked.right or known is None or not self._may_enter(known, now):
            return NotMatching()
        async with self.sessions.begin() as session:
            await self._waits(session, user_name, visitor).take_back()
            officer = await session.get_one(Officer, known.id, with_for_update=True)
            # Suspended or given another password while the hash was computed.
            if officer.password != known.password or not self._may_enter(officer, now):
                return NotMatching()
            if checked.rehashed is not None:
                officer.password = checked.rehashed
            ready = officer.totp_since is not None
            stage = Stage.CODE if ready else Stage.SETUP
            return Begun(await sessions.begin(session, officer, stage, visitor.browser, now), stage)

    async def code(
        self, session: AsyncSession, vault: Vault, holder: Holder, code: str, visitor: Visitor, now: datetime
    ) -> Answer:
        """Look at six digits or a recovery code. Each is taken once."""
        officer = holder.officer
        waits = self._waits(session, officer.user_name, visitor)
        if (wait := await waits.try_once(now)) is not None:
            return MustWait(wait)
        by_slip = await _takes_recovery_code(session, officer, code, now)
        if not by_slip and not await takes_step(session, vault, officer, code, now):
            return NotMatching()
        await waits.take_back()
        await waits.welcome()
        await sessions.end(session, officer.id, holder.session_id)
        stage = Stage.IN if officer.one_time_until is None else Stage.SETUP
        token = await sessions.begin(session, officer, stage, visitor.browser, now)
        await note(session, officer, "officer.signed-in", now, by_recovery_code=by_slip)
        return Begun(token, stage)

    def _may_enter(self, officer: Officer, now: datetime) -> bool:
        over = officer.one_time_until is not None and officer.one_time_until <= now
        return officer.state == State.ACTIVE and not over and (self.demo or not officer.made_up)

    def _waits(self, session: AsyncSession, user_name: str, visitor: Visitor) -> Waits:
        return Waits(session, self.waits_secret, user_name, visitor.address)


async def note(
    session: AsyncSession, officer: Officer, action: str, now: datetime, **details: str | int | bool | list[str]
) -> None:
    """Write what an officer did with the own account into the audit log. Called last in a transaction."""
    who = f"officer/{officer.id}"
    await append(session, Event(at=now, actor=who, action=action, subject=who, details=details))


async def takes_step(session: AsyncSession, vault: Vault, officer: Officer, code: str, now: datetime) -> bool:
    """Tell whether six digits are those of now, and make sure that they are not taken again."""
    if officer.totp is None:
        return False
    secret = vault.open(officer.totp, field=TOTP_FIELD, row=officer.id).decode()
    step = step_of(code, secret, now)
    if step is None:
        return False
    taken = await session.scalars(
        update(Officer)
        .where(Officer.id == officer.id, Officer.totp_last_step < step)
        .values(totp_last_step=step)
        .returning(Officer.id)
    )
    return taken.one_or_none() is not None


async def _takes_recovery_code(session: AsyncSession, officer: Officer, code: str, now: datetime) -> bool:
    digest = recovery_digest(code)
    if digest is None:
        return False
    taken = await session.scalars(
        update(RecoveryCode)
        .where(
            RecoveryCode.officer_id == officer.id,
            RecoveryCode.digest == digest,
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now)
        .returning(RecoveryCode.id)
    )
    return taken.one_or_none() is not None
