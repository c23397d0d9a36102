"""The tables of officers, of their recovery codes and sessions, and of those who have to wait."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, Boolean, CheckConstraint, DateTime, ForeignKey, Integer, LargeBinary, String, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from backend.auth.areas import AreaScope
from backend.auth.permissions import Role
from backend.database import Base
from backend.vault.sealed import Sealed, SealedColumn

TOTP_FIELD = "officers.totp"


class State(StrEnum):
    """Whether somebody may sign in."""

    ACTIVE = "active"
    SUSPENDED = "suspended"


class Officer(Base):
    """Somebody who works in the console.

    `one_time_until` is the end of a password that an admin or the operator handed over; it is empty once the
    officer chose one. `totp_since` is empty until the officer proved to have the authenticator.
    `totp_last_step` is the newest time step whose code was used. `made_up` marks the well-known officers of
    the demo, who are let in nowhere else.
    """

    __tablename__ = "officers"
    __table_args__ = (CheckConstraint("state IN ('active', 'suspended')", name="state"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    user_name: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(16))
    roles: Mapped[list[str]] = mapped_column(ARRAY(Text))
    areas: Mapped[list[str]] = mapped_column(ARRAY(Text))
    password: Mapped[str] = mapped_column(Text)
    one_time_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    totp: Mapped[Sealed | None] = mapped_column(SealedColumn)
    totp_since: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    totp_last_step: Mapped[int] = mapped_column(BigInteger, default=0)
    made_up: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))

    @property
    def held_roles(self) -> frozenset[Role]:
        """Give the roles. One that this release does not know any more counts for nothing."""
        return frozenset(Role(role) for role in self.roles if role in set(Role))

    @property
    def scope(self) -> AreaScope:
        """Give the areas."""
        return AreaScope(frozenset(self.areas))


class RecoveryCode(Base):
    """A code on a slip of paper that stands for the authenticator, once."""

    __tablename__ = "recovery_codes"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"), index=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    used_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class Stage(StrEnum):
    """How far somebody has come with signing in."""

    CODE = "code"
    SETUP = "setup"
    IN = "in"


class OfficerSession(Base):
    """One browser of one officer. `browser` is coarse: `Chrome, Android`. An ended session has no row."""

    __tablename__ = "officer_sessions"
    __table_args__ = (CheckConstraint("stage IN ('code', 'setup', 'in')", name="stage"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"), index=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    stage: Mapped[str] = mapped_column(String(8))
    browser: Mapped[str] = mapped_column(Text)
    begun_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
    seen_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class SignInWait(Base):
    """What went wrong at the door with one user name or from one address, both as keyed hashes."""

    __tablename__ = "sign_in_waits"
    __table_args__ = (CheckConstraint("kind IN ('user', 'address')", name="kind"),)

    kind: Mapped[str] = mapped_column(String(8), primary_key=True)
    key_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    failures: Mapped[int] = mapped_column(Integer)
    last_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
    free_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
