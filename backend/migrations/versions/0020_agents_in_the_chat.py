"""What an agent brought to a family; notices about other things than a status; drafts handed over once for a message.

Revision: 0020
After: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0021"
branch_labels = None
depends_on = None

OF_NOTICES = {
    "kind": "kind IN ('status', 'confirm', 'taken')",
    "of_registration": "(kind = 'taken') = (registration_id IS NULL)",
    "of_status": "(kind = 'status') = (status IS NOT NULL)",
}


def upgrade() -> None:
    op.add_column("registrations", sa.Column("brought_at", sa.DateTime(timezone=True)))
    op.add_column("notices", sa.Column("kind", sa.String(10), nullable=False, server_default="status"))
    op.alter_column("notices", "registration_id", nullable=True)
    op.alter_column("notices", "status", nullable=True)
    for name, condition in OF_NOTICES.items():
        op.create_check_constraint(op.f(f"ck_notices_{name}"), "notices", condition)
    op.add_column("handed_drafts", sa.Column("given_with", sa.LargeBinary(), nullable=False))
    op.add_column("handed_drafts", sa.Column("taken_with", sa.LargeBinary()))
    op.create_unique_constraint("uq_handed_drafts_given_with", "handed_drafts", ["given_with"])
    op.create_index("ix_handed_drafts_given_by", "handed_drafts", ["given_by"])


def downgrade() -> None:
    op.drop_index("ix_handed_drafts_given_by", "handed_drafts")
    op.drop_constraint("uq_handed_drafts_given_with", "handed_drafts")
    op.drop_column("handed_drafts", "taken_with")
    op.drop_column("handed_drafts", "given_with")
    op.execute("DELETE FROM notices WHERE kind <> 'status'")
    for name in OF_NOTICES:
        op.drop_constraint(op.f(f"ck_notices_{name}"), "notices")
    op.alter_column("notices", "status", nullable=False)
    op.alter_column("notices", "registration_id", nullable=False)
    op.drop_column("notices", "kind")
    op.drop_column("registrations", "brought_at")
