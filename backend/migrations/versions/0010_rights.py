"""Requests about one's own data, and families that were erased.

Revision: 0010
After: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

KINDS = ("copy", "fix", "erase", "withdraw")
STATES = ("open", "done", "refused")
FOUND = "nik_hash_a IS NOT NULL OR nik_hash_b IS NOT NULL"


LISTED = ("registration", "notices", "number", "reply", "reminder")


def upgrade() -> None:
    undelivered((*LISTED, "rights"))
    op.add_column("registrations", sa.Column("erased_at", moment()))
    op.add_column("contacts", sa.Column("erased_at", moment()))
    op.alter_column("registrations", "household", nullable=True)
    op.drop_constraint(op.f("ck_registrations_is_found"), "registrations")
    op.create_check_constraint(op.f("ck_registrations_is_found"), "registrations", f"erased_at IS NOT NULL OR {FOUND}")
    op.create_check_constraint(
        op.f("ck_registrations_erased"), "registrations", "(household IS NULL) = (erased_at IS NOT NULL)"
    )
    op.create_table(
        "rights_requests",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("number", sa.String(7), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("registration_id", sa.Uuid, nullable=False),
        sa.Column("opened_at", moment(), nullable=False),
        sa.Column("due_at", moment(), nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("message_id", sa.Text),
        sa.Column("key_hash", sa.LargeBinary, nullable=False),
        sa.Column("acted_at", moment()),
        sa.Column("acted_by", sa.Text),
        sa.Column("note", sa.LargeBinary),
        sa.PrimaryKeyConstraint("id", name="pk_rights_requests"),
        sa.UniqueConstraint("number", name="uq_rights_requests_number"),
        sa.UniqueConstraint("key_hash", name="uq_rights_requests_key_hash"),
        sa.ForeignKeyConstraint(["registration_id"], ["registrations.id"], name="fk_rights_requests_registration_id"),
        only("kind", KINDS),
        only("state", STATES),
        sa.CheckConstraint("(state = 'open') = (acted_at IS NULL)", name=op.f("ck_rights_requests_acted")),
    )
    op.create_index("ix_rights_requests_state_due_at_id", "rights_requests", ["state", "due_at", "id"])
    op.create_index("ix_rights_requests_registration_id", "rights_requests", ["registration_id"])


def downgrade() -> None:
    op.execute("DELETE FROM undelivered WHERE kind = 'rights'")
    undelivered(LISTED)
    op.drop_table("rights_requests")
    # Registrations without a family cannot be told in the older form, and are what their people asked to be rid of.
    gone = "SELECT id FROM registrations WHERE erased_at IS NOT NULL"
    for table in ("submissions", "reveals", "consents", "status_history", "notices", "field_marks"):
        op.execute(f"DELETE FROM {table} WHERE registration_id IN ({gone})")  # noqa: S608 - names of our own
    op.execute("DELETE FROM registrations WHERE erased_at IS NOT NULL")
    op.drop_constraint(op.f("ck_registrations_erased"), "registrations")
    op.drop_constraint(op.f("ck_registrations_is_found"), "registrations")
    op.create_check_constraint(op.f("ck_registrations_is_found"), "registrations", FOUND)
    op.alter_column("registrations", "household", nullable=False)
    op.drop_column("registrations", "erased_at")
    op.drop_column("contacts", "erased_at")


def undelivered(kinds: tuple[str, ...]) -> None:
    name = op.f("ck_undelivered_kind")
    op.drop_constraint(name, "undelivered")
    op.create_check_constraint(name, "undelivered", f"kind IN ({', '.join(map(repr, kinds))})")


def only(column: str, values: tuple[str, ...]) -> sa.CheckConstraint:
    listed = ", ".join(repr(value) for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_rights_requests_{column}"))


def moment() -> sa.DateTime:
    return sa.DateTime(timezone=True)
