"""Keys that change while people register, an audit log in lanes, jobs, and indexes for a full list.

Revision: 0005
After: 0004
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NOT_ACTIVE = "status NOT IN ('conflict', 'done', 'not_eligible', 'withdrawn')"
SLOTS = ("a", "b")
LISTED_BY = ((), ("kecamatan",), ("desa",), ("status",), ("kecamatan", "status"), ("desa", "status"))
QUEUE = Path(__file__).parents[1] / "sql" / "procrastinate_3_10.sql"


def upgrade() -> None:
    keys()
    registration_hashes()
    contact_hashes()
    lists()
    reasons()
    audit_lanes()
    reveals()
    jobs()
    installation()


def downgrade() -> None:
    op.execute("DROP SCHEMA procrastinate CASCADE")
    for table in ("installation", "jobs", "reveals", "audit_roots", "audit_heads"):
        op.drop_table(table)
    op.drop_column("audit", "lane")
    op.drop_column("status_history", "sealed_as")
    op.alter_column(
        "status_history", "reason", type_=sa.Text, existing_type=sa.LargeBinary, postgresql_using="NULL::text"
    )
    no_lists()
    one_hash("contacts", "address_hash", "NOT NULL")
    op.create_unique_constraint("uq_contacts_channel_address_hash", "contacts", ["channel", "address_hash"])
    for column in ("nik_hash", "kk_hash", "people_hashes"):
        one_hash("registrations", column, "NOT NULL")
    op.create_index(
        "uq_registrations_active_nik",
        "registrations",
        ["nik_hash"],
        unique=True,
        postgresql_where=sa.text(NOT_ACTIVE),
    )
    op.create_index("ix_registrations_nik_hash", "registrations", ["nik_hash"])
    op.create_index("ix_registrations_kk_hash", "registrations", ["kk_hash"])
    op.create_index("ix_registrations_people_hashes", "registrations", ["people_hashes"], postgresql_using="gin")
    for table in ("lookup_keys", "data_keys"):
        op.drop_table(table)
    op.execute("DROP FUNCTION key_id_of(bytea)")


def keys() -> None:
    # The first byte of a sealed value is its format, the second the length of its key's id, which follows.
    op.execute("""
        CREATE FUNCTION key_id_of(sealed bytea) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
        $$ SELECT convert_from(substring(sealed FROM 3 FOR get_byte(sealed, 1)), 'UTF8') $$
    """)
    op.create_table(
        "data_keys",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("check_value", sa.LargeBinary, nullable=False),
        sa.Column("since", moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_data_keys"),
        check("data_keys", "state", "state IN ('sealing', 'opening', 'retired')"),
    )
    op.create_index(
        "uq_data_keys_sealing", "data_keys", ["state"], unique=True, postgresql_where=sa.text("state = 'sealing'")
    )
    op.create_table(
        "lookup_keys",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("slot", sa.String(1)),
        sa.Column("secret", sa.LargeBinary),
        sa.Column("since", moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_lookup_keys"),
        check("lookup_keys", "state", "state IN ('filling', 'current', 'emptying', 'fading', 'forgotten')"),
        check("lookup_keys", "slot", "slot IN ('a', 'b')"),
        check("lookup_keys", "slot_in_use", "(slot IS NULL) = (state IN ('fading', 'forgotten'))"),
        check("lookup_keys", "secret_kept", "(secret IS NULL) = (state = 'forgotten')"),
    )
    op.create_index(
        "uq_lookup_keys_current", "lookup_keys", ["state"], unique=True, postgresql_where=sa.text("state = 'current'")
    )
    op.create_index(
        "uq_lookup_keys_slot", "lookup_keys", ["slot"], unique=True, postgresql_where=sa.text("slot IS NOT NULL")
    )


def registration_hashes() -> None:
    op.drop_index("uq_registrations_active_nik", "registrations")
    for column in ("nik_hash", "kk_hash", "people_hashes"):
        op.drop_index(f"ix_registrations_{column}", "registrations")
    two_hashes("registrations", "nik_hash", sa.LargeBinary())
    two_hashes("registrations", "kk_hash", sa.LargeBinary())
    two_hashes("registrations", "people_hashes", postgresql.ARRAY(sa.LargeBinary))
    op.create_check_constraint(
        op.f("ck_registrations_is_found"), "registrations", "nik_hash_a IS NOT NULL OR nik_hash_b IS NOT NULL"
    )
    for slot in SLOTS:
        filled = sa.text(f"nik_hash_{slot} IS NOT NULL")
        op.create_index(
            f"uq_registrations_active_nik_{slot}",
            "registrations",
            [f"nik_hash_{slot}"],
            unique=True,
            postgresql_where=sa.text(f"{NOT_ACTIVE} AND {filled}"),
        )
        op.create_index(
            f"ix_registrations_nik_hash_{slot}", "registrations", [f"nik_hash_{slot}"], postgresql_where=filled
        )
        op.create_index(
            f"ix_registrations_kk_hash_{slot}",
            "registrations",
            [f"kk_hash_{slot}"],
            postgresql_where=sa.text(f"kk_hash_{slot} IS NOT NULL"),
        )
        op.create_index(
            f"ix_registrations_people_hashes_{slot}",
            "registrations",
            [f"people_hashes_{slot}"],
            postgresql_using="gin",
        )


def contact_hashes() -> None:
    op.drop_constraint("uq_contacts_channel_address_hash", "contacts")
    two_hashes("contacts", "address_hash", sa.LargeBinary())
    op.create_check_constraint(
        op.f("ck_contacts_is_found"), "contacts", "address_hash_a IS NOT NULL OR address_hash_b IS NOT NULL"
    )
    for slot in SLOTS:
        op.create_index(
            f"uq_contacts_channel_address_hash_{slot}",
            "contacts",
            ["channel", f"address_hash_{slot}"],
            unique=True,
            postgresql_where=sa.text(f"address_hash_{slot} IS NOT NULL"),
        )


def lists() -> None:
    op.drop_index("ix_registrations_desa_received_at", "registrations")
    for chosen in LISTED_BY:
        if chosen:
            op.create_index(list_index(chosen), "registrations", [*chosen, "received_at", "id"])


def no_lists() -> None:
    for chosen in LISTED_BY:
        if chosen:
            op.drop_index(list_index(chosen), "registrations")
    op.create_index("ix_registrations_desa_received_at", "registrations", ["desa", "received_at"])


def list_index(chosen: tuple[str, ...]) -> str:
    return "_".join(("ix_registrations", *chosen, "received_at_id"))


def reasons() -> None:
    op.add_column("status_history", sa.Column("sealed_as", sa.Uuid, server_default=sa.func.gen_random_uuid()))
    op.alter_column("status_history", "sealed_as", nullable=False, server_default=None)
    # Nothing could write a reason before this revision.
    op.alter_column(
        "status_history", "reason", type_=sa.LargeBinary, existing_type=sa.Text, postgresql_using="NULL::bytea"
    )


def audit_lanes() -> None:
    op.add_column("audit", sa.Column("lane", sa.SmallInteger, nullable=False, server_default="0"))
    op.alter_column("audit", "lane", server_default=None)
    op.create_table(
        "audit_heads",
        sa.Column("lane", sa.SmallInteger, nullable=False),
        sa.Column("entries", sa.BigInteger, nullable=False),
        sa.Column("last_id", sa.BigInteger, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("lane", name="pk_audit_heads"),
    )
    op.execute(
        "INSERT INTO audit_heads SELECT 0, count(*), coalesce(max(id), 0),"
        " coalesce((SELECT hash FROM audit ORDER BY id DESC LIMIT 1), decode(repeat('00', 32), 'hex')) FROM audit"
    )
    op.create_table(
        "audit_roots",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("previous_root", sa.LargeBinary, nullable=False),
        sa.Column("heads", postgresql.JSONB, nullable=False),
        sa.Column("root", sa.LargeBinary, nullable=False),
        sa.Column("taken_at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_audit_roots"),
        sa.UniqueConstraint("previous_root", name="uq_audit_roots_previous_root"),
    )
    op.execute("""
        CREATE TRIGGER audit_roots_are_append_only BEFORE UPDATE OR DELETE ON audit_roots
        FOR EACH ROW EXECUTE FUNCTION refuse_change()
    """)
    op.execute("""
        CREATE TRIGGER audit_roots_are_never_emptied BEFORE TRUNCATE ON audit_roots
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
    """)


def reveals() -> None:
    op.create_table(
        "reveals",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("registration_id", sa.Uuid, nullable=False),
        sa.Column("field", sa.String(20), nullable=False),
        sa.Column("reason", sa.LargeBinary, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reveals"),
        sa.ForeignKeyConstraint(["registration_id"], ["registrations.id"], name="fk_reveals_registration_id"),
    )
    op.create_index("ix_reveals_registration_id", "reveals", ["registration_id"])


def jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("done", sa.BigInteger, nullable=False),
        sa.Column("total", sa.BigInteger),
        sa.Column("place", sa.Text),
        sa.Column("note", sa.Text),
        sa.Column("asked_by", sa.Text, nullable=False),
        sa.Column("asked_at", moment(), nullable=False),
        sa.Column("started_at", moment()),
        sa.Column("seen_at", moment()),
        sa.Column("finished_at", moment()),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
        check("jobs", "state", "state IN ('waiting', 'running', 'done', 'stopped')"),
    )
    op.create_index("ix_jobs_asked_at_id", "jobs", ["asked_at", "id"])
    queue()


def queue() -> None:
    connection = op.get_bind()
    before = connection.scalar(sa.text("SHOW search_path"))
    connection.execute(sa.text("CREATE SCHEMA procrastinate"))
    connection.execute(sa.text("SET LOCAL search_path = procrastinate"))
    # Many statements at once: only the driver's own cursor takes them.
    connection.connection.cursor().execute(QUEUE.read_text())
    # So a transaction of ours can put a job into the queue without looking there for anything else.
    connection.execute(
        sa.text("""
        DO $$ DECLARE function regprocedure; BEGIN
            FOR function IN SELECT oid FROM pg_proc WHERE pronamespace = 'procrastinate'::regnamespace LOOP
                EXECUTE format('ALTER FUNCTION %s SET search_path = procrastinate', function);
            END LOOP;
        END $$
        """)
    )
    connection.execute(sa.text("SELECT set_config('search_path', :before, true)"), {"before": before})


def installation() -> None:
    op.create_table(
        "installation",
        sa.Column("purpose", sa.String(10), nullable=False),
        sa.Column("since", moment(), nullable=False),
        sa.PrimaryKeyConstraint("purpose", name="pk_installation"),
        check("installation", "purpose", "purpose IN ('demo', 'test')"),
    )


def two_hashes(table: str, column: str, kind: sa.LargeBinary | postgresql.ARRAY[bytes]) -> None:
    op.alter_column(table, column, new_column_name=f"{column}_a", nullable=True)
    op.add_column(table, sa.Column(f"{column}_b", kind))


def one_hash(table: str, column: str, after: str) -> None:
    # Whichever column was searched last; where both are filled, only one of them is known to be whole.
    op.execute(
        f"UPDATE {table} SET {column}_a = {column}_b"  # noqa: S608 - names of our own
        f" WHERE (SELECT slot FROM lookup_keys WHERE state = 'current') = 'b'"
    )
    op.execute(f"ALTER TABLE {table} DROP COLUMN {column}_b")
    op.execute(f"ALTER TABLE {table} RENAME COLUMN {column}_a TO {column}")
    op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET {after}")


def check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def moment() -> sa.DateTime:
    return sa.DateTime(timezone=True)
