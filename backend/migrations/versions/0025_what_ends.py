"""What a report of fraud told may end before the report does.

Revision: 0025
After: 0024
"""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.alter_column("fraud_reports", "told", nullable=True)


def downgrade() -> None:
    op.execute("DELETE FROM reveals USING fraud_reports WHERE fraud_report_id = fraud_reports.id AND told IS NULL")
    op.execute("DELETE FROM fraud_reports WHERE told IS NULL")
    op.alter_column("fraud_reports", "told", nullable=False)
