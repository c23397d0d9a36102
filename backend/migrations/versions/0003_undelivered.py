"""What could not be delivered, for officers to see and to decide on.

Revision: 0003
After: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KINDS = ("registration", "notices", "number", "reply", "reminder")
REASONS = ("refused", "rejected", "unreachable", "unknown", "exhausted", "delivered", "overtaken")
STATES = ("open", "retry", "handled", "closed")


def upgrade() -> None:
    op.create_table(
        "undelivered",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("reference", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("reason", sa.String(20), nullable=False),
        sa.Column("detail", sa.String(200), nullable=False),
        sa.Column("contact_id", sa.Uuid, nullable=False),
        sa.Column("person", sa.String(80)),
        sa.Column("desa", sa.String(13)),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("decided_by", sa.Text),
        sa.Column("taken_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_undelivered"),
        sa.UniqueConstraint("reference", name="uq_undelivered_reference"),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name="fk_undelivered_contact_id"),
        *(only(column, values) for column, values in (("kind", KINDS), ("reason", REASONS), ("state", STATES))),
    )
    op.create_index("ix_undelivered_contact_id", "undelivered", ["contact_id"])
    op.create_index("ix_undelivered_state_happened_at", "undelivered", ["state", "happened_at"])


def downgrade() -> None:
    op.drop_table("undelivered")


def only(column: str, values: tuple[str, ...]) -> sa.CheckConstraint:
    listed = ", ".join(repr(value) for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_undelivered_{column}"))
