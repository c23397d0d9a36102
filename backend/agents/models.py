"""The tables of agents, of their invitations and chats, and of what the office should look at again."""

from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, Integer, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.vault.sealed import Sealed, SealedColumn

NAME_FIELD: Final = "agents.name"
PHONE_FIELD: Final = "agents.phone"
DRAFT_FIELD: Final = "handed_drafts.draft"
NOTE_FIELD: Final = "back_checks.note"


class State(StrEnum):
    """Where an agent stands. Only an active one may act; somebody else took the place of one who is replaced."""

    INVITED = "invited"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    REPLACED = "replaced"


class Signal(StrEnum):
    """Why the office should look again at what an agent sent in. None of them refuses anything."""

    SAMPLE = "sample"
    DENIED = "denied"
    FAST = "fast"
    ONE_PHONE = "one_phone"
    NIGHT = "night"
    IDENTICAL = "identical"


class Finding(StrEnum):
    """What looking again found."""

    RIGHT = "right"
    WRONG = "wrong"
    NOT_REACHED = "not_reached"


class Way(StrEnum):
    """How somebody of the office looked again."""

    VISITED = "visited"
    CALLED = "called"


def _one_of(column: str, kinds: type[StrEnum]) -> CheckConstraint:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


class Agent(Base):
    """Somebody who registers families of a desa, or of an RW or RT of it. Name and phone are sealed.

    `pin` is hashed (argon2id); it counts from `pin_since` on, when it was typed a second time. `pin_failures` are those
    since it was last right; none is looked at before `pin_free_at`.
    """

    __tablename__ = "agents"
    __table_args__ = (
        _one_of("state", State),
        CheckConstraint("rt IS NULL OR rw IS NOT NULL", name="rt_within_rw"),
        CheckConstraint("(state = 'replaced') = (replaced_by IS NOT NULL)", name="replaced"),
        Index("ix_agents_desa", "desa"),
        Index("ix_agents_replaced_by", "replaced_by", postgresql_where=text("replaced_by IS NOT NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    name: Mapped[Sealed] = mapped_column(SealedColumn)
    phone: Mapped[Sealed | None] = mapped_column(SealedColumn)
    desa: Mapped[str] = mapped_column(String(13))
    rw: Mapped[str | None] = mapped_column(String(3))
    rt: Mapped[str | None] = mapped_column(String(3))
    state: Mapped[str] = mapped_column(String(10))
    replaced_by: Mapped[UUID | None] = mapped_column(ForeignKey("agents.id"))
    pin: Mapped[str | None] = mapped_column(Text)
    pin_since: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    pin_failures: Mapped[int] = mapped_column(Integer, default=0)
    pin_free_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class AgentInvitation(Base):
    """A code that binds one chat to an agent, once. Only its keyed hash is kept."""

    __tablename__ = "agent_invitations"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    agent_id: Mapped[UUID] = mapped_column(ForeignKey("agents.id"), index=True)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    until: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    used_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    used_by: Mapped[UUID | None] = mapped_column(ForeignKey("contacts.id"))


class AgentChat(Base):
    """A chat of an agent: one on each channel, and one agent for each chat. One that ended stays for the record.

    `proven_at` is when the PIN was last right there, `seen_at` when the agent last did something there.
    """

    __tablename__ = "agent_chats"
    __table_args__ = (
        Index("uq_agent_chats_contact_id", "contact_id", unique=True, postgresql_where=text("ended_at IS NULL")),
        Index(
            "uq_agent_chats_agent_id_channel",
            *("agent_id", "channel"),
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    agent_id: Mapped[UUID] = mapped_column(ForeignKey("agents.id"))
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contacts.id"))
    channel: Mapped[str] = mapped_column(Text)
    bound_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    proven_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    seen_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class AgentAct(Base):
    """One registration by an agent, as the signals compare it: when, and keyed hashes of phone and answers."""

    __tablename__ = "agent_acts"
    __table_args__ = (
        Index("ix_agent_acts_agent_id_at", "agent_id", "at"),
        Index("ix_agent_acts_phone_hash", "phone_hash", postgresql_where=text("phone_hash IS NOT NULL")),
    )

    registration_id: Mapped[UUID] = mapped_column(ForeignKey("registrations.id"), primary_key=True)
    agent_id: Mapped[UUID] = mapped_column(ForeignKey("agents.id"))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    phone_hash: Mapped[bytes | None] = mapped_column(LargeBinary)
    answers_hash: Mapped[bytes] = mapped_column(LargeBinary)


class BackCheck(Base):
    """Something for the office to look at again. `occasion` keeps one occasion from being listed twice.

    `desa` is the family's, or the agent's where no single family is meant. `found` is empty while it is open. Where
    nobody was reached, it is looked at once more, and what is found then stands in its place.
    """

    __tablename__ = "back_checks"
    __table_args__ = (
        _one_of("signal", Signal),
        _one_of("found", Finding),
        _one_of("way", Way),
        CheckConstraint("num_nulls(found, way, done_at, done_by) IN (0, 4)", name="done"),
        Index("ix_back_checks_open", "at", "id", postgresql_where=text("found IS NULL")),
        Index("ix_back_checks_done", "done_at", "id", postgresql_where=text("found IS NOT NULL")),
        Index("ix_back_checks_agent_id", "agent_id"),
        Index("ix_back_checks_registration_id", "registration_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    occasion: Mapped[str] = mapped_column(Text, unique=True)
    signal: Mapped[str] = mapped_column(String(10))
    agent_id: Mapped[UUID] = mapped_column(ForeignKey("agents.id"))
    registration_id: Mapped[UUID | None] = mapped_column(ForeignKey("registrations.id"))
    desa: Mapped[str] = mapped_column(String(13))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    found: Mapped[str | None] = mapped_column(String(12))
    way: Mapped[str | None] = mapped_column(String(8))
    note: Mapped[Sealed | None] = mapped_column(SealedColumn)
    done_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    done_by: Mapped[str | None] = mapped_column(Text)


class HandedDraft(Base):
    """An unfinished case on its way from one chat to another: the answers so far, sealed, for whoever has the code.

    `given_with` and `taken_with` are keyed hashes of the messages that did so: the same message gets the same answer.
    """

    __tablename__ = "handed_drafts"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    draft: Mapped[Sealed | None] = mapped_column(SealedColumn)
    given_by: Mapped[UUID] = mapped_column(ForeignKey("contacts.id"), index=True)
    given_with: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    until: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
    taken_by: Mapped[UUID | None] = mapped_column(ForeignKey("contacts.id"))
    taken_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    taken_with: Mapped[bytes | None] = mapped_column(LargeBinary)
