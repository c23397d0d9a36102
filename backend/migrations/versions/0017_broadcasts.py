"""Broadcasts, their recipients, and contacts that cannot be reached.

Revision: 0017
After: 0016
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

STATUSES = (
    "'sent', 'conflict', 'checked', 'needs_fixing', 'forwarded', 'eligible', 'not_eligible', 'appealed', 'done', "
    "'withdrawn'"
)
STATES = "'draft', 'preview', 'approved', 'materialised', 'canary', 'running', 'paused', 'done', 'cancelled'"
STANDINGS = "'waiting', 'sending', 'unknown', 'accepted', 'sent', 'delivered', 'read', 'failed', 'skipped'"


def upgrade() -> None:
    op.add_column("contacts", sa.Column("unreachable_since", moment()))
    broadcasts()
    recipients()


def downgrade() -> None:
    op.drop_table("broadcast_recipients")
    op.drop_table("broadcasts")
    op.drop_column("contacts", "unreachable_since")


def broadcasts() -> None:
    op.create_table(
        "broadcasts",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("number", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("title", sa.String(80), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("bring", sa.String(120), nullable=False),
        sa.Column("template", sa.String(64)),
        sa.Column("areas", postgresql.ARRAY(sa.Text), nullable=False),
        sa.Column("programme", sa.String(40)),
        sa.Column("stage", sa.SmallInteger),
        sa.Column("import_id", sa.Uuid),
        sa.Column("status", sa.String(20)),
        sa.Column("from_hour", sa.SmallInteger, nullable=False),
        sa.Column("until_hour", sa.SmallInteger, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("preview", postgresql.JSONB),
        sa.Column("canary_until", sa.BigInteger),
        sa.Column("note", sa.Text),
        sa.Column("composed_by", sa.Text, nullable=False),
        sa.Column("composed_at", moment(), nullable=False),
        sa.Column("approved_by", sa.Text),
        sa.Column("approved_at", moment()),
        sa.Column("started_at", moment()),
        sa.Column("finished_at", moment()),
        sa.Column("job_id", sa.Uuid),
        sa.PrimaryKeyConstraint("id", name="pk_broadcasts"),
        sa.UniqueConstraint("number", name="uq_broadcasts_number"),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name="fk_broadcasts_import_id"),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name="fk_broadcasts_job_id"),
        check("broadcasts", "status", f"status IN ({STATUSES})"),
        check("broadcasts", "state", f"state IN ({STATES})"),
        check("broadcasts", "hours", "from_hour BETWEEN 0 AND 23 AND until_hour BETWEEN 1 AND 24"),
        check("broadcasts", "second_person", "approved_by IS NULL OR approved_by <> composed_by"),
    )
    op.create_index("ix_broadcasts_state", "broadcasts", ["state"])
    op.create_index("ix_broadcasts_composed_at", "broadcasts", ["composed_at"])


def recipients() -> None:
    table = "broadcast_recipients"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("place", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("broadcast_id", sa.Uuid, nullable=False),
        sa.Column("contact_id", sa.Uuid),
        sa.Column("channel", sa.Text),
        sa.Column("desa", sa.String(13)),
        sa.Column("subjects", postgresql.ARRAY(sa.Uuid), nullable=False),
        sa.Column("code", sa.SmallInteger, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("reason", sa.String(80)),
        sa.Column("attempts", sa.SmallInteger, server_default="0", nullable=False),
        sa.Column("intent", sa.Uuid),
        sa.Column("provider_id", sa.String(64)),
        sa.Column("leased_until", moment()),
        sa.Column("at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_broadcast_recipients"),
        sa.ForeignKeyConstraint(["broadcast_id"], ["broadcasts.id"], name="fk_broadcast_recipients_broadcast_id"),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name="fk_broadcast_recipients_contact_id"),
        check(table, "standing", f"state IN ({STANDINGS})"),
    )
    op.create_index("uq_broadcast_recipients_contact", table, ["broadcast_id", "contact_id"], unique=True)
    op.create_index(
        "ix_broadcast_recipients_waiting",
        table,
        ["broadcast_id", "channel", "place"],
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index(
        "ix_broadcast_recipients_sending",
        table,
        ["broadcast_id", "at"],
        postgresql_where=sa.text("state = 'sending'"),
    )
    op.create_index("ix_broadcast_recipients_listed", table, ["broadcast_id", "state", "place"])
    op.create_index("ix_broadcast_recipients_contact_id", table, ["contact_id"])


def check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def moment() -> sa.DateTime:
    return sa.DateTime(timezone=True)
