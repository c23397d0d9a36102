"""Who works here: inviting, limiting, suspending. Every act is in the audit log."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.audit.chain import Event
from backend.audit.log import append
from backend.auth.api_keys import digest_of
from backend.auth.areas import WHOLE, AreaScope
from backend.auth.passwords import Passwords
from backend.auth.permissions import Role
from backend.auth.readable import readable_secret
from backend.database import take_turns
from backend.officers import sessions
from backend.officers.models import Officer, RecoveryCode, State

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

ONE_TIME_FOR: Final = timedelta(days=7)
USER_NAME: Final = re.compile(r"[a-z][a-z0-9._-]{2,31}")
LONGEST_NAME: Final = 80
_NAME: Final = re.compile(r"[^\x00-\x1f\x7f<>]+")
_TURN: Final = digest_of("officers")


class Trouble(StrEnum):
    """Why something cannot be done as asked."""

    USER_NAME_FORM = "user-name-form"
    USER_NAME_TAKEN = "user-name-taken"
    NAME_FORM = "name-form"
    NO_ROLE = "no-role"
    NO_AREA = "no-area"
    BEYOND = "beyond"
    LAST_ADMIN = "last-admin"


@dataclass(frozen=True, slots=True)
class Manager:
    """Who changes the roster, and for which areas. The operator at the command line has no row."""

    areas: AreaScope
    officer_id: UUID | None = None

    @property
    def actor(self) -> str:
        """Name them as the audit log does."""
        return "operator" if self.officer_id is None else f"officer/{self.officer_id}"


OPERATOR: Final = Manager(WHOLE)


@dataclass(frozen=True, slots=True)
class Duty:
    """What somebody is there for, and where."""

    roles: frozenset[Role]
    areas: AreaScope


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody may sign in with this password, once, within a week."""

    officer: Officer
    password: str


@dataclass(frozen=True, slots=True)
class Roster:
    """The officers, within one transaction."""

    session: AsyncSession
    passwords: Passwords
    by: Manager

    async def listed(self) -> Sequence[Officer]:
        """List the officers whose areas lie within the manager's, by name."""
        everybody = (await self.session.scalars(select(Officer).order_by(Officer.name, Officer.user_name))).all()
        return [officer for officer in everybody if self._reaches(officer)]

    async def find(self, user_name: str) -> Officer | None:
        """Find an officer by user name, if within the manager's areas."""
        found = await self.session.scalar(select(Officer).where(Officer.user_name == user_name))
        return found if found is not None and self._reaches(found) else None

    async def invite(
        self, user_name: str, name: str, duty: Duty, now: datetime, *, password: str | None = None
    ) -> Invited | Trouble:
        """Enter somebody new. The password is made here, or given by the operator."""
        user_name, name = user_name.strip().lower(), " ".join(name.split())
        await take_turns(self.session, _TURN)
        trouble = _about_names(user_name, name) or self._about_duty(duty)
        if trouble is not None:
            return trouble
        if await self.session.scalar(select(Officer.id).where(Officer.user_name == user_name)) is not None:
            return Trouble.USER_NAME_TAKEN
        password = password or readable_secret()
        officer = Officer(
            user_name=user_name,
            name=name,
            state=State.ACTIVE,
            roles=sorted(duty.roles),
            areas=sorted(duty.areas.codes),
            password=self.passwords.hashed(password),
            one_time_until=now + ONE_TIME_FOR,
            totp_last_step=0,
            made_up=False,
            created_at=now,
        )
        self.session.add(officer)
        await self.session.flush()
        await self._note(officer, "officer.invited", now, roles=officer.roles, areas=officer.areas)
        return Invited(officer, password)

    async def assign(self, officer: Officer, name: str, duty: Duty, now: datetime) -> Trouble | None:
        """Give somebody other roles or areas. They hold from the next request on."""
        await take_turns(self.session, _TURN)
        name = " ".join(name.split())
        trouble = _about_names(officer.user_name, name) or self._about_duty(duty)
        if trouble is not None:
            return trouble
        stays_admin = Role.ADMIN in duty.roles and duty.areas.is_whole
        if not stays_admin and await self._is_last_admin(officer):
            return Trouble.LAST_ADMIN
        officer.name, officer.roles, officer.areas = name, sorted(duty.roles), sorted(duty.areas.codes)
        await self._note(officer, "officer.assigned", now, roles=officer.roles, areas=officer.areas)
        return None

    async def suspend(self, officer: Officer, now: datetime) -> Trouble | None:
        """Let somebody in no more, and end what is open."""
        await take_turns(self.session, _TURN)
        if await self._is_last_admin(officer):
            return Trouble.LAST_ADMIN
        officer.state = State.SUSPENDED
        await sessions.end_all(self.session, officer.id)
        await self._note(officer, "officer.suspended", now)
        return None

    async def reactivate(self, officer: Officer, now: datetime) -> None:
        """Let somebody in again."""
        officer.state = State.ACTIVE
        await self._note(officer, "officer.reactivated", now)

    async def reset(self, officer: Officer, now: datetime) -> Invited:
        """Forget password, authenticator and recovery codes, and give a password for once."""
        password = readable_secret()
        officer.password = self.passwords.hashed(password)
        officer.one_time_until = now + ONE_TIME_FOR
        officer.totp, officer.totp_since = None, None
        await self.session.execute(delete(RecoveryCode).where(RecoveryCode.officer_id == officer.id))
        await sessions.end_all(self.session, officer.id)
        await self._note(officer, "officer.reset", now)
        return Invited(officer, password)

    def _reaches(self, officer: Officer) -> bool:
        return self.by.areas.includes(officer.scope)

    def _about_duty(self, duty: Duty) -> Trouble | None:
        if not duty.roles:
            return Trouble.NO_ROLE
        if not duty.areas.codes:
            return Trouble.NO_AREA
        return None if self.by.areas.includes(duty.areas) else Trouble.BEYOND

    async def _is_last_admin(self, officer: Officer) -> bool:
        active = (await self.session.scalars(select(Officer).where(Officer.state == State.ACTIVE))).all()
        # An admin of some villages cannot help everybody, so does not count.
        admins = {each.id for each in active if Role.ADMIN in each.held_roles and each.scope.is_whole}
        return admins == {officer.id}

    async def _note(self, officer: Officer, action: str, now: datetime, **details: list[str]) -> None:
        await append(
            self.session,
            Event(at=now, actor=self.by.actor, action=action, subject=f"officer/{officer.id}", details=details),
        )


def _about_names(user_name: str, name: str) -> Trouble | None:
    if not USER_NAME.fullmatch(user_name):
        return Trouble.USER_NAME_FORM
    if not _NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        return Trouble.NAME_FORM
    return None
