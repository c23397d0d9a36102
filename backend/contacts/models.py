"""The contacts table."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import DateTime, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.vault.sealed import Sealed, SealedColumn

ADDRESS_FIELD = "contacts.address"


class Contact(Base):
    """One address on one channel. Not a person: families share phones.

    `broadcasts_wanted` is None for someone who was never asked. `broadcasts_asked_at` is the time of the
    answer that counts, so that an older answer that arrives late changes nothing.
    """

    __tablename__ = "contacts"
    __table_args__ = (UniqueConstraint("channel", "address_hash"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    channel: Mapped[str] = mapped_column(Text)
    address_hash: Mapped[bytes] = mapped_column(LargeBinary)
    address: Mapped[Sealed] = mapped_column(SealedColumn)
    broadcasts_wanted: Mapped[bool | None]
    broadcasts_asked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
