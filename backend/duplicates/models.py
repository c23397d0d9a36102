"""The tables by which families that may be one are found, and of the pairs that were."""

from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.database import Base
from backend.registrations.models import Registration
from backend.vault.sealed import Sealed, SealedColumn
from backend.vault.slots import Slot

VERDICT_FIELD: Final = "duplicate_pairs.reason"


class PairState(StrEnum):
    """Where a pair stands: nobody has decided, it is one person, or they are two."""

    OPEN = "open"
    ONE = "one"
    TWO = "two"


class MatchKeys(Base):
    """Under which keyed hashes a registration is found beside others. `id` is the registration's own.

    `keys` has two columns like every look-up hash. `compared_at` is empty until the others were looked through.
    """

    __tablename__ = "match_keys"
    __table_args__ = (
        CheckConstraint("keys_a IS NOT NULL OR keys_b IS NOT NULL", name="is_found"),
        *(Index(f"ix_match_keys_keys_{slot}", f"keys_{slot}", postgresql_using="gin") for slot in Slot),
        Index("ix_match_keys_waiting", "id", postgresql_where=text("compared_at IS NULL")),
    )

    id: Mapped[UUID] = mapped_column(ForeignKey("registrations.id"), primary_key=True)
    keys_a: Mapped[list[bytes] | None] = mapped_column(ARRAY(LargeBinary))
    keys_b: Mapped[list[bytes] | None] = mapped_column(ARRAY(LargeBinary))
    compared_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    registration: Mapped[Registration] = relationship(lazy="joined", innerjoin=True)


class DuplicatePair(Base):
    """Two registrations that may be one person's. `first_id` is the smaller id, so that a pair is there once.

    `same` and `similar` name the fields that agree; `score` goes from 0 to 100. The reason of a decision is sealed.
    """

    __tablename__ = "duplicate_pairs"
    __table_args__ = (
        UniqueConstraint("first_id", "second_id"),
        CheckConstraint("first_id < second_id", name="in_order"),
        CheckConstraint("state IN ('open', 'one', 'two')", name="state"),
        CheckConstraint("(state = 'open') = (decided_at IS NULL)", name="decided"),
        Index("ix_duplicate_pairs_second_id", "second_id"),
        Index("ix_duplicate_pairs_open", "score", "id", postgresql_where=text("state = 'open'")),
        Index("ix_duplicate_pairs_decided", "decided_at", "id", postgresql_where=text("state <> 'open'")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    first_id: Mapped[UUID] = mapped_column(ForeignKey("registrations.id"))
    second_id: Mapped[UUID] = mapped_column(ForeignKey("registrations.id"))
    score: Mapped[int] = mapped_column(SmallInteger)
    same: Mapped[list[str]] = mapped_column(ARRAY(Text))
    similar: Mapped[list[str]] = mapped_column(ARRAY(Text))
    found_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    state: Mapped[str] = mapped_column(String(10))
    decided_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    decided_by: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[Sealed | None] = mapped_column(SealedColumn)
