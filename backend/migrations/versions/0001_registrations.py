"""The first tables: contacts, registrations, consents, audit.

Revision: 0001
After: nothing
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

STATUSES = (
    "sent", "conflict", "checked", "needs_fixing", "forwarded",
    "eligible", "not_eligible", "appealed", "done", "withdrawn",
)  # fmt: skip
NOT_ACTIVE = ("conflict", "done", "not_eligible", "withdrawn")


def upgrade() -> None:
    contacts()
    registrations()
    submissions()
    status_history()
    lookup_attempts()
    consents()
    audit()


def downgrade() -> None:
    op.drop_table("audit")
    op.execute("DROP FUNCTION refuse_change()")
    for table in (
        "consents", "lookup_attempts", "status_history", "submissions", "registrations", "contacts",
    ):  # fmt: skip
        op.drop_table(table)


def contacts() -> None:
    op.create_table(
        "contacts",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("address_hash", sa.LargeBinary, nullable=False),
        sa.Column("address", sa.LargeBinary, nullable=False),
        sa.Column("broadcasts_wanted", sa.Boolean),
        sa.Column("broadcasts_asked_at", moment()),
        sa.Column("created_at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_contacts"),
        sa.UniqueConstraint("channel", "address_hash", name="uq_contacts_channel_address_hash"),
    )


def registrations() -> None:
    op.create_table(
        "registrations",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("number", sa.String(10), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("status_since", moment(), nullable=False),
        sa.Column("nik_hash", sa.LargeBinary, nullable=False),
        sa.Column("kk_hash", sa.LargeBinary, nullable=False),
        sa.Column("people_hashes", postgresql.ARRAY(sa.LargeBinary), nullable=False),
        sa.Column("household", sa.LargeBinary, nullable=False),
        sa.Column("kecamatan", sa.String(8), nullable=False),
        sa.Column("desa", sa.String(13), nullable=False),
        sa.Column("flags", postgresql.ARRAY(sa.Text), nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("contact_id", sa.Uuid, nullable=False),
        sa.Column("submitted_by", sa.Text, nullable=False),
        sa.Column("received_at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_registrations"),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name="fk_registrations_contact_id"),
        sa.UniqueConstraint("number", name="uq_registrations_number"),
        sa.CheckConstraint(one_of("status", STATUSES), name=op.f("ck_registrations_status")),
    )
    op.create_index(
        "uq_registrations_active_nik",
        "registrations",
        ["nik_hash"],
        unique=True,
        postgresql_where=sa.text(f"NOT ({one_of('status', NOT_ACTIVE)})"),
    )
    op.create_index("ix_registrations_nik_hash", "registrations", ["nik_hash"])
    op.create_index("ix_registrations_kk_hash", "registrations", ["kk_hash"])
    op.create_index("ix_registrations_people_hashes", "registrations", ["people_hashes"], postgresql_using="gin")
    op.create_index("ix_registrations_received_at_id", "registrations", ["received_at", "id"])
    op.create_index("ix_registrations_desa_received_at", "registrations", ["desa", "received_at"])
    op.create_index("ix_registrations_contact_id_received_at", "registrations", ["contact_id", "received_at"])


def submissions() -> None:
    op.create_table(
        "submissions",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("caller", sa.Text, nullable=False),
        sa.Column("key_hash", sa.LargeBinary, nullable=False),
        sa.Column("request_hash", sa.LargeBinary, nullable=False),
        sa.Column("registration_id", sa.Uuid, nullable=False),
        sa.Column("answered_status", sa.String(20), nullable=False),
        sa.Column("already", sa.Boolean, nullable=False),
        sa.Column("at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_submissions"),
        to_registration("submissions"),
        sa.UniqueConstraint("key_hash", name="uq_submissions_key_hash"),
        sa.CheckConstraint(one_of("answered_status", STATUSES), name=op.f("ck_submissions_status")),
    )
    op.create_index("ix_submissions_registration_id", "submissions", ["registration_id"])


def status_history() -> None:
    op.create_table(
        "status_history",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("registration_id", sa.Uuid, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("at", moment(), nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_status_history"),
        to_registration("status_history"),
        sa.CheckConstraint(one_of("status", STATUSES), name=op.f("ck_status_history_status")),
    )
    op.create_index("ix_status_history_registration_id", "status_history", ["registration_id"])


def lookup_attempts() -> None:
    op.create_table(
        "lookup_attempts",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("key_hash", sa.LargeBinary, nullable=False),
        sa.Column("at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_lookup_attempts"),
        sa.CheckConstraint(one_of("kind", ("contact", "number")), name=op.f("ck_lookup_attempts_kind")),
    )
    op.create_index("ix_lookup_attempts_key_hash_at", "lookup_attempts", ["key_hash", "at"])


def consents() -> None:
    op.create_table(
        "consents",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("contact_id", sa.Uuid, nullable=False),
        sa.Column("registration_id", sa.Uuid),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("given", sa.Boolean, nullable=False),
        sa.Column("notice", sa.Text),
        sa.Column("given_at", moment(), nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("message_id", sa.Text),
        sa.Column("actor", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_consents"),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name="fk_consents_contact_id"),
        to_registration("consents"),
        sa.CheckConstraint(
            one_of("purpose", ("registration", "broadcasts", "truth")), name=op.f("ck_consents_purpose")
        ),
    )
    op.create_index("ix_consents_contact_id", "consents", ["contact_id"])
    op.create_index("ix_consents_registration_id", "consents", ["registration_id"])


def audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("at", moment(), nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("details", postgresql.JSONB, nullable=False),
        sa.Column("previous_hash", sa.LargeBinary, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        sa.UniqueConstraint("hash", name="uq_audit_hash"),
    )
    op.create_index("ix_audit_subject", "audit", ["subject"])
    # Nothing that was written to the audit log is ever changed, whoever asks.
    op.execute("""
        CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '% on % is refused: it is append-only', TG_OP, TG_TABLE_NAME
                USING ERRCODE = 'insufficient_privilege';
        END
        $$
    """)
    op.execute("""
        CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE ON audit
        FOR EACH ROW EXECUTE FUNCTION refuse_change()
    """)
    op.execute("""
        CREATE TRIGGER audit_is_never_emptied BEFORE TRUNCATE ON audit
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
    """)


def moment() -> sa.DateTime:
    return sa.DateTime(timezone=True)


def one_of(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


def to_registration(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["registration_id"], ["registrations.id"], name=f"fk_{table}_registration_id")
