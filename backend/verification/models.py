"""The table of questions to the population register, and of what it answered."""

from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, String, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.vault.sealed import Sealed, SealedColumn

WHY_FIELD: Final = "verifications.reason"


class VerificationFlag(StrEnum):
    """What the register answered, as something to look at. It decides nothing, and the resident is not told."""

    DIFFERS = "register_differs"
    NOT_FOUND = "register_not_found"


class Verification(Base):
    """One question about one registration, which waits until it has an outcome. Of an answer only fields are kept."""

    __tablename__ = "verifications"
    __table_args__ = (
        CheckConstraint("outcome IN ('match', 'no_match', 'not_found', 'unavailable')", name="outcome"),
        CheckConstraint("(outcome IS NULL) = (answered_at IS NULL)", name="answered"),
        Index("ix_verifications_registration_id_asked_at", "registration_id", "asked_at"),
        Index("uq_verifications_waiting", "registration_id", unique=True, postgresql_where=text("outcome IS NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    registration_id: Mapped[UUID] = mapped_column(ForeignKey("registrations.id"))
    actor: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    reason: Mapped[Sealed | None] = mapped_column(SealedColumn)
    outcome: Mapped[str | None] = mapped_column(String(15))
    differs: Mapped[list[str]] = mapped_column(ARRAY(Text))
    answered_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
