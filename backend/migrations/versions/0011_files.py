"""Files that are brought and made, and the payments that they tell of.

Revision: 0011
After: 0010
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "file_parts",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("file_id", sa.Uuid, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_file_parts"),
        sa.UniqueConstraint("file_id", "place", name="uq_file_parts_file_id_place"),
    )
    imports()
    payments()
    exports()


def downgrade() -> None:
    for table in ("exports", "payments", "imports", "file_parts"):
        op.drop_table(table)


def imports() -> None:
    op.create_table(
        "imports",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("name", sa.LargeBinary, nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("areas", postgresql.ARRAY(sa.Text), nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("brought_at", moment(), nullable=False),
        sa.Column("done_at", moment()),
        sa.Column("job_id", sa.Uuid),
        sa.PrimaryKeyConstraint("id", name="pk_imports"),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name="fk_imports_job_id"),
        check("imports", "kind", "kind IN ('results', 'payments')"),
        check("imports", "state", "state IN ('checked', 'running', 'done')"),
    )
    op.create_index(
        "uq_imports_kind_digest",
        "imports",
        ["kind", "digest"],
        unique=True,
        postgresql_where=sa.text("state IN ('running', 'done')"),
    )
    op.create_index("ix_imports_actor_brought_at", "imports", ["actor", "brought_at"])


def payments() -> None:
    op.create_table(
        "payments",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("import_id", sa.Uuid, nullable=False),
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("nik_hash_a", sa.LargeBinary),
        sa.Column("nik_hash_b", sa.LargeBinary),
        sa.Column("person", sa.LargeBinary, nullable=False),
        sa.Column("desa", sa.String(13)),
        sa.Column("programme", sa.String(40), nullable=False),
        sa.Column("stage", sa.SmallInteger, nullable=False),
        sa.Column("amount", sa.BigInteger, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_payments"),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name="fk_payments_import_id"),
        sa.UniqueConstraint("import_id", "row", name="uq_payments_import_id_row"),
        check("payments", "is_found", "nik_hash_a IS NOT NULL OR nik_hash_b IS NOT NULL"),
    )
    for slot in ("a", "b"):
        op.create_index(
            f"ix_payments_nik_hash_{slot}",
            "payments",
            [f"nik_hash_{slot}"],
            postgresql_where=sa.text(f"nik_hash_{slot} IS NOT NULL"),
        )
    op.create_index("ix_payments_programme_stage_desa", "payments", ["programme", "stage", "desa"])


def exports() -> None:
    op.create_table(
        "exports",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("number", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("form", sa.String(4), nullable=False),
        sa.Column("which", sa.String(10), nullable=False),
        sa.Column("areas", postgresql.ARRAY(sa.Text), nullable=False),
        sa.Column("month", sa.String(7)),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("user_name", sa.Text, nullable=False),
        sa.Column("asked_at", moment(), nullable=False),
        sa.Column("done_at", moment()),
        sa.Column("rows", sa.Integer),
        sa.Column("size", sa.BigInteger),
        sa.Column("job_id", sa.Uuid, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_exports"),
        sa.UniqueConstraint("number", name="uq_exports_number"),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name="fk_exports_job_id"),
        check("exports", "state", "state IN ('waiting', 'done', 'gone')"),
        check("exports", "form", "form IN ('xlsx', 'csv')"),
        check("exports", "which", "which IN ('ready', 'open')"),
    )
    op.create_index("ix_exports_actor_asked_at", "exports", ["actor", "asked_at"])


def check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def moment() -> sa.DateTime:
    return sa.DateTime(timezone=True)
