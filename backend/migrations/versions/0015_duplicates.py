"""Keys under which the same person lies beside itself, and the pairs that were found.

Revision: 0015
After: 0013
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015"
down_revision = "0013"
branch_labels = None
depends_on = None

OPEN = sa.text("state = 'open'")


def upgrade() -> None:
    op.create_table(
        "match_keys",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("keys_a", postgresql.ARRAY(sa.LargeBinary)),
        sa.Column("keys_b", postgresql.ARRAY(sa.LargeBinary)),
        sa.Column("compared_at", moment()),
        sa.PrimaryKeyConstraint("id", name="pk_match_keys"),
        sa.ForeignKeyConstraint(["id"], ["registrations.id"], name="fk_match_keys_id"),
        sa.CheckConstraint("keys_a IS NOT NULL OR keys_b IS NOT NULL", name=op.f("ck_match_keys_is_found")),
    )
    for slot in ("a", "b"):
        op.create_index(f"ix_match_keys_keys_{slot}", "match_keys", [f"keys_{slot}"], postgresql_using="gin")
    op.create_index("ix_match_keys_waiting", "match_keys", ["id"], postgresql_where=sa.text("compared_at IS NULL"))
    op.create_table(
        "duplicate_pairs",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("first_id", sa.Uuid, nullable=False),
        sa.Column("second_id", sa.Uuid, nullable=False),
        sa.Column("score", sa.SmallInteger, nullable=False),
        sa.Column("same", postgresql.ARRAY(sa.Text), nullable=False),
        sa.Column("similar", postgresql.ARRAY(sa.Text), nullable=False),
        sa.Column("found_at", moment(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("decided_at", moment()),
        sa.Column("decided_by", sa.Text),
        sa.Column("reason", sa.LargeBinary),
        sa.PrimaryKeyConstraint("id", name="pk_duplicate_pairs"),
        sa.UniqueConstraint("first_id", "second_id", name="uq_duplicate_pairs_first_id_second_id"),
        *(
            sa.ForeignKeyConstraint([column], ["registrations.id"], name=f"fk_duplicate_pairs_{column}")
            for column in ("first_id", "second_id")
        ),
        check("in_order", "first_id < second_id"),
        check("state", "state IN ('open', 'one', 'two')"),
        check("decided", "(state = 'open') = (decided_at IS NULL)"),
    )
    op.create_index("ix_duplicate_pairs_second_id", "duplicate_pairs", ["second_id"])
    op.create_index("ix_duplicate_pairs_open", "duplicate_pairs", ["score", "id"], postgresql_where=OPEN)
    decided = sa.text("state <> 'open'")
    op.create_index("ix_duplicate_pairs_decided", "duplicate_pairs", ["decided_at", "id"], postgresql_where=decided)


def downgrade() -> None:
    op.drop_table("duplicate_pairs")
    op.drop_table("match_keys")


def check(name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_duplicate_pairs_{name}"))


def moment() -> sa.DateTime:
    return sa.DateTime(timezone=True)
