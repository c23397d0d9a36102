"""The table of reports of fraud."""

from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import DateTime, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.vault.sealed import Sealed, SealedColumn

TOLD_FIELD: Final = "fraud_reports.told"


class FraudReport(Base):
    """One report. `told` is what was received and from whom, sealed: people are named in it, and numbers. It ends with
    its time.

    Who reported is not kept. `desa` is that of their registration, where they have one. `key_hash` makes a repetition
    the same report.
    """

    __tablename__ = "fraud_reports"
    __table_args__ = (Index("ix_fraud_reports_told_at", "told_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    desa: Mapped[str | None] = mapped_column(String(13))
    channel: Mapped[str] = mapped_column(Text)
    told: Mapped[Sealed | None] = mapped_column(SealedColumn)
    told_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    key_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
