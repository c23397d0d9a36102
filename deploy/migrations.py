"""The registry's schema: brought up to date, and checked against the models."""

from __future__ import annotations

import tempfile
from pathlib import Path

from backend.migrations import drift, upgrade
from deploy.embedded import embedded_postgres
from deploy.faults import settings_of
from deploy.reachable import require_postgres
from deploy.settings import Servers
from deploy.setup_problem import SetupProblem


def migrate(database_url: str) -> None:
    """Bring the database to the newest schema.

    Raises:
        SetupProblem: the database cannot be reached.
    """
    require_postgres(database_url)
    upgrade(database_url)


def migrate_given() -> None:
    """Bring the database of DATABASE_URL to the newest schema.

    Raises:
        SetupProblem: DATABASE_URL is missing, or the database cannot be reached.
    """
    servers = settings_of(Servers)
    if servers.database_url is None:
        raise SetupProblem("DATABASE_URL is not set; .env.example explains it.")
    migrate(servers.database_url)


def check_migrations() -> None:
    """Build an empty database by the migrations alone and compare it with the models.

    Raises:
        SetupProblem: the models say something that the migrations do not.
    """
    with (
        tempfile.TemporaryDirectory(prefix="bansos-migrate-") as directory,
        embedded_postgres(Path(directory) / "postgres", durable=False) as server,
    ):
        migrate(server.url)
        if differences := drift(server.url):
            listed = "\n".join(f"  {each}" for each in differences)
            raise SetupProblem(f"The models differ from what the migrations build:\n{listed}")
