"""Indexes for the office's queue, its dashboard, and for looking through the audit log.

Revision: 0009
After: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0006"
branch_labels = None
depends_on = None

QUEUED_BY = (("status",), ("kecamatan", "status"))


def upgrade() -> None:
    for chosen in QUEUED_BY:
        columns = [*chosen, "status_since", "id"]
        op.create_index(f"ix_registrations_{'_'.join(columns)}", "registrations", columns)
    op.create_index(
        "ix_registrations_desa_status_status_since_id",
        "registrations",
        ["desa", "status", "status_since", "id"],
        postgresql_include=["channel", "submitted_by", "flags"],
    )
    op.create_index(
        "ix_registrations_came_back",
        "registrations",
        ["status_since", "id", "kecamatan", "desa"],
        postgresql_where=sa.text("status = 'sent' AND status_since > received_at"),
    )
    op.create_index("ix_audit_at_id", "audit", ["at", "id"])
    op.create_index("ix_audit_actor_at_id", "audit", ["actor", "at", "id"])


def downgrade() -> None:
    op.drop_index("ix_audit_actor_at_id", "audit")
    op.drop_index("ix_audit_at_id", "audit")
    op.drop_index("ix_registrations_came_back", "registrations")
    op.drop_index("ix_registrations_desa_status_status_since_id", "registrations")
    for chosen in QUEUED_BY:
        op.drop_index(f"ix_registrations_{'_'.join((*chosen, 'status_since', 'id'))}", "registrations")
