"""Officers with their sessions and recovery codes, who has to wait at the door, and API keys made by command.

Revision: 0004
After: 0003
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "officers",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("user_name", sa.String(32), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("roles", names(), nullable=False),
        sa.Column("areas", names(), nullable=False),
        sa.Column("password", sa.Text, nullable=False),
        sa.Column("one_time_until", moment()),
        sa.Column("totp", sa.LargeBinary),
        sa.Column("totp_since", moment()),
        sa.Column("totp_last_step", sa.BigInteger, nullable=False),
        sa.Column("made_up", sa.Boolean, nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_officers"),
        sa.UniqueConstraint("user_name", name="uq_officers_user_name"),
        sa.CheckConstraint("state IN ('active', 'suspended')", name=op.f("ck_officers_state")),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("officer_id", sa.Uuid, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("used_at", moment()),
        sa.PrimaryKeyConstraint("id", name="pk_recovery_codes"),
        to_officer("recovery_codes"),
    )
    op.create_index("ix_recovery_codes_officer_id", "recovery_codes", ["officer_id"])
    op.create_table(
        "officer_sessions",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("officer_id", sa.Uuid, nullable=False),
        sa.Column("token_hash", sa.LargeBinary, nullable=False),
        sa.Column("stage", sa.String(8), nullable=False),
        sa.Column("browser", sa.Text, nullable=False),
        sa.Column("begun_at", moment(), nullable=False),
        sa.Column("seen_at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_officer_sessions"),
        to_officer("officer_sessions"),
        sa.UniqueConstraint("token_hash", name="uq_officer_sessions_token_hash"),
        sa.CheckConstraint("stage IN ('code', 'setup', 'in')", name=op.f("ck_officer_sessions_stage")),
    )
    op.create_index("ix_officer_sessions_officer_id", "officer_sessions", ["officer_id"])
    op.create_index("ix_officer_sessions_begun_at", "officer_sessions", ["begun_at"])
    op.create_table(
        "sign_in_waits",
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("key_hash", sa.LargeBinary, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last_at", moment(), nullable=False),
        sa.Column("free_at", moment(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key_hash", name="pk_sign_in_waits"),
        sa.CheckConstraint("kind IN ('user', 'address')", name=op.f("ck_sign_in_waits_kind")),
    )
    op.create_index("ix_sign_in_waits_last_at", "sign_in_waits", ["last_at"])
    op.create_table(
        "api_keys",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("scopes", names(), nullable=False),
        sa.Column("areas", names(), nullable=False),
        sa.Column("created_at", moment(), nullable=False),
        sa.Column("expires_at", moment()),
        sa.Column("last_used_at", moment()),
        sa.Column("revoked_at", moment()),
        sa.PrimaryKeyConstraint("id", name="pk_api_keys"),
        sa.UniqueConstraint("digest", name="uq_api_keys_digest"),
    )


def downgrade() -> None:
    for table in ("api_keys", "sign_in_waits", "officer_sessions", "recovery_codes", "officers"):
        op.drop_table(table)


def moment() -> sa.DateTime:
    return sa.DateTime(timezone=True)


def names() -> postgresql.ARRAY[str]:
    return postgresql.ARRAY(sa.Text)


def to_officer(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=f"fk_{table}_officer_id")
