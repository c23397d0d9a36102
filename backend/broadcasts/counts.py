"""How many recipients stand where, kept by triggers of the database (migration 0023): no look counts the ledger.

Rows are only ever added, because senders who work side by side would wait for each other at one counter; now and then
a job puts them together. Their sum is right at any moment.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID  # noqa: TC003 - SQLAlchemy reads the annotations

from sqlalchemy import BigInteger, ForeignKey, Identity, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from backend.broadcasts.models import LONGEST_REASON
from backend.database import Base
from backend.kept_counts import together


class RecipientCount(Base):
    """So many more, or fewer, of a broadcast's recipients on a channel who stand somewhere for a reason."""

    __tablename__ = "broadcast_counts"
    __table_args__ = (Index("ix_broadcast_counts_broadcast_id", "broadcast_id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    broadcast_id: Mapped[UUID] = mapped_column(ForeignKey("broadcasts.id"))
    channel: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(LONGEST_REASON))
    many: Mapped[int] = mapped_column(BigInteger)


TOGETHER: Final = together("broadcast_counts", "broadcast_id", "channel", "state", "reason")
