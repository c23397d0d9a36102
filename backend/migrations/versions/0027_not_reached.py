"""Whom no notice reached is found by desa, without reading a ledger of a million.

Revision: 0027
After: 0026
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_broadcast_recipients_not_reached",
        "broadcast_recipients",
        ["desa", "at"],
        postgresql_where=sa.text("state IN ('failed', 'skipped', 'unknown')"),
    )


def downgrade() -> None:
    op.drop_index("ix_broadcast_recipients_not_reached", "broadcast_recipients")
