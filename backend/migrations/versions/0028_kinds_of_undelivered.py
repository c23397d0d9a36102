"""Objections, corrections, reports of fraud and files of agents are undelivered by their own names.

Revision: 0028
After: 0027
"""

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

BEFORE = ("registration", "notices", "number", "reply", "reminder", "rights")
NEW = ("appeal", "correction", "fraud", "batch")


def upgrade() -> None:
    kinds(BEFORE + NEW)


def downgrade() -> None:
    op.execute("UPDATE undelivered SET kind = 'registration' WHERE kind IN ('appeal', 'correction', 'fraud', 'batch')")
    kinds(BEFORE)


def kinds(known: tuple[str, ...]) -> None:
    name = op.f("ck_undelivered_kind")
    op.drop_constraint(name, "undelivered")
    op.create_check_constraint(name, "undelivered", f"kind IN ({_listed(known)})")


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(map(repr, words))
