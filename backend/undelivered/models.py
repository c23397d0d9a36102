"""The table of what could not be delivered."""

from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.undelivered.states import Kind, Reason, State

LONGEST_REFERENCE: Final = 64
LONGEST_DETAIL: Final = 200
LONGEST_PERSON: Final = 80


def _one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    return CheckConstraint(f"{column} IN ({', '.join(repr(value.value) for value in values)})", name=column)


class Undelivered(Base):
    """One thing that was given up. The bot keeps the thing itself, sealed; here is what an officer needs to decide.

    `reference` is the bot's name for it. `happened_at` is when it was given up last, `times` how often. `person` is a
    masked name, where the bot knows one that the registry does not. A decision is pending until `taken_at`.
    """

    __tablename__ = "undelivered"
    __table_args__ = (
        UniqueConstraint("reference"),
        _one_of("kind", Kind),
        _one_of("reason", Reason),
        _one_of("state", State),
        Index("ix_undelivered_state_happened_at", "state", "happened_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    reference: Mapped[str] = mapped_column(String(LONGEST_REFERENCE))
    kind: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(20))
    detail: Mapped[str] = mapped_column(String(LONGEST_DETAIL))
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contacts.id"), index=True)
    person: Mapped[str | None] = mapped_column(String(LONGEST_PERSON))
    desa: Mapped[str | None] = mapped_column(String(13))
    state: Mapped[str] = mapped_column(String(20))
    times: Mapped[int] = mapped_column(Integer)
    first_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    happened_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    decided_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    decided_by: Mapped[str | None] = mapped_column(Text)
    taken_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
