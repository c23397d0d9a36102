"""How something was looked at again, what was found wrong and waits for the office, and what the queue narrows to.

Revision: 0021
After: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0018"
branch_labels = None
depends_on = None

WAYS = "'visited', 'called'"
NARROWED = {
    "by_agent": "agent_id IS NOT NULL",
    "unconfirmed": "confirmation IN ('awaited', 'denied')",
    "doubted": "doubted_at IS NOT NULL",
}


def upgrade() -> None:
    op.add_column("back_checks", sa.Column("way", sa.String(8)))
    # Nobody could note a finding before; the check is for whoever did it by hand.
    op.execute("UPDATE back_checks SET way = 'called', done_by = coalesce(done_by, 'office') WHERE found IS NOT NULL")
    done("num_nulls(found, way, done_at, done_by) IN (0, 4)")
    op.create_check_constraint(op.f("ck_back_checks_way"), "back_checks", f"way IN ({WAYS})")
    op.create_index(
        "ix_back_checks_done", "back_checks", ["done_at", "id"], postgresql_where=sa.text("found IS NOT NULL")
    )
    op.add_column("registrations", sa.Column("doubted_at", sa.DateTime(timezone=True)))
    for name, condition in NARROWED.items():
        op.create_index(
            f"ix_registrations_queued_{name}",
            "registrations",
            ["status", "status_since", "id", "kecamatan", "desa"],
            postgresql_where=sa.text(condition),
        )


def downgrade() -> None:
    for name in NARROWED:
        op.drop_index(f"ix_registrations_queued_{name}", "registrations")
    op.drop_column("registrations", "doubted_at")
    op.drop_index("ix_back_checks_done", "back_checks")
    op.drop_constraint(op.f("ck_back_checks_way"), "back_checks")
    done("(found IS NULL) = (done_at IS NULL)")
    op.drop_column("back_checks", "way")


def done(condition: str) -> None:
    name = op.f("ck_back_checks_done")
    op.drop_constraint(name, "back_checks")
    op.create_check_constraint(name, "back_checks", condition)
