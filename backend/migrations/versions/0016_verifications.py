"""Questions to the population register.

Revision: 0016
After: 0015
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "verifications",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("registration_id", sa.Uuid, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("asked_at", moment(), nullable=False),
        sa.Column("reason", sa.LargeBinary),
        sa.Column("outcome", sa.String(15)),
        sa.Column("differs", postgresql.ARRAY(sa.Text), nullable=False),
        sa.Column("answered_at", moment()),
        sa.PrimaryKeyConstraint("id", name="pk_verifications"),
        sa.ForeignKeyConstraint(["registration_id"], ["registrations.id"], name="fk_verifications_registration_id"),
        check("outcome", "outcome IN ('match', 'no_match', 'not_found', 'unavailable')"),
        check("answered", "(outcome IS NULL) = (answered_at IS NULL)"),
    )
    op.create_index("ix_verifications_registration_id_asked_at", "verifications", ["registration_id", "asked_at"])
    waiting = sa.text("outcome IS NULL")
    op.create_index(
        "uq_verifications_waiting", "verifications", ["registration_id"], unique=True, postgresql_where=waiting
    )


def downgrade() -> None:
    op.drop_table("verifications")


def check(name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_verifications_{name}"))


def moment() -> sa.DateTime:
    return sa.DateTime(timezone=True)
