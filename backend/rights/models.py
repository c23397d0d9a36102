"""The table of what people asked for about their own data."""

from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.rights.wishes import State, Wish
from backend.vault.sealed import Sealed, SealedColumn

NOTE_FIELD: Final = "rights_requests.note"


def _one_of(column: str, values: type[Wish] | type[State]) -> CheckConstraint:
    return CheckConstraint(f"{column} IN ({', '.join(repr(value.value) for value in values)})", name=column)


class RightsRequest(Base):
    """One request about one registration, from the contact that made it. It is kept after the data are gone.

    `number` has seven digits, of which the person is told. `key_hash` makes a repetition the same request. `due_at` is
    when it has to be answered. The note is sealed: an officer may name people in it.
    """

    __tablename__ = "rights_requests"
    __table_args__ = (
        UniqueConstraint("number"),
        UniqueConstraint("key_hash"),
        _one_of("kind", Wish),
        _one_of("state", State),
        CheckConstraint("(state = 'open') = (acted_at IS NULL)", name="acted"),
        Index(None, "state", "due_at", "id"),
        Index("ix_rights_requests_registration_id", "registration_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    number: Mapped[str] = mapped_column(String(7))
    kind: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(10))
    registration_id: Mapped[UUID] = mapped_column(ForeignKey("registrations.id"))
    opened_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    due_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    channel: Mapped[str] = mapped_column(Text)
    message_id: Mapped[str | None] = mapped_column(Text)
    key_hash: Mapped[bytes] = mapped_column(LargeBinary)
    acted_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    acted_by: Mapped[str | None] = mapped_column(Text)
    note: Mapped[Sealed | None] = mapped_column(SealedColumn)
