"""What is counted at the questions of the conversations, and the order of the questions.

Revision: 0002
After: 0001
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NAME = r"^[a-z][a-z_-]*([0-9]{1,3}[a-z_-]+)*[0-9]{0,3}$"
KECAMATAN = r"^(35[.]10[.][0-9]{2})?$"
NAMES = ("flow", "state", "what", "channel", "locale", "role")


def upgrade() -> None:
    op.create_table(
        "question_counts",
        sa.Column("day", sa.Date, nullable=False),
        *(sa.Column(name, sa.String(40), nullable=False) for name in NAMES),
        sa.Column("kecamatan", sa.String(8), nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("day", *NAMES, "kecamatan", name="pk_question_counts"),
        *(only("question_counts", name, NAME) for name in NAMES),
        only("question_counts", "kecamatan", KECAMATAN),
        sa.CheckConstraint("count >= 0", name=op.f("ck_question_counts_count")),
    )
    op.create_table(
        "flow_orders",
        sa.Column("flow", sa.String(40), nullable=False),
        sa.Column("states", postgresql.ARRAY(sa.String(40)), nullable=False),
        sa.PrimaryKeyConstraint("flow", name="pk_flow_orders"),
        only("flow_orders", "flow", NAME),
    )


def downgrade() -> None:
    op.drop_table("flow_orders")
    op.drop_table("question_counts")


def only(table: str, column: str, pattern: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{column} ~ '{pattern}'", name=op.f(f"ck_{table}_{column}"))
