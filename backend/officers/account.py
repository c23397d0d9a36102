"""What officers do with their own account: password, authenticator, recovery codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.auth.one_time_codes import new_recovery_codes, new_secret, recovery_digest
from backend.auth.passwords import Passwords, Weakness, weakness
from backend.officers import sessions
from backend.officers.models import TOTP_FIELD, Officer, RecoveryCode, Stage
from backend.officers.sign_in import Begun, note, takes_step
from backend.vault.vault import Vault

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from backend.officers.sessions import Holder
    from backend.officers.sign_in import Visitor


@dataclass(frozen=True, slots=True)
class Account:
    """The account of whoever holds the session, within one transaction."""

    session: AsyncSession
    vault: Vault
    passwords: Passwords
    officer: Officer

    async def matches(self, password: str) -> bool:
        """Tell whether this is the officer's password."""
        return (await self.passwords.check(password, self.officer.password)).right

    async def change_password(self, password: str, keep: UUID, now: datetime) -> Weakness | None:
        """Set another password and end all other sessions; or say why it will not do."""
        weak = weakness(password, self.officer.user_name)
        if weak is not None:
            return weak
        self.officer.password = self.passwords.hashed(password)
        self.officer.one_time_until = None
        await sessions.end_all(self.session, self.officer.id, but=keep)
        await note(self.session, self.officer, "officer.password-changed", now)
        return None

    async def offered_secret(self) -> str:
        """Give the authenticator's key that is being set up; make it when there is none."""
        if self.officer.totp is None:
            secret = new_secret()
            self.officer.totp = self.vault.seal(secret.encode(), field=TOTP_FIELD, row=self.officer.id)
            await self.session.flush()
            return secret
        return self.vault.open(self.officer.totp, field=TOTP_FIELD, row=self.officer.id).decode()

    async def confirm_authenticator(self, code: str, now: datetime) -> list[str] | None:
        """Take the first code of a new authenticator, and give the recovery codes; None when it does not match."""
        if self.officer.totp_since is not None or not await takes_step(
            self.session, self.vault, self.officer, code, now
        ):
            return None
        self.officer.totp_since = now
        return await self.new_recovery_codes("officer.authenticator-set", now)

    async def new_recovery_codes(self, action: str, now: datetime) -> list[str]:
        """Make recovery codes in place of all earlier ones. They are told this once."""
        codes = new_recovery_codes()
        await self.session.execute(delete(RecoveryCode).where(RecoveryCode.officer_id == self.officer.id))
        self.session.add_all(
            RecoveryCode(officer_id=self.officer.id, digest=digest)
            for digest in map(recovery_digest, codes)
            if digest is not None
        )
        await note(self.session, self.officer, action, now)
        return codes

    async def codes_left(self) -> int:
        """Count the recovery codes that were not used."""
        query = select(func.count()).where(RecoveryCode.officer_id == self.officer.id, RecoveryCode.used_at.is_(None))
        return await self.session.scalar(query) or 0

    async def enter(self, holder: Holder, visitor: Visitor, now: datetime) -> Begun:
        """Let in somebody who has set up everything, with a new token."""
        await sessions.end(self.session, self.officer.id, holder.session_id)
        token = await sessions.begin(self.session, self.officer, Stage.IN, visitor.browser, now)
        await note(self.session, self.officer, "officer.signed-in", now, by_recovery_code=False)
        return Begun(token, Stage.IN)
