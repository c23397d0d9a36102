"""What alembic runs: migrate over the connection it was handed."""

from alembic import context
from sqlalchemy import Connection, text

from backend.tables import metadata

_MIGRATING = 3_510_000_001
"""An advisory lock of our own, so that replicas that start together migrate once."""


def _migrate(connection: Connection) -> None:
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATING})
    context.configure(connection=connection, target_metadata=metadata, compare_type=True)
    context.run_migrations()


if context.is_offline_mode():
    context.configure(dialect_name="postgresql", target_metadata=metadata, literal_binds=True)
    context.run_migrations()
else:
    _migrate(context.config.attributes["connection"])
