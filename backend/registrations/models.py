"""The tables of registrations, of what became of them, and of guesses at them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    DateTime,
    Enum,
    ForeignKey,
    Identity,
    Index,
    LargeBinary,
    String,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.registrations.status import NOT_ACTIVE, Status
from backend.vault.sealed import Sealed, SealedColumn
from conversations.answers.registration_number import RegistrationNumber

HOUSEHOLD_FIELD = "registrations.household"

_STATUS = Enum(
    Status,
    name="status",
    native_enum=False,
    create_constraint=True,
    length=20,
    values_callable=lambda kind: [member.value for member in kind],
)
_ACTIVE = "status NOT IN ({})".format(", ".join(f"'{status}'" for status in sorted(NOT_ACTIVE)))


class Registration(Base):
    """One family as one contact registered it. The family itself is sealed; the office filters by the rest.

    `people_hashes` are the look-up hashes of every NIK in the family, `nik_hash` that of the registrant.
    """

    __tablename__ = "registrations"
    __table_args__ = (
        Index("uq_registrations_active_nik", "nik_hash", unique=True, postgresql_where=text(_ACTIVE)),
        Index("ix_registrations_received_at_id", "received_at", "id"),
        Index("ix_registrations_desa_received_at", "desa", "received_at"),
        Index("ix_registrations_contact_id_received_at", "contact_id", "received_at"),
        Index("ix_registrations_people_hashes", "people_hashes", postgresql_using="gin"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    number: Mapped[RegistrationNumber] = mapped_column(String(10), unique=True)
    status: Mapped[Status] = mapped_column(_STATUS)
    status_since: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    nik_hash: Mapped[bytes] = mapped_column(LargeBinary, index=True)
    kk_hash: Mapped[bytes] = mapped_column(LargeBinary, index=True)
    people_hashes: Mapped[list[bytes]] = mapped_column(ARRAY(LargeBinary))
    household: Mapped[Sealed] = mapped_column(SealedColumn)
    kecamatan: Mapped[str] = mapped_column(String(8))
    desa: Mapped[str] = mapped_column(String(13))
    flags: Mapped[list[str]] = mapped_column(ARRAY(Text))
    channel: Mapped[str] = mapped_column(Text)
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contacts.id"))
    submitted_by: Mapped[str] = mapped_column(Text)
    received_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class Submission(Base):
    """A request that was answered, so that its repetition gets the same answer.

    Apart from the registrations because a request can also be answered with one that was there already. The
    idempotency key is hashed because nobody can promise what a caller makes its keys from.
    """

    __tablename__ = "submissions"
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    caller: Mapped[str] = mapped_column(Text)
    key_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    request_hash: Mapped[bytes] = mapped_column(LargeBinary)
    registration_id: Mapped[UUID] = mapped_column(ForeignKey("registrations.id"), index=True)
    answered_status: Mapped[Status] = mapped_column(_STATUS)
    already: Mapped[bool] = mapped_column(Boolean)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class StatusChange(Base):
    """One step of a registration on the status ladder."""

    __tablename__ = "status_history"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    registration_id: Mapped[UUID] = mapped_column(ForeignKey("registrations.id"), index=True)
    status: Mapped[Status] = mapped_column(_STATUS)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    actor: Mapped[str] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(Text)


class Guessed(StrEnum):
    """What a wrong status request is counted against."""

    CONTACT = "contact"
    NUMBER = "number"


class LookupAttempt(Base):
    """A status request whose number and NIK did not belong together."""

    __tablename__ = "lookup_attempts"
    __table_args__ = (
        CheckConstraint("kind IN ('contact', 'number')", name="kind"),
        Index("ix_lookup_attempts_key_hash_at", "key_hash", "at"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    key_hash: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
