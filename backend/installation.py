"""What a database is for. One that is marked as made for showing or testing may be filled with made-up people."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - SQLAlchemy reads the annotations
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, DateTime, String, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from backend.clock import utc_now
from backend.database import Base

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession


class Purpose(StrEnum):
    """What a database with made-up people is for. One for real people has no mark."""

    DEMO = "demo"
    TEST = "test"


class Installation(Base):
    """The mark."""

    __tablename__ = "installation"
    __table_args__ = (CheckConstraint("purpose IN ('demo', 'test')", name="purpose"),)

    purpose: Mapped[str] = mapped_column(String(10), primary_key=True)
    since: Mapped[datetime] = mapped_column(DateTime(timezone=True))


async def mark(session: AsyncSession, purpose: Purpose) -> None:
    """Mark a database as made for showing or testing."""
    await session.execute(insert(Installation).values(purpose=purpose, since=utc_now()).on_conflict_do_nothing())


async def is_for_made_up_people(session: AsyncSession) -> bool:
    """Tell whether a database is marked."""
    return await session.scalar(select(Installation.purpose).limit(1)) is not None
