"""Notices for people, fields that are asked again, and versions of registrations.

Revision: 0006
After: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

STATUSES = (
    "sent", "conflict", "checked", "needs_fixing", "forwarded", "eligible", "not_eligible", "appealed", "done",
    "withdrawn",
)  # fmt: skip
FIELDS = (
    "nik", "kk", "name", "birth_date", "address", "phone", "members", "pregnant", "disability", "occupation", "housing",
)  # fmt: skip


def upgrade() -> None:
    op.add_column("registrations", sa.Column("version", sa.Integer, nullable=False, server_default="1"))
    notices()
    marks()


def downgrade() -> None:
    op.drop_table("field_marks")
    op.drop_table("notices")
    op.drop_column("registrations", "version")


def notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("place", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("registration_id", sa.Uuid, nullable=False),
        sa.Column("contact_id", sa.Uuid, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("at", moment(), nullable=False),
        sa.Column("leased_until", moment()),
        sa.Column("told_at", moment()),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
        sa.ForeignKeyConstraint(["registration_id"], ["registrations.id"], name="fk_notices_registration_id"),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name="fk_notices_contact_id"),
        only("notices", "status", STATUSES),
    )
    op.create_index(
        "ix_notices_waiting", "notices", ["contact_id", "place"], postgresql_where=sa.text("told_at IS NULL")
    )
    op.create_index("ix_notices_registration_id", "notices", ["registration_id"])


def marks() -> None:
    op.create_table(
        "field_marks",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("registration_id", sa.Uuid, nullable=False),
        sa.Column("field", sa.String(20), nullable=False),
        sa.Column("reason", sa.LargeBinary, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("at", moment(), nullable=False),
        sa.Column("answered_at", moment()),
        sa.PrimaryKeyConstraint("id", name="pk_field_marks"),
        sa.ForeignKeyConstraint(["registration_id"], ["registrations.id"], name="fk_field_marks_registration_id"),
        only("field_marks", "field", FIELDS),
    )
    op.create_index("ix_field_marks_registration_id", "field_marks", ["registration_id"])


def only(table: str, column: str, values: tuple[str, ...]) -> sa.CheckConstraint:
    listed = ", ".join(repr(value) for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}"))


def moment() -> sa.DateTime:
    return sa.DateTime(timezone=True)
