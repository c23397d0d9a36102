"""The table of notices."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.registrations.models import STATUS
from backend.registrations.status import Status


class Notice(Base):
    """One thing to tell one contact: a registration's new status, or the word with which their case was closed.

    `place` is the order of telling. Whoever claims a notice has it until `leased_until`; at `told_at` the message was
    the bot's to deliver. Nothing of the message itself is here.
    """

    __tablename__ = "notices"
    __table_args__ = (
        CheckConstraint("(registration_id IS NULL) <> (receipt_id IS NULL)", name="about_one"),
        Index("ix_notices_waiting", "contact_id", "place", postgresql_where=text("told_at IS NULL")),
        Index("ix_notices_registration_id", "registration_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    place: Mapped[int] = mapped_column(BigInteger, Identity(always=True))
    registration_id: Mapped[UUID | None] = mapped_column(ForeignKey("registrations.id"))
    receipt_id: Mapped[UUID | None] = mapped_column(ForeignKey("receipts.id"))
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contacts.id"))
    status: Mapped[Status | None] = mapped_column(STATUS)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    leased_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    told_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
