"""The table of notices."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Identity, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.registrations.models import STATUS
from backend.registrations.status import Status


class Kind(StrEnum):
    """What is told: a new status; that an agent registered somebody with this phone, to be confirmed; that a draft
    handed over from here was taken."""

    STATUS = "status"
    CONFIRM = "confirm"
    TAKEN = "taken"


_KINDS = ", ".join(f"'{kind}'" for kind in Kind)


class Notice(Base):
    """One thing to tell one contact: most often that a registration of theirs has a new status.

    `place` is the order of telling. Whoever claims a notice has it until `leased_until`; at `told_at` the message was
    the bot's to deliver. Nothing of the message itself is here.
    """

    __tablename__ = "notices"
    __table_args__ = (
        Index("ix_notices_waiting", "contact_id", "place", postgresql_where=text("told_at IS NULL")),
        Index("ix_notices_registration_id", "registration_id"),
        CheckConstraint(f"kind IN ({_KINDS})", name="kind"),
        CheckConstraint("(kind = 'taken') = (registration_id IS NULL)", name="of_registration"),
        CheckConstraint("(kind = 'status') = (status IS NOT NULL)", name="of_status"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    place: Mapped[int] = mapped_column(BigInteger, Identity(always=True))
    kind: Mapped[str] = mapped_column(String(10), default=Kind.STATUS, server_default=Kind.STATUS.value)
    registration_id: Mapped[UUID | None] = mapped_column(ForeignKey("registrations.id"))
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contacts.id"))
    status: Mapped[Status | None] = mapped_column(STATUS)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    leased_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    told_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
