"""The table of what was shown in clear, to whom, and why."""

from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.vault.sealed import Sealed, SealedColumn

REVEAL_REASON_FIELD: Final = "reveals.reason"


class Reveal(Base):
    """One field of a registration, or a report of fraud, shown in clear once.

    The reason is sealed: it may name people.
    """

    __tablename__ = "reveals"
    __table_args__ = (CheckConstraint("(registration_id IS NULL) <> (fraud_report_id IS NULL)", name="of_one"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    registration_id: Mapped[UUID | None] = mapped_column(ForeignKey("registrations.id"), index=True)
    fraud_report_id: Mapped[UUID | None] = mapped_column(ForeignKey("fraud_reports.id"), index=True)
    field: Mapped[str] = mapped_column(String(20))
    reason: Mapped[Sealed] = mapped_column(SealedColumn)
    actor: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
