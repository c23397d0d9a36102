"""The table of what people answered to "has it come?"."""

from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.vault.sealed import Sealed, SealedColumn

PLACE_FIELD: Final = "receipts.place"
WORD_FIELD: Final = "receipts.word"


class Came(StrEnum):
    """What somebody says of a payment: it came, not all of it did, or nothing."""

    YES = "yes"
    SHORT = "short"
    NO = "no"


class Receipt(Base):
    """The answer of one recipient of a question. Any answer but yes is a case until somebody closes it.

    `amount` is in rupiah, what was received. `place` is where, in the person's words, and `word` what the person was
    told last when it was closed: both sealed. A case that the person's own later yes closed has no `closed_by`.
    """

    __tablename__ = "receipts"
    __table_args__ = (
        CheckConstraint("came IN ('yes', 'short', 'no')", name="came"),
        Index("ix_receipts_broadcast_id_desa", "broadcast_id", "desa"),
        Index("ix_receipts_answered_at", "answered_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    recipient_id: Mapped[UUID] = mapped_column(ForeignKey("broadcast_recipients.id"), unique=True)
    broadcast_id: Mapped[UUID] = mapped_column(ForeignKey("broadcasts.id"))
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contacts.id"))
    desa: Mapped[str | None] = mapped_column(String(13))
    came: Mapped[str] = mapped_column(String(5))
    amount: Mapped[int | None] = mapped_column(BigInteger)
    place: Mapped[Sealed | None] = mapped_column(SealedColumn)
    answered_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    closed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    closed_by: Mapped[str | None] = mapped_column(Text)
    word: Mapped[Sealed | None] = mapped_column(SealedColumn)
