"""The tables of broadcasts and of their recipients."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    Enum,
    ForeignKey,
    Identity,
    Index,
    SmallInteger,
    String,
    Text,
    text,
)
from sqlalchemy import Uuid as UuidType
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.auth.areas import AreaScope
from backend.broadcasts.states import Standing, State
from backend.database import Base
from backend.registrations.models import STATUS
from backend.registrations.status import Status

LONGEST_TITLE: Final = 80
LONGEST_TEXT: Final = 900
LONGEST_BRING: Final = 120
LONGEST_REASON: Final = 80


def _one_of(kind: type[StrEnum], name: str) -> Enum:
    return Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=20,
        values_callable=lambda values: [member.value for member in values],
    )


class Broadcast(Base):
    """One notice to many. `text` has placeholders; nobody's data are in it.

    The audience: `areas`, and where they are given, `programme`, `stage` and `import_id` of what is paid out, or the
    `status` of registrations. `from_hour` to `until_hour` is when messages may go out, by the clock of Banyuwangi.
    `template` is the content template for WhatsApp outside its 24 hours. `preview` is what was counted, `canary_until`
    the place of the last recipient of the canary. `note` says why it stopped by itself.

    One that `asks_after` is followed by another, in the days after the payments: whether they came. `follows` is there
    in that other one, and `asking_template` is its content template.
    """

    __tablename__ = "broadcasts"
    __table_args__ = (
        CheckConstraint("from_hour BETWEEN 0 AND 23 AND until_hour BETWEEN 1 AND 24", name="hours"),
        CheckConstraint("approved_by IS NULL OR approved_by <> composed_by", name="second_person"),
        Index("ix_broadcasts_state", "state"),
        Index("ix_broadcasts_composed_at", "composed_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), unique=True)
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    text: Mapped[str] = mapped_column(Text)
    bring: Mapped[str] = mapped_column(String(LONGEST_BRING))
    template: Mapped[str | None] = mapped_column(String(64))
    areas: Mapped[list[str]] = mapped_column(ARRAY(Text))
    programme: Mapped[str | None] = mapped_column(String(40))
    stage: Mapped[int | None] = mapped_column(SmallInteger)
    import_id: Mapped[UUID | None] = mapped_column(ForeignKey("imports.id"))
    status: Mapped[Status | None] = mapped_column(STATUS)
    from_hour: Mapped[int] = mapped_column(SmallInteger)
    until_hour: Mapped[int] = mapped_column(SmallInteger)
    state: Mapped[State] = mapped_column(_one_of(State, "state"))
    preview: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    canary_until: Mapped[int | None] = mapped_column(BigInteger)
    note: Mapped[str | None] = mapped_column(Text)
    composed_by: Mapped[str] = mapped_column(Text)
    composed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    approved_by: Mapped[str | None] = mapped_column(Text)
    approved_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    started_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    finished_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    job_id: Mapped[UUID | None] = mapped_column(ForeignKey("jobs.id"))
    asks_after: Mapped[bool] = mapped_column(default=False, server_default="false")
    asking_template: Mapped[str | None] = mapped_column(String(64))
    follows: Mapped[UUID | None] = mapped_column(ForeignKey("broadcasts.id"), unique=True)

    @property
    def scope(self) -> AreaScope:
        """Give the areas."""
        return AreaScope(frozenset(self.areas))

    @property
    def is_paid(self) -> bool:
        """Tell whether it is about payments. Else it is about registrations."""
        return any(each is not None for each in (self.programme, self.stage, self.import_id))


NOT_REACHED: Final = "broadcast_recipients.state IN ('failed', 'skipped', 'unknown')"
"""Whom no message may have reached; has an index by desa, in which those who got theirs are not."""


class Recipient(Base):
    """One contact that a broadcast is for, whatever number of families it stands for, or somebody without a contact.

    `subjects` are the payments, or the registrations, that the message is about. `place` is the order of sending.
    Whoever claims a row has it until `leased_until`. `intent` names the sending that is under way, `ref` what the
    platform's reports carry. `code` is drawn for checking the notice by. `at` is the last change, `sent_at` when it was
    last about to be sent. `falls_from` is the row of the same people on the channel where it did not arrive.
    """

    __tablename__ = "broadcast_recipients"
    __table_args__ = (
        Index("uq_broadcast_recipients_contact", "broadcast_id", "contact_id", unique=True),
        # Small whatever the size of the ledger: what is done falls out of it.
        Index(
            "ix_broadcast_recipients_waiting",
            *("broadcast_id", "channel", "place"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index("ix_broadcast_recipients_sending", "broadcast_id", "at", postgresql_where=text("state = 'sending'")),
        Index("ix_broadcast_recipients_listed", "broadcast_id", "state", "place"),
        Index("ix_broadcast_recipients_contact_id", "contact_id"),
        Index(
            "ix_broadcast_recipients_not_reached",
            *("desa", "at"),
            postgresql_where=text(NOT_REACHED.replace("broadcast_recipients.", "")),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    place: Mapped[int] = mapped_column(BigInteger, Identity(always=True))
    broadcast_id: Mapped[UUID] = mapped_column(ForeignKey("broadcasts.id"))
    contact_id: Mapped[UUID | None] = mapped_column(ForeignKey("contacts.id"))
    channel: Mapped[str | None] = mapped_column(Text)
    desa: Mapped[str | None] = mapped_column(String(13))
    subjects: Mapped[list[UUID]] = mapped_column(ARRAY(UuidType))
    code: Mapped[int] = mapped_column(SmallInteger)
    falls_from: Mapped[UUID | None] = mapped_column(ForeignKey("broadcast_recipients.id"), unique=True)
    state: Mapped[Standing] = mapped_column(_one_of(Standing, "standing"))
    reason: Mapped[str | None] = mapped_column(String(LONGEST_REASON))
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0, server_default="0")
    intent: Mapped[UUID | None] = mapped_column(UuidType)
    provider_id: Mapped[str | None] = mapped_column(String(64))
    leased_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    sent_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
