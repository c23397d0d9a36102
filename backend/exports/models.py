"""The table of exports that were asked for."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Identity, Index, Integer, String, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base


class Form(StrEnum):
    """In which form the file is written."""

    XLSX = "xlsx"
    CSV = "csv"


class Which(StrEnum):
    """Which registrations are written: READY are checked or forwarded, OPEN all that are still under way."""

    READY = "ready"
    OPEN = "open"


class ExportState(StrEnum):
    """Where an export stands. GONE is one whose file was thrown away."""

    WAITING = "waiting"
    DONE = "done"
    GONE = "gone"


class Export(Base):
    """A file of proposals. `areas` are codes that limit it; `month` is YYYY-MM in local time, or all months.

    `number` is what the file names as its origin, together with who asked (`user_name`) and when.
    """

    __tablename__ = "exports"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'done', 'gone')", name="state"),
        CheckConstraint("form IN ('xlsx', 'csv')", name="form"),
        CheckConstraint("which IN ('ready', 'open')", name="which"),
        Index("ix_exports_actor_asked_at", "actor", "asked_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), unique=True)
    state: Mapped[str] = mapped_column(String(10))
    form: Mapped[str] = mapped_column(String(4))
    which: Mapped[str] = mapped_column(String(10))
    areas: Mapped[list[str]] = mapped_column(ARRAY(Text))
    month: Mapped[str | None] = mapped_column(String(7))
    actor: Mapped[str] = mapped_column(Text)
    user_name: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    done_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    rows: Mapped[int | None] = mapped_column(Integer)
    size: Mapped[int | None] = mapped_column(BigInteger)
    job_id: Mapped[UUID] = mapped_column(ForeignKey("jobs.id"))
