"""The tables of registrations, of what became of them, and of guesses at them."""

from datetime import datetime
from enum import StrEnum
from typing import Final
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
    Integer,
    LargeBinary,
    String,
    Text,
    false,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.registrations.status import NOT_ACTIVE, Status
from backend.vault.sealed import Sealed, SealedColumn
from backend.vault.slots import Slot
from conversations.answers.choices import ActingReason, ConsentWay
from conversations.answers.fixable import Fixable
from conversations.answers.registration_number import RegistrationNumber

HOUSEHOLD_FIELD = "registrations.household"
REASON_FIELD = "status_history.reason"
MARK_FIELD = "field_marks.reason"
WITNESS_FIELD = "registrations.witness"

STATUS: Final = Enum(
    Status,
    name="status",
    native_enum=False,
    create_constraint=True,
    length=20,
    values_callable=lambda kind: [member.value for member in kind],
)
LISTED_BY: Final = ((), ("kecamatan",), ("desa",), ("status",), ("kecamatan", "status"), ("desa", "status"))
"""What the office narrows its list by. Each has an index in the order of the list, so that no page is sorted."""
QUEUED_BY: Final = (("status",), ("kecamatan", "status"))
"""What the office narrows its queue by, beside desa and status, whose index the dashboard counts by as well."""

_FIELDS = ", ".join(f"'{field}'" for field in Fixable)
_ACTIVE = "status NOT IN ({})".format(", ".join(f"'{status}'" for status in sorted(NOT_ACTIVE)))
CAME_BACK: Final = "registrations.status = 'sent' AND registrations.status_since > registrations.received_at"
"""What stands at the beginning again. They are few, and have an index of their own."""
BY_AGENT: Final = "registrations.agent_id IS NOT NULL"
UNCONFIRMED: Final = "registrations.confirmation IN ('awaited', 'denied')"
DOUBTED: Final = "registrations.doubted_at IS NOT NULL"
"""What the queue can be narrowed to; each has an index in the order of the queue."""


class Confirmation(StrEnum):
    """Whether a family says itself that an agent registered it rightly.

    `WITNESSED` is one without a phone, for which somebody else saw that it agreed.
    """

    AWAITED = "awaited"
    WITNESSED = "witnessed"
    CONFIRMED = "confirmed"
    DENIED = "denied"


def _listed(kinds: type[StrEnum]) -> str:
    return ", ".join(f"'{kind}'" for kind in kinds)


def _where_filled(column: str, slot: Slot) -> Index:
    return Index(
        f"ix_registrations_{column}_{slot}", f"{column}_{slot}", postgresql_where=text(f"{column}_{slot} IS NOT NULL")
    )


class Registration(Base):
    """One family as one contact registered it. The family itself is sealed; the office filters by the rest.

    `people_hashes` are the look-up hashes of every NIK in the family, `nik_hash` that of the registrant. Each has two
    columns, of which one is searched (`backend.vault.slots`); the other one serves the change of the look-up key.
    After `erased_at` there is no family and no hash in it any more.
    `version` counts the changes: whoever decides says which one they saw.
    Where an agent acted, `agent_id` says who, with why, how consent was given, who saw it, whether the family has said
    itself that it is right, and whether the address was `referred` to another desa than the agent's. A family without a
    phone hears from the agent how it stands: `brought_at` is when that was done last.
    `doubted_at` is when looking again found it wrong, until somebody in the office decides about it.
    """

    __tablename__ = "registrations"
    __table_args__ = (
        CheckConstraint("erased_at IS NOT NULL OR nik_hash_a IS NOT NULL OR nik_hash_b IS NOT NULL", name="is_found"),
        CheckConstraint("(household IS NULL) = (erased_at IS NOT NULL)", name="erased"),
        *(
            index
            for slot in Slot
            for index in (
                Index(
                    f"uq_registrations_active_nik_{slot}",
                    f"nik_hash_{slot}",
                    unique=True,
                    postgresql_where=text(f"{_ACTIVE} AND nik_hash_{slot} IS NOT NULL"),
                ),
                _where_filled("nik_hash", slot),
                _where_filled("kk_hash", slot),
                Index(f"ix_registrations_people_hashes_{slot}", f"people_hashes_{slot}", postgresql_using="gin"),
            )
        ),
        *(Index(None, *chosen, "received_at", "id") for chosen in LISTED_BY),
        *(Index(None, *chosen, "status_since", "id") for chosen in QUEUED_BY),
        Index(
            "ix_registrations_came_back",
            *("status_since", "id", "kecamatan", "desa"),
            postgresql_where=text(CAME_BACK.replace("registrations.", "")),
        ),
        # All that the dashboard counts: it reads this index and not the families.
        Index(
            "ix_registrations_desa_status_status_since_id",
            *("desa", "status", "status_since", "id"),
            postgresql_include=["channel", "submitted_by", "flags"],
        ),
        *(
            Index(
                f"ix_registrations_queued_{name}",
                *("status", "status_since", "id", "kecamatan", "desa"),
                postgresql_where=text(condition.replace("registrations.", "")),
            )
            for name, condition in (("by_agent", BY_AGENT), ("unconfirmed", UNCONFIRMED), ("doubted", DOUBTED))
        ),
        Index("ix_registrations_contact_id_received_at", "contact_id", "received_at"),
        CheckConstraint(f"acting_reason IN ({_listed(ActingReason)})", name="acting_reason"),
        CheckConstraint(f"consent_way IN ({_listed(ConsentWay)})", name="consent_way"),
        CheckConstraint(f"confirmation IN ({_listed(Confirmation)})", name="confirmation"),
        # Whoever acted says why and how consent was given, or nobody acted.
        CheckConstraint("num_nulls(agent_id, acting_reason, consent_way, confirmation) IN (0, 4)", name="acting"),
        Index(
            "ix_registrations_agent_id_received_at",
            *("agent_id", "received_at"),
            postgresql_where=text("agent_id IS NOT NULL"),
        ),
        Index(
            "uq_registrations_confirm_hash",
            "confirm_hash",
            unique=True,
            postgresql_where=text("confirm_hash IS NOT NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    number: Mapped[RegistrationNumber] = mapped_column(String(10), unique=True)
    status: Mapped[Status] = mapped_column(STATUS)
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    status_since: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    nik_hash_a: Mapped[bytes | None] = mapped_column(LargeBinary)
    nik_hash_b: Mapped[bytes | None] = mapped_column(LargeBinary)
    kk_hash_a: Mapped[bytes | None] = mapped_column(LargeBinary)
    kk_hash_b: Mapped[bytes | None] = mapped_column(LargeBinary)
    people_hashes_a: Mapped[list[bytes] | None] = mapped_column(ARRAY(LargeBinary))
    people_hashes_b: Mapped[list[bytes] | None] = mapped_column(ARRAY(LargeBinary))
    household: Mapped[Sealed | None] = mapped_column(SealedColumn)
    kecamatan: Mapped[str] = mapped_column(String(8))
    desa: Mapped[str] = mapped_column(String(13))
    flags: Mapped[list[str]] = mapped_column(ARRAY(Text))
    channel: Mapped[str] = mapped_column(Text)
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contacts.id"))
    submitted_by: Mapped[str] = mapped_column(Text)
    received_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    erased_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    agent_id: Mapped[UUID | None] = mapped_column(ForeignKey("agents.id"))
    acting_reason: Mapped[str | None] = mapped_column(String(12))
    consent_way: Mapped[str | None] = mapped_column(String(12))
    witness: Mapped[Sealed | None] = mapped_column(SealedColumn)
    referred: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    confirmation: Mapped[str | None] = mapped_column(String(10))
    confirm_hash: Mapped[bytes | None] = mapped_column(LargeBinary)
    confirmed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    brought_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    doubted_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


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
    answered_status: Mapped[Status] = mapped_column(STATUS)
    already: Mapped[bool] = mapped_column(Boolean)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class StatusChange(Base):
    """One step of a registration on the status ladder. The reason an officer writes is sealed: it may name people.

    `sealed_as` is what the reason is bound to, since rows here are counted and the vault knows rows by UUID.
    """

    __tablename__ = "status_history"
    __table_args__ = (
        # The queue asks which of those that stand at the beginning came back: few of all steps ever taken.
        Index(
            "ix_status_history_needs_fixing",
            "registration_id",
            postgresql_where=text(f"status = '{Status.NEEDS_FIXING}'"),
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    registration_id: Mapped[UUID] = mapped_column(ForeignKey("registrations.id"), index=True)
    status: Mapped[Status] = mapped_column(STATUS)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    actor: Mapped[str] = mapped_column(Text)
    sealed_as: Mapped[UUID] = mapped_column(default=uuid4)
    reason: Mapped[Sealed | None] = mapped_column(SealedColumn, info={"bound_to": "sealed_as"})


class FieldMark(Base):
    """A field that a family is asked for again, and why. The reason is sealed: it is about what they told.

    `answered_at` is when the registration left "needs fixing".
    """

    __tablename__ = "field_marks"
    __table_args__ = (
        CheckConstraint(f"field IN ({_FIELDS})", name="field"),
        Index("ix_field_marks_registration_id", "registration_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    registration_id: Mapped[UUID] = mapped_column(ForeignKey("registrations.id"))
    field: Mapped[str] = mapped_column(String(20))
    reason: Mapped[Sealed] = mapped_column(SealedColumn)
    actor: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    answered_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class Guessed(StrEnum):
    """What a wrong request is counted against: for a status the contact and the number, for a code the contact."""

    CONTACT = "contact"
    NUMBER = "number"
    CODE = "code"


class LookupAttempt(Base):
    """A status request whose number and NIK did not belong together, or a code that is nobody's."""

    __tablename__ = "lookup_attempts"
    __table_args__ = (
        CheckConstraint("kind IN ('contact', 'number', 'code')", name="kind"),
        Index("ix_lookup_attempts_key_hash_at", "key_hash", "at"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    key_hash: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
