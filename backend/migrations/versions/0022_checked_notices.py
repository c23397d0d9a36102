"""When each notice went out, so that a notice can be told to be ours by its day.

Revision: 0022
After: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("broadcast_recipients", sa.Column("sent_at", sa.DateTime(timezone=True)))
    op.execute("UPDATE broadcast_recipients SET sent_at = at WHERE state NOT IN ('waiting', 'skipped')")


def downgrade() -> None:
    op.drop_column("broadcast_recipients", "sent_at")
