"""The consents table: the proof that UU 27/2022 article 24 asks for."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import DateTime, Enum, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base


class Purpose(StrEnum):
    """What a person was asked to agree to. Each is asked by itself (UU 27/2022 article 22)."""

    REGISTRATION = "registration"
    BROADCASTS = "broadcasts"
    TRUTH = "truth"


class Consent(Base):
    """One answer to one request for agreement. A refusal is kept too.

    `notice` is the version of the text that was shown, where the text is versioned.
    """

    __tablename__ = "consents"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contacts.id"), index=True)
    registration_id: Mapped[UUID | None] = mapped_column(ForeignKey("registrations.id"), index=True)
    purpose: Mapped[Purpose] = mapped_column(
        Enum(
            Purpose,
            name="purpose",
            native_enum=False,
            create_constraint=True,
            length=20,
            values_callable=lambda kind: [member.value for member in kind],
        )
    )
    given: Mapped[bool]
    notice: Mapped[str | None] = mapped_column(Text)
    given_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    channel: Mapped[str] = mapped_column(Text)
    message_id: Mapped[str | None] = mapped_column(Text)
    actor: Mapped[str] = mapped_column(Text)
