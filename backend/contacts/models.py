"""The contacts table."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, DateTime, Index, LargeBinary, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.vault.sealed import Sealed, SealedColumn
from backend.vault.slots import Slot

ADDRESS_FIELD = "contacts.address"


class Contact(Base):
    """One address on one channel, sealed. Not a person: families share phones.

    `broadcasts_wanted` is None for someone who was never asked. `broadcasts_asked_at` is the time of the
    answer that counts, so that an older answer that arrives late changes nothing. After `erased_at` the address is
    one that nobody has. `unreachable_since` is when a platform said that nothing arrives there; it ends when the person
    writes again.
    """

    __tablename__ = "contacts"
    __table_args__ = (
        CheckConstraint("address_hash_a IS NOT NULL OR address_hash_b IS NOT NULL", name="is_found"),
        *(
            Index(
                f"uq_contacts_channel_address_hash_{slot}",
                "channel",
                f"address_hash_{slot}",
                unique=True,
                postgresql_where=text(f"address_hash_{slot} IS NOT NULL"),
            )
            for slot in Slot
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    channel: Mapped[str] = mapped_column(Text)
    address_hash_a: Mapped[bytes | None] = mapped_column(LargeBinary)
    address_hash_b: Mapped[bytes | None] = mapped_column(LargeBinary)
    address: Mapped[Sealed] = mapped_column(SealedColumn)
    broadcasts_wanted: Mapped[bool | None]
    broadcasts_asked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    erased_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    unreachable_since: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
