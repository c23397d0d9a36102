"""The counts of each desa, kept while registrations change, and what each desa is to reach.

Revision: 0013
After: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0014"
branch_labels = None
depends_on = None

OF_A_ROW = """
CREATE FUNCTION desa_figures_of(status text, since timestamptz, channel text, submitted_by text, flags text[])
RETURNS TABLE (what text, value text) LANGUAGE sql IMMUTABLE AS $$
    SELECT 'way', status || '/' || channel || '/' || submitted_by
    UNION ALL SELECT 'flag', unnest(flags)
    -- The day in Banyuwangi, which has no summer time.
    UNION ALL SELECT 'since', to_char(since AT TIME ZONE INTERVAL '7 hours', 'YYYY-MM-DD')
              WHERE status IN ('appealed', 'checked', 'conflict', 'sent')
$$
"""
OF = "desa_figures_of(r.status, r.status_since, r.channel, r.submitted_by, r.flags)"
# A statement that changes nothing that is counted, such as a change of keys, adds no row.
KEEP = f"""
CREATE FUNCTION keep_desa_figures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO desa_figures (desa, what, value, many)
        SELECT r.desa, f.what, f.value, count(*) FROM came r, {OF} f GROUP BY 1, 2, 3;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO desa_figures (desa, what, value, many)
        SELECT r.desa, f.what, f.value, -count(*) FROM went r, {OF} f GROUP BY 1, 2, 3;
    ELSE
        INSERT INTO desa_figures (desa, what, value, many)
        SELECT desa, what, value, sum(many) FROM (
            SELECT r.desa, f.what, f.value, 1 AS many FROM came r, {OF} f
            UNION ALL SELECT r.desa, f.what, f.value, -1 FROM went r, {OF} f
        ) changed GROUP BY 1, 2, 3 HAVING sum(many) <> 0;
    END IF;
    RETURN NULL;
END $$
"""  # noqa: S608 - made of our own words
ALL = f"""
INSERT INTO desa_figures (desa, what, value, many)
SELECT r.desa, f.what, f.value, count(*) FROM registrations r, {OF} f GROUP BY 1, 2, 3
"""  # noqa: S608 - made of our own words
EVENTS = {
    "INSERT": "REFERENCING NEW TABLE AS came",
    "UPDATE": "REFERENCING OLD TABLE AS went NEW TABLE AS came",
    "DELETE": "REFERENCING OLD TABLE AS went",
}


def upgrade() -> None:
    op.create_table(
        "desa_figures",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("desa", sa.String(13), nullable=False),
        sa.Column("what", sa.String(5), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("many", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_desa_figures"),
    )
    op.create_table(
        "desa_targets",
        sa.Column("desa", sa.String(13), nullable=False),
        sa.Column("families", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("desa", name="pk_desa_targets"),
        sa.CheckConstraint("families >= 0", name=op.f("ck_desa_targets_families")),
    )
    op.execute(OF_A_ROW)
    op.execute(KEEP)
    for event, changed in EVENTS.items():
        op.execute(
            f"CREATE TRIGGER keep_desa_figures_{event.lower()} AFTER {event} ON registrations {changed} "
            "FOR EACH STATEMENT EXECUTE FUNCTION keep_desa_figures()"
        )
    op.execute(ALL)


def downgrade() -> None:
    for event in EVENTS:
        op.execute(f"DROP TRIGGER keep_desa_figures_{event.lower()} ON registrations")
    op.execute("DROP FUNCTION keep_desa_figures")
    op.execute("DROP FUNCTION desa_figures_of")
    op.drop_table("desa_targets")
    op.drop_table("desa_figures")
