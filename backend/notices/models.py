"""The table of notices."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Identity, Index, Integer, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.registrations.models import STATUS
from backend.registrations.status import Status


class Notice(Base):
    """One thing to tell one contact: a new status of a registration of theirs, or a part of what became of a batch.

    A part tells some `rows` of it; `rows_left` are told by no part. `place` is the order of telling. Whoever claims a
    notice has it until `leased_until`; at `told_at` the message was the bot's to deliver. Nothing of the message itself
    is here.
    """

    __tablename__ = "notices"
    __table_args__ = (
        Index("ix_notices_waiting", "contact_id", "place", postgresql_where=text("told_at IS NULL")),
        Index("ix_notices_registration_id", "registration_id"),
        Index("ix_notices_batch_id", "batch_id", postgresql_where=text("batch_id IS NOT NULL")),
        CheckConstraint(
            "num_nulls(registration_id, status) = 2 * num_nonnulls(batch_id)"
            " AND num_nulls(batch_id, part, rows, rows_left) = 4 * num_nonnulls(registration_id)",
            name="about_one_thing",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    place: Mapped[int] = mapped_column(BigInteger, Identity(always=True))
    registration_id: Mapped[UUID | None] = mapped_column(ForeignKey("registrations.id"))
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contacts.id"))
    status: Mapped[Status | None] = mapped_column(STATUS)
    batch_id: Mapped[UUID | None] = mapped_column(ForeignKey("batches.id", ondelete="CASCADE"))
    part: Mapped[int | None] = mapped_column(Integer)
    rows: Mapped[list[int] | None] = mapped_column(ARRAY(Integer))
    rows_left: Mapped[int | None] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    leased_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    told_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
