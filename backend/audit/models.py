"""The audit tables. Triggers in the database refuse every change to what is written."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Date, DateTime, Identity, Index, LargeBinary, SmallInteger, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base


class AuditEntry(Base):
    """Who did what to which thing. Holds no personal data: it is kept longer than the people's records."""

    __tablename__ = "audit"
    __table_args__ = (Index(None, "at", "id"), Index(None, "actor", "at", "id"))

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    lane: Mapped[int] = mapped_column(SmallInteger)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    actor: Mapped[str] = mapped_column(Text)
    action: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text, index=True)
    details: Mapped[dict[str, Any]] = mapped_column(JSONB)
    previous_hash: Mapped[bytes] = mapped_column(LargeBinary)
    hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)


class AuditHead(Base):
    """Where a lane ends. Whoever removes entries from the end has to change it too, and what was published."""

    __tablename__ = "audit_heads"

    lane: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    entries: Mapped[int] = mapped_column(BigInteger)
    last_id: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class AuditRoot(Base):
    """What stood in all lanes at the end of a day (in Banyuwangi), in one hash that can be published."""

    __tablename__ = "audit_roots"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    previous_root: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    heads: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    root: Mapped[bytes] = mapped_column(LargeBinary)
    taken_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
