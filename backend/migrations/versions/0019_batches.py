"""What agents bring many families in, what became of each row, and that they are told of it.

Revision: 0019
After: 0020
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0019"
down_revision = "0020"
branch_labels = None
depends_on = None

KINDS = ("kind IN ('status', 'confirm', 'taken')", "kind IN ('status', 'confirm', 'taken', 'batch')")
OF_REGISTRATION = (
    "(kind = 'taken') = (registration_id IS NULL)",
    "(kind IN ('taken', 'batch')) = (registration_id IS NULL)",
)
OF_BATCH = "num_nonnulls(batch_id, part, rows, rows_left) = CASE kind WHEN 'batch' THEN 4 ELSE 0 END"
"""The rules of notices, before and after, and the new one."""


def upgrade() -> None:
    batches()
    rows()
    op.add_column("notices", sa.Column("batch_id", sa.Uuid))
    op.add_column("notices", sa.Column("part", sa.Integer))
    op.add_column("notices", sa.Column("rows", postgresql.ARRAY(sa.Integer)))
    op.add_column("notices", sa.Column("rows_left", sa.Integer))
    op.create_foreign_key("fk_notices_batch_id", "notices", "batches", ["batch_id"], ["id"], ondelete="CASCADE")
    op.create_index("ix_notices_batch_id", "notices", ["batch_id"], postgresql_where=sa.text("batch_id IS NOT NULL"))
    rule("kind", KINDS[1])
    rule("of_registration", OF_REGISTRATION[1])
    op.create_check_constraint(op.f("ck_notices_of_batch"), "notices", OF_BATCH)


def downgrade() -> None:
    op.execute("DELETE FROM notices WHERE kind = 'batch'")
    op.drop_constraint(op.f("ck_notices_of_batch"), "notices")
    rule("of_registration", OF_REGISTRATION[0])
    rule("kind", KINDS[0])
    op.drop_index("ix_notices_batch_id", "notices")
    for column in ("rows_left", "rows", "part", "batch_id"):
        op.drop_column("notices", column)
    op.drop_table("batch_rows")
    op.drop_table("batches")


def rule(name: str, condition: str) -> None:
    op.drop_constraint(op.f(f"ck_notices_{name}"), "notices")
    op.create_check_constraint(op.f(f"ck_notices_{name}"), "notices", condition)


def batches() -> None:
    op.create_table(
        "batches",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("agent_id", sa.Uuid, nullable=False),
        sa.Column("contact_id", sa.Uuid, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("name", sa.LargeBinary, nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("counted", sa.String(10), nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("message_id", sa.Text, nullable=False),
        sa.Column("sent_at", moment(), nullable=False),
        sa.Column("brought_at", moment(), nullable=False),
        sa.Column("done_at", moment()),
        sa.Column("job_id", sa.Uuid, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_batches"),
        sa.UniqueConstraint("digest", name="uq_batches_digest"),
        sa.ForeignKeyConstraint(["agent_id"], ["agents.id"], name="fk_batches_agent_id"),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name="fk_batches_contact_id"),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name="fk_batches_job_id"),
        check("batches", "state", "state IN ('running', 'done', 'stopped')"),
        check("batches", "counted", "counted IN ('row', 'family')"),
    )
    op.create_index("ix_batches_agent_id_brought_at", "batches", ["agent_id", "brought_at"])


def rows() -> None:
    op.create_table(
        "batch_rows",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("batch_id", sa.Uuid, nullable=False),
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("outcome", sa.String(10), nullable=False),
        sa.Column("registration_id", sa.Uuid),
        sa.Column("lacks", sa.LargeBinary),
        sa.Column("doubted", sa.LargeBinary),
        sa.PrimaryKeyConstraint("id", name="pk_batch_rows"),
        sa.UniqueConstraint("batch_id", "row", name="uq_batch_rows_batch_id_row"),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name="fk_batch_rows_batch_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["registration_id"], ["registrations.id"], name="fk_batch_rows_registration_id"),
        check("batch_rows", "outcome", "outcome IN ('registered', 'already', 'faulty')"),
        check("batch_rows", "registered", "(registration_id IS NULL) = (outcome = 'faulty')"),
        check("batch_rows", "lacks", "(lacks IS NOT NULL) = (outcome = 'faulty')"),
    )
    op.create_index("ix_batch_rows_doubted", "batch_rows", ["doubted"], postgresql_where=sa.text("doubted IS NOT NULL"))
    op.create_index("ix_batch_rows_registration_id", "batch_rows", ["registration_id"])


def moment() -> sa.DateTime:
    return sa.DateTime(timezone=True)


def check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))
