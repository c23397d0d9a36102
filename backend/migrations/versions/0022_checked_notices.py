"""Notices that can be checked, reports of fraud, whether payments came, and who has to be told in person.

Revision: 0022
After: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0019"
branch_labels = None
depends_on = None

OF_ONE = "ck_reveals_of_one"


def upgrade() -> None:
    checked_notices()
    fraud_reports()
    receipts()
    in_person()


def checked_notices() -> None:
    op.add_column("broadcast_recipients", sa.Column("sent_at", moment()))
    op.execute("UPDATE broadcast_recipients SET sent_at = at WHERE state NOT IN ('waiting', 'skipped')")


def fraud_reports() -> None:
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
    points_to("reveals", "fraud_report_id", "fraud_reports")
    op.create_index("ix_reveals_fraud_report_id", "reveals", ["fraud_report_id"])
    op.create_check_constraint(op.f(OF_ONE), "reveals", "(registration_id IS NULL) <> (fraud_report_id IS NULL)")


def receipts() -> None:
    op.add_column("broadcasts", sa.Column("asks_after", sa.Boolean, server_default="false", nullable=False))
    op.add_column("broadcasts", sa.Column("asking_template", sa.String(64)))
    points_to("broadcasts", "follows", "broadcasts")
    op.create_unique_constraint("uq_broadcasts_follows", "broadcasts", ["follows"])
    op.create_table(
        "receipts",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("recipient_id", sa.Uuid, nullable=False),
        sa.Column("broadcast_id", sa.Uuid, nullable=False),
        sa.Column("contact_id", sa.Uuid, nullable=False),
        sa.Column("desa", sa.String(13)),
        sa.Column("came", sa.String(5), nullable=False),
        sa.Column("amount", sa.BigInteger),
        sa.Column("place", sa.LargeBinary),
        sa.Column("answered_at", moment(), nullable=False),
        sa.Column("closed_at", moment()),
        sa.Column("closed_by", sa.Text),
        sa.Column("word", sa.LargeBinary),
        sa.PrimaryKeyConstraint("id", name="pk_receipts"),
        sa.UniqueConstraint("recipient_id", name="uq_receipts_recipient_id"),
        sa.ForeignKeyConstraint(["recipient_id"], ["broadcast_recipients.id"], name="fk_receipts_recipient_id"),
        sa.ForeignKeyConstraint(["broadcast_id"], ["broadcasts.id"], name="fk_receipts_broadcast_id"),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name="fk_receipts_contact_id"),
        sa.CheckConstraint("came IN ('yes', 'short', 'no')", name=op.f("ck_receipts_came")),
    )
    op.create_index("ix_receipts_broadcast_id_desa", "receipts", ["broadcast_id", "desa"])
    op.create_index("ix_receipts_answered_at", "receipts", ["answered_at"])
    points_to("notices", "receipt_id", "receipts")
    op.create_check_constraint(op.f("ck_notices_of_receipt"), "notices", "(kind = 'word') = (receipt_id IS NOT NULL)")
    kinds("'status', 'confirm', 'taken', 'batch', 'word'", "'taken', 'batch', 'word'")


def in_person() -> None:
    points_to("broadcast_recipients", "falls_from", "broadcast_recipients")
    op.create_unique_constraint("uq_broadcast_recipients_falls_from", "broadcast_recipients", ["falls_from"])
    op.create_table(
        "told_in_person",
        sa.Column("recipient_id", sa.Uuid, nullable=False),
        sa.Column("at", moment(), nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("recipient_id", name="pk_told_in_person"),
        sa.ForeignKeyConstraint(["recipient_id"], ["broadcast_recipients.id"], name="fk_told_in_person_recipient_id"),
    )


def downgrade() -> None:
    op.drop_table("told_in_person")
    op.drop_column("broadcast_recipients", "falls_from")
    op.execute("DELETE FROM notices WHERE kind = 'word'")
    kinds("'status', 'confirm', 'taken', 'batch'", "'taken', 'batch'")
    op.drop_constraint(op.f("ck_notices_of_receipt"), "notices")
    op.drop_column("notices", "receipt_id")
    op.drop_table("receipts")
    for column in ("follows", "asking_template", "asks_after"):
        op.drop_column("broadcasts", column)
    op.drop_constraint(op.f(OF_ONE), "reveals")
    op.execute("DELETE FROM reveals WHERE registration_id IS NULL")
    op.drop_column("reveals", "fraud_report_id")
    op.alter_column("reveals", "registration_id", nullable=False)
    op.drop_table("fraud_reports")
    op.drop_column("broadcast_recipients", "sent_at")


def kinds(known: str, of_no_registration: str) -> None:
    for name in ("kind", "of_registration"):
        op.drop_constraint(op.f(f"ck_notices_{name}"), "notices")
    op.create_check_constraint(op.f("ck_notices_kind"), "notices", f"kind IN ({known})")
    op.create_check_constraint(
        op.f("ck_notices_of_registration"), "notices", f"(kind IN ({of_no_registration})) = (registration_id IS NULL)"
    )


def points_to(table: str, column: str, other: str) -> None:
    op.add_column(table, sa.Column(column, sa.Uuid))
    op.create_foreign_key(f"fk_{table}_{column}", table, other, [column], ["id"])


def moment() -> sa.DateTime:
    return sa.DateTime(timezone=True)
