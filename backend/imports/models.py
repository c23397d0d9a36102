"""The tables of imported files and of the payments that they brought."""

from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.vault.sealed import Sealed, SealedColumn

NAME_FIELD: Final = "imports.name"
PERSON_FIELD: Final = "payments.person"


class ImportState(StrEnum):
    """Where a file stands. CHECKED is one that nothing was taken from yet."""

    CHECKED = "checked"
    RUNNING = "running"
    DONE = "done"


class Import(Base):
    """A file that somebody brought. Its content is in `file_parts` until it was carried out, or for a day.

    `name` is the file's own, for a day as well: offices put people's names into it. `areas` are those of who brought
    it: the file touches nothing outside. `digest` is a keyed hash of the content, by which the same one is known again.
    """

    __tablename__ = "imports"
    __table_args__ = (
        CheckConstraint("kind IN ('results', 'payments')", name="kind"),
        CheckConstraint("state IN ('checked', 'running', 'done')", name="state"),
        Index(
            "uq_imports_kind_digest",
            "kind",
            "digest",
            unique=True,
            postgresql_where=text("state IN ('running', 'done')"),
        ),
        Index("ix_imports_actor_brought_at", "actor", "brought_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    kind: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(10))
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    name: Mapped[Sealed | None] = mapped_column(SealedColumn)
    rows: Mapped[int] = mapped_column(Integer)
    areas: Mapped[list[str]] = mapped_column(ARRAY(Text))
    actor: Mapped[str] = mapped_column(Text)
    brought_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    done_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    job_id: Mapped[UUID | None] = mapped_column(ForeignKey("jobs.id"))


class Payment(Base):
    """What one person gets of one programme in one stage. It counts when its import is done, and not before.

    `person` is NIK and name, sealed; `nik_hash` has two columns like a registration's. `desa` is that of the person's
    registration; who is in none has none. `amount` is in rupiah. After `erased_at` it names nobody, and the sums hold.
    """

    __tablename__ = "payments"
    __table_args__ = (
        CheckConstraint("erased_at IS NOT NULL OR nik_hash_a IS NOT NULL OR nik_hash_b IS NOT NULL", name="is_found"),
        CheckConstraint("(person IS NULL) = (erased_at IS NOT NULL)", name="erased"),
        UniqueConstraint("import_id", "row"),
        *(
            Index(
                f"ix_payments_nik_hash_{slot}",
                f"nik_hash_{slot}",
                postgresql_where=text(f"nik_hash_{slot} IS NOT NULL"),
            )
            for slot in ("a", "b")
        ),
        Index("ix_payments_programme_stage_desa", "programme", "stage", "desa"),
        Index("ix_payments_day", "day", postgresql_where=text("erased_at IS NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    import_id: Mapped[UUID] = mapped_column(ForeignKey("imports.id"))
    row: Mapped[int] = mapped_column(Integer)
    nik_hash_a: Mapped[bytes | None] = mapped_column(LargeBinary)
    nik_hash_b: Mapped[bytes | None] = mapped_column(LargeBinary)
    person: Mapped[Sealed | None] = mapped_column(SealedColumn)
    desa: Mapped[str | None] = mapped_column(String(13))
    programme: Mapped[str] = mapped_column(String(40))
    stage: Mapped[int] = mapped_column(SmallInteger)
    amount: Mapped[int] = mapped_column(BigInteger)
    place: Mapped[str] = mapped_column(Text)
    day: Mapped[date] = mapped_column(Date)
    erased_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
