"""What the database knows of the keys: how they stand, never a data key itself."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, DateTime, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.vault.sealed import Sealed, SealedColumn

LOOKUP_SECRET_FIELD = "lookup_keys.secret"  # noqa: S105 - the name of a column


class DataKeyState(StrEnum):
    """Where a data key stands.

    SEALING: all that is written is sealed with it. OPENING: an older one, still needed to read. RETIRED: nothing is
    sealed with it any more; it may be taken out of `DATA_KEYS`.
    """

    SEALING = "sealing"
    OPENING = "opening"
    RETIRED = "retired"


class DataKeyStanding(Base):
    """A data key by its id. `check_value` recognises the secret without being of use to anybody."""

    __tablename__ = "data_keys"
    __table_args__ = (
        CheckConstraint("state IN ('sealing', 'opening', 'retired')", name="state"),
        Index("uq_data_keys_sealing", "state", unique=True, postgresql_where=text("state = 'sealing'")),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    state: Mapped[str] = mapped_column(String(10))
    check_value: Mapped[bytes] = mapped_column(LargeBinary)
    since: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class LookupKeyStanding(Base):
    """A look-up key: sealed, in which column its hashes stand, and how far its rotation is."""

    __tablename__ = "lookup_keys"
    __table_args__ = (
        CheckConstraint("state IN ('filling', 'current', 'emptying', 'fading', 'forgotten')", name="state"),
        CheckConstraint("slot IN ('a', 'b')", name="slot"),
        CheckConstraint("(slot IS NULL) = (state IN ('fading', 'forgotten'))", name="slot_in_use"),
        CheckConstraint("(secret IS NULL) = (state = 'forgotten')", name="secret_kept"),
        Index("uq_lookup_keys_current", "state", unique=True, postgresql_where=text("state = 'current'")),
        Index("uq_lookup_keys_slot", "slot", unique=True, postgresql_where=text("slot IS NOT NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    state: Mapped[str] = mapped_column(String(10))
    slot: Mapped[str | None] = mapped_column(String(1))
    secret: Mapped[Sealed | None] = mapped_column(SealedColumn)
    since: Mapped[datetime] = mapped_column(DateTime(timezone=True))
