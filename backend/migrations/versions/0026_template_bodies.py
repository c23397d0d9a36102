"""What a content template says and what is filled in there, and when a message in one last came back for its sake.

Revision: 0026
After: 0025
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("content_templates", sa.Column("body", sa.Text, server_default="", nullable=False))
    op.add_column("content_templates", sa.Column("variables", JSONB, server_default="{}", nullable=False))
    op.add_column("content_templates", sa.Column("withdrawn_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    for column in ("withdrawn_at", "variables", "body"):
        op.drop_column("content_templates", column)
