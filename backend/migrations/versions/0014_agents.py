"""Agents, their invitations and chats, and what the office looks at again.

Revision: 0014
After: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0012"
branch_labels = None
depends_on = None

STATES = "'invited', 'active', 'suspended', 'replaced'"
REASONS = "'no_phone', 'elderly', 'disability', 'other'"
WAYS = "'spoken', 'signed', 'thumb', 'guardian'"
CONFIRMATIONS = "'awaited', 'witnessed', 'confirmed', 'denied'"
SIGNALS = "'sample', 'denied', 'fast', 'one_phone', 'night', 'identical'"
FOUND = "'right', 'wrong', 'not_reached'"
ON_REGISTRATIONS = (
    "confirmed_at", "confirm_hash", "confirmation", "referred", "witness", "consent_way", "acting_reason", "agent_id",
)  # fmt: skip


def upgrade() -> None:
    agents()
    chats()
    registrations()
    acts()
    drafts()
    guesses("'contact', 'number', 'code'")


def downgrade() -> None:
    op.execute("DELETE FROM lookup_attempts WHERE kind = 'code'")
    guesses("'contact', 'number'")
    for table in ("handed_drafts", "back_checks", "agent_acts"):
        op.drop_table(table)
    for column in ON_REGISTRATIONS:
        op.drop_column("registrations", column)
    for table in ("agent_chats", "agent_invitations", "agents"):
        op.drop_table(table)


def agents() -> None:
    op.create_table(
        "agents",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("name", sa.LargeBinary, nullable=False),
        sa.Column("phone", sa.LargeBinary),
        sa.Column("desa", sa.String(13), nullable=False),
        sa.Column("rw", sa.String(3)),
        sa.Column("rt", sa.String(3)),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("replaced_by", sa.Uuid),
        sa.Column("pin", sa.Text),
        sa.Column("pin_since", moment()),
        sa.Column("pin_failures", sa.Integer, nullable=False),
        sa.Column("pin_free_at", moment()),
        sa.Column("created_at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_agents"),
        sa.ForeignKeyConstraint(["replaced_by"], ["agents.id"], name="fk_agents_replaced_by"),
        check("agents", "state", f"state IN ({STATES})"),
        check("agents", "rt_within_rw", "rt IS NULL OR rw IS NOT NULL"),
        check("agents", "replaced", "(state = 'replaced') = (replaced_by IS NOT NULL)"),
    )
    op.create_index("ix_agents_desa", "agents", ["desa"])
    op.create_index("ix_agents_replaced_by", "agents", ["replaced_by"], postgresql_where=filled("replaced_by"))


def chats() -> None:
    op.create_table(
        "agent_invitations",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("agent_id", sa.Uuid, nullable=False),
        sa.Column("code_hash", sa.LargeBinary, nullable=False),
        sa.Column("until", moment(), nullable=False),
        sa.Column("made_at", moment(), nullable=False),
        sa.Column("used_at", moment()),
        sa.Column("used_by", sa.Uuid),
        sa.PrimaryKeyConstraint("id", name="pk_agent_invitations"),
        sa.UniqueConstraint("code_hash", name="uq_agent_invitations_code_hash"),
        of_agent("agent_invitations"),
        sa.ForeignKeyConstraint(["used_by"], ["contacts.id"], name="fk_agent_invitations_used_by"),
    )
    op.create_index("ix_agent_invitations_agent_id", "agent_invitations", ["agent_id"])
    op.create_table(
        "agent_chats",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("agent_id", sa.Uuid, nullable=False),
        sa.Column("contact_id", sa.Uuid, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("bound_at", moment(), nullable=False),
        sa.Column("proven_at", moment()),
        sa.Column("seen_at", moment()),
        sa.Column("ended_at", moment()),
        sa.PrimaryKeyConstraint("id", name="pk_agent_chats"),
        of_agent("agent_chats"),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name="fk_agent_chats_contact_id"),
    )
    there = sa.text("ended_at IS NULL")
    op.create_index("uq_agent_chats_contact_id", "agent_chats", ["contact_id"], unique=True, postgresql_where=there)
    op.create_index(
        "uq_agent_chats_agent_id_channel", "agent_chats", ["agent_id", "channel"], unique=True, postgresql_where=there
    )


def registrations() -> None:
    for column in (
        sa.Column("agent_id", sa.Uuid),
        sa.Column("acting_reason", sa.String(12)),
        sa.Column("consent_way", sa.String(12)),
        sa.Column("witness", sa.LargeBinary),
        sa.Column("referred", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("confirmation", sa.String(10)),
        sa.Column("confirm_hash", sa.LargeBinary),
        sa.Column("confirmed_at", moment()),
    ):
        op.add_column("registrations", column)
    op.create_foreign_key("fk_registrations_agent_id", "registrations", "agents", ["agent_id"], ["id"])
    for name, condition in (
        ("acting_reason", f"acting_reason IN ({REASONS})"),
        ("consent_way", f"consent_way IN ({WAYS})"),
        ("confirmation", f"confirmation IN ({CONFIRMATIONS})"),
        ("acting", "num_nulls(agent_id, acting_reason, consent_way, confirmation) IN (0, 4)"),
    ):
        op.create_check_constraint(op.f(f"ck_registrations_{name}"), "registrations", condition)
    op.create_index(
        "ix_registrations_agent_id_received_at",
        "registrations",
        ["agent_id", "received_at"],
        postgresql_where=filled("agent_id"),
    )
    op.create_index(
        "uq_registrations_confirm_hash",
        "registrations",
        ["confirm_hash"],
        unique=True,
        postgresql_where=filled("confirm_hash"),
    )


def acts() -> None:
    op.create_table(
        "agent_acts",
        sa.Column("registration_id", sa.Uuid, nullable=False),
        sa.Column("agent_id", sa.Uuid, nullable=False),
        sa.Column("at", moment(), nullable=False),
        sa.Column("phone_hash", sa.LargeBinary),
        sa.Column("answers_hash", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("registration_id", name="pk_agent_acts"),
        of_agent("agent_acts"),
        of_registration("agent_acts"),
    )
    op.create_index("ix_agent_acts_agent_id_at", "agent_acts", ["agent_id", "at"])
    op.create_index("ix_agent_acts_phone_hash", "agent_acts", ["phone_hash"], postgresql_where=filled("phone_hash"))
    op.create_table(
        "back_checks",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("occasion", sa.Text, nullable=False),
        sa.Column("signal", sa.String(10), nullable=False),
        sa.Column("agent_id", sa.Uuid, nullable=False),
        sa.Column("registration_id", sa.Uuid),
        sa.Column("desa", sa.String(13), nullable=False),
        sa.Column("at", moment(), nullable=False),
        sa.Column("found", sa.String(12)),
        sa.Column("note", sa.LargeBinary),
        sa.Column("done_at", moment()),
        sa.Column("done_by", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_back_checks"),
        sa.UniqueConstraint("occasion", name="uq_back_checks_occasion"),
        of_agent("back_checks"),
        of_registration("back_checks"),
        check("back_checks", "signal", f"signal IN ({SIGNALS})"),
        check("back_checks", "found", f"found IN ({FOUND})"),
        check("back_checks", "done", "(found IS NULL) = (done_at IS NULL)"),
    )
    op.create_index("ix_back_checks_open", "back_checks", ["at", "id"], postgresql_where=sa.text("found IS NULL"))
    op.create_index("ix_back_checks_agent_id", "back_checks", ["agent_id"])
    op.create_index("ix_back_checks_registration_id", "back_checks", ["registration_id"])


def drafts() -> None:
    op.create_table(
        "handed_drafts",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("code_hash", sa.LargeBinary, nullable=False),
        sa.Column("draft", sa.LargeBinary),
        sa.Column("given_by", sa.Uuid, nullable=False),
        sa.Column("made_at", moment(), nullable=False),
        sa.Column("until", moment(), nullable=False),
        sa.Column("taken_by", sa.Uuid),
        sa.Column("taken_at", moment()),
        sa.PrimaryKeyConstraint("id", name="pk_handed_drafts"),
        sa.UniqueConstraint("code_hash", name="uq_handed_drafts_code_hash"),
        sa.ForeignKeyConstraint(["given_by"], ["contacts.id"], name="fk_handed_drafts_given_by"),
        sa.ForeignKeyConstraint(["taken_by"], ["contacts.id"], name="fk_handed_drafts_taken_by"),
    )
    op.create_index("ix_handed_drafts_until", "handed_drafts", ["until"])


def guesses(kinds: str) -> None:
    name = op.f("ck_lookup_attempts_kind")
    op.drop_constraint(name, "lookup_attempts")
    op.create_check_constraint(name, "lookup_attempts", f"kind IN ({kinds})")


def of_agent(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["agent_id"], ["agents.id"], name=f"fk_{table}_agent_id")


def of_registration(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["registration_id"], ["registrations.id"], name=f"fk_{table}_registration_id")


def check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def filled(column: str) -> sa.TextClause:
    return sa.text(f"{column} IS NOT NULL")


def moment() -> sa.DateTime:
    return sa.DateTime(timezone=True)
