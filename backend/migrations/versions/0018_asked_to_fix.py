"""The steps at which somebody was asked to put something right are found by themselves.

Revision: 0018
After: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

INDEX = "ix_status_history_needs_fixing"


def upgrade() -> None:
    op.create_index(INDEX, "status_history", ["registration_id"], postgresql_where=sa.text("status = 'needs_fixing'"))


def downgrade() -> None:
    op.drop_index(INDEX, "status_history")
