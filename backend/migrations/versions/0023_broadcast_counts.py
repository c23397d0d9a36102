"""How many recipients of a broadcast stand where is kept while the ledger changes.

Revision: 0023
After: 0022
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

OF = "broadcast_id, coalesce(channel, ''), state, coalesce(reason, '')"
KEEP = f"""
CREATE FUNCTION keep_broadcast_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO broadcast_counts (broadcast_id, channel, state, reason, many)
        SELECT {OF}, count(*) FROM came GROUP BY 1, 2, 3, 4;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO broadcast_counts (broadcast_id, channel, state, reason, many)
        SELECT {OF}, -count(*) FROM went GROUP BY 1, 2, 3, 4;
    ELSE
        INSERT INTO broadcast_counts (broadcast_id, channel, state, reason, many)
        SELECT broadcast_id, channel, state, reason, sum(many) FROM (
            SELECT {OF}, 1 FROM came UNION ALL SELECT {OF}, -1 FROM went
        ) changed (broadcast_id, channel, state, reason, many) GROUP BY 1, 2, 3, 4 HAVING sum(many) <> 0;
    END IF;
    RETURN NULL;
END $$
"""  # noqa: S608 - made of our own words
ALL = f"""
INSERT INTO broadcast_counts (broadcast_id, channel, state, reason, many)
SELECT {OF}, count(*) FROM broadcast_recipients GROUP BY 1, 2, 3, 4
"""  # noqa: S608 - made of our own words
EVENTS = {
    "INSERT": "REFERENCING NEW TABLE AS came",
    "UPDATE": "REFERENCING OLD TABLE AS went NEW TABLE AS came",
    "DELETE": "REFERENCING OLD TABLE AS went",
}


def upgrade() -> None:
    op.create_table(
        "broadcast_counts",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("broadcast_id", sa.Uuid, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("reason", sa.String(80), nullable=False),
        sa.Column("many", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_broadcast_counts"),
        sa.ForeignKeyConstraint(["broadcast_id"], ["broadcasts.id"], name="fk_broadcast_counts_broadcast_id"),
    )
    op.create_index("ix_broadcast_counts_broadcast_id", "broadcast_counts", ["broadcast_id"])
    op.execute(KEEP)
    for event, changed in EVENTS.items():
        op.execute(
            f"CREATE TRIGGER keep_broadcast_counts_{event.lower()} AFTER {event} ON broadcast_recipients {changed} "
            "FOR EACH STATEMENT EXECUTE FUNCTION keep_broadcast_counts()"
        )
    op.execute(ALL)


def downgrade() -> None:
    for event in EVENTS:
        op.execute(f"DROP TRIGGER keep_broadcast_counts_{event.lower()} ON broadcast_recipients")
    op.execute("DROP FUNCTION keep_broadcast_counts")
    op.drop_table("broadcast_counts")
