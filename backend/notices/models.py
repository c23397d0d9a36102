"""The table of notices."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Identity, Index, Integer, String, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.registrations.models import STATUS
from backend.registrations.status import Status


class Kind(StrEnum):
    """What is told: a new status; that an agent registered somebody with this phone, to be confirmed; that a draft
    handed over from here was taken; a part of what became of a batch; the word with which a case was closed."""

    STATUS = "status"
    CONFIRM = "confirm"
    TAKEN = "taken"
    BATCH = "batch"
    WORD = "word"


_KINDS = ", ".join(f"'{kind}'" for kind in Kind)


class Notice(Base):
    """One thing to tell one contact: a registration's new status, or the word with which their case was closed.

    Of a batch a part tells some `rows`; `rows_left` are told by no part. `place` is the order of telling. Whoever
    claims a notice has it until `leased_until`; at `told_at` the message was the bot's to deliver. Nothing of the
    message itself is here.
    """

    __tablename__ = "notices"
    __table_args__ = (
        Index("ix_notices_waiting", "contact_id", "place", postgresql_where=text("told_at IS NULL")),
        Index("ix_notices_registration_id", "registration_id"),
        Index("ix_notices_batch_id", "batch_id", postgresql_where=text("batch_id IS NOT NULL")),
        CheckConstraint(f"kind IN ({_KINDS})", name="kind"),
        CheckConstraint("(kind IN ('taken', 'batch', 'word')) = (registration_id IS NULL)", name="of_registration"),
        CheckConstraint("(kind = 'word') = (receipt_id IS NOT NULL)", name="of_receipt"),
        CheckConstraint("(kind = 'status') = (status IS NOT NULL)", name="of_status"),
        CheckConstraint(
            "num_nonnulls(batch_id, part, rows, rows_left) = CASE kind WHEN 'batch' THEN 4 ELSE 0 END", name="of_batch"
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    place: Mapped[int] = mapped_column(BigInteger, Identity(always=True))
    kind: Mapped[str] = mapped_column(String(10), default=Kind.STATUS, server_default=Kind.STATUS.value)
    registration_id: Mapped[UUID | None] = mapped_column(ForeignKey("registrations.id"))
    receipt_id: Mapped[UUID | None] = mapped_column(ForeignKey("receipts.id"))
    batch_id: Mapped[UUID | None] = mapped_column(ForeignKey("batches.id", ondelete="CASCADE"))
    part: Mapped[int | None] = mapped_column(Integer)
    rows: Mapped[list[int] | None] = mapped_column(ARRAY(Integer))
    rows_left: Mapped[int | None] = mapped_column(Integer)
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contacts.id"))
    status: Mapped[Status | None] = mapped_column(STATUS)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    leased_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    told_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
