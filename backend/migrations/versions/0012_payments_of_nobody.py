"""Payments whose person was erased, and files whose name was forgotten.

Revision: 0012
After: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

FOUND = "nik_hash_a IS NOT NULL OR nik_hash_b IS NOT NULL"
IS_FOUND = "ck_payments_is_found"


def upgrade() -> None:
    op.alter_column("imports", "name", nullable=True)
    op.add_column("payments", sa.Column("erased_at", sa.DateTime(timezone=True)))
    op.alter_column("payments", "person", nullable=True)
    op.drop_constraint(op.f(IS_FOUND), "payments")
    op.create_check_constraint(op.f(IS_FOUND), "payments", f"erased_at IS NOT NULL OR {FOUND}")
    op.create_check_constraint(op.f("ck_payments_erased"), "payments", "(person IS NULL) = (erased_at IS NOT NULL)")
    op.create_index("ix_payments_day", "payments", ["day"], postgresql_where=sa.text("erased_at IS NULL"))


def downgrade() -> None:
    # The older form asks for a person and a name in each row; these are what is gone for good.
    op.execute("DELETE FROM payments WHERE erased_at IS NOT NULL")
    op.execute("DELETE FROM payments WHERE import_id IN (SELECT id FROM imports WHERE name IS NULL)")
    op.execute("DELETE FROM imports WHERE name IS NULL")
    op.drop_index("ix_payments_day", "payments")
    op.drop_constraint(op.f("ck_payments_erased"), "payments")
    op.drop_constraint(op.f(IS_FOUND), "payments")
    op.create_check_constraint(op.f(IS_FOUND), "payments", FOUND)
    op.alter_column("payments", "person", nullable=False)
    op.drop_column("payments", "erased_at")
    op.alter_column("imports", "name", nullable=False)
