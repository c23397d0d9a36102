"""The history of the tables, and the three things one does with it: upgrade, downgrade, compare."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, NullPool, create_engine

from backend.tables import metadata

if TYPE_CHECKING:
    from sqlalchemy import Connection

_HERE: Final = Path(__file__).parent


def upgrade(database_url: str, revision: str = "head") -> None:
    """Bring a database up to a revision. Two that start at once wait for each other."""
    with _engine(database_url).begin() as connection:
        command.upgrade(_config(connection), revision)


def downgrade(database_url: str, revision: str = "base") -> None:
    """Take a database back to a revision."""
    with _engine(database_url).begin() as connection:
        command.downgrade(_config(connection), revision)


def drift(database_url: str) -> list[str]:
    """List how the database differs from the models; empty when it does not."""
    with _engine(database_url).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return [str(difference) for difference in compare_metadata(context, metadata)]


def newest_revision() -> str:
    """Name the revision that the code needs."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    if head is None:
        raise RuntimeError("there are no migrations")
    return head


def _engine(database_url: str) -> Engine:
    return create_engine(database_url, poolclass=NullPool, hide_parameters=True)


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
