"""The tables of what agents bring many families in, and of what became of each row."""

from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.vault.sealed import Sealed, SealedColumn

NAME_FIELD: Final = "batches.name"
LACKS_FIELD: Final = "batch_rows.lacks"


class BatchState(StrEnum):
    """Where a batch stands. STOPPED is one whose agent may not act any more; brought again, it goes on."""

    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"


class Counted(StrEnum):
    """What the numbers of its rows count: rows of a sheet, its headings included, or families of a text."""

    ROW = "row"
    FAMILY = "family"


class RowOutcome(StrEnum):
    """What became of one family: entered, found to be the agent's already, or to be told otherwise."""

    REGISTERED = "registered"
    ALREADY = "already"
    FAULTY = "faulty"


class Batch(Base):
    """A file, or a block of text, that an agent brought, or an officer for an agent.

    Its content is in `file_parts` until it was gone through. `digest` is a keyed hash of agent and content, by which
    the same one is known again. `contact_id` is the chat that hears what became of it; `sent_at` when the agent said
    with it that the families agreed, in `message_id`.
    """

    __tablename__ = "batches"
    __table_args__ = (
        CheckConstraint("state IN ('running', 'done', 'stopped')", name="state"),
        CheckConstraint("counted IN ('row', 'family')", name="counted"),
        UniqueConstraint("digest"),
        Index("ix_batches_agent_id_brought_at", "agent_id", "brought_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    agent_id: Mapped[UUID] = mapped_column(ForeignKey("agents.id"))
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contacts.id"))
    state: Mapped[str] = mapped_column(String(10))
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    name: Mapped[Sealed] = mapped_column(SealedColumn)
    rows: Mapped[int] = mapped_column(Integer)
    counted: Mapped[str] = mapped_column(String(10))
    actor: Mapped[str] = mapped_column(Text)
    message_id: Mapped[str] = mapped_column(Text)
    sent_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    brought_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    done_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    job_id: Mapped[UUID] = mapped_column(ForeignKey("jobs.id"))


class BatchRow(Base):
    """What became of one row. `lacks` says what to tell otherwise, sealed: it may repeat what was written.

    `doubted` is a keyed hash of a row of which only the birth date was doubted: the same row again means it.
    """

    __tablename__ = "batch_rows"
    __table_args__ = (
        CheckConstraint("outcome IN ('registered', 'already', 'faulty')", name="outcome"),
        CheckConstraint("(registration_id IS NULL) = (outcome = 'faulty')", name="registered"),
        CheckConstraint("(lacks IS NOT NULL) = (outcome = 'faulty')", name="lacks"),
        UniqueConstraint("batch_id", "row"),
        Index("ix_batch_rows_doubted", "doubted", postgresql_where=text("doubted IS NOT NULL")),
        Index("ix_batch_rows_registration_id", "registration_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    batch_id: Mapped[UUID] = mapped_column(ForeignKey("batches.id", ondelete="CASCADE"))
    row: Mapped[int] = mapped_column(Integer)
    outcome: Mapped[str] = mapped_column(String(10))
    registration_id: Mapped[UUID | None] = mapped_column(ForeignKey("registrations.id"))
    lacks: Mapped[Sealed | None] = mapped_column(SealedColumn)
    doubted: Mapped[bytes | None] = mapped_column(LargeBinary)
