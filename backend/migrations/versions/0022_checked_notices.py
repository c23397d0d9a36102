"""When each notice went out, by which one is told to be ours, and reports of fraud.

Revision: 0022
After: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

OF_ONE = "ck_reveals_of_one"


def upgrade() -> None:
    op.add_column("broadcast_recipients", sa.Column("sent_at", moment()))
    op.execute("UPDATE broadcast_recipients SET sent_at = at WHERE state NOT IN ('waiting', 'skipped')")
    op.create_table(
        "fraud_reports",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("desa", sa.String(13)),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("told", sa.LargeBinary, nullable=False),
        sa.Column("told_at", moment(), nullable=False),
        sa.Column("key_hash", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_fraud_reports"),
        sa.UniqueConstraint("key_hash", name="uq_fraud_reports_key_hash"),
    )
    op.create_index("ix_fraud_reports_told_at", "fraud_reports", ["told_at"])
    op.alter_column("reveals", "registration_id", nullable=True)
    op.add_column("reveals", sa.Column("fraud_report_id", sa.Uuid))
    op.create_foreign_key("fk_reveals_fraud_report_id", "reveals", "fraud_reports", ["fraud_report_id"], ["id"])
    op.create_index("ix_reveals_fraud_report_id", "reveals", ["fraud_report_id"])
    op.create_check_constraint(op.f(OF_ONE), "reveals", "(registration_id IS NULL) <> (fraud_report_id IS NULL)")


def downgrade() -> None:
    op.drop_constraint(op.f(OF_ONE), "reveals")
    op.execute("DELETE FROM reveals WHERE registration_id IS NULL")
    op.drop_column("reveals", "fraud_report_id")
    op.alter_column("reveals", "registration_id", nullable=False)
    op.drop_table("fraud_reports")
    op.drop_column("broadcast_recipients", "sent_at")


def moment() -> sa.DateTime:
    return sa.DateTime(timezone=True)
