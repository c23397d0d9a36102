"""The registry's database, copied by pg_dump and restored by pg_restore."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
from sqlalchemy.engine import make_url

from deploy.backup.programs import postgres_program, run
from deploy.reachable import require_postgres

if TYPE_CHECKING:
    from pathlib import Path

_TABLES = (
    "SELECT count(*) FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema')"
)


class RegistryDatabase:
    """The database at a URL.

    Raises:
        SetupProblem: it is no such URL, or PostgreSQL does not let us in.
    """

    def __init__(self, database_url: str) -> None:
        require_postgres(database_url)
        url = make_url(database_url).set(drivername="postgresql")
        self._url = url.render_as_string(hide_password=False)
        # pg_dump shows its arguments to everybody on the machine.
        self._shown = url.set(password=None).render_as_string(hide_password=False)
        self._secrets = {"PGPASSWORD": str(url.password)} if url.password is not None else {}

    def major(self) -> int:
        """Give the major version of the server."""
        with psycopg.connect(self._url) as connection:
            return connection.info.server_version // 10_000

    def is_empty(self) -> bool:
        """Tell whether nothing has been made in it yet."""
        with psycopg.connect(self._url) as connection:
            found = connection.execute(_TABLES).fetchone()
        return found == (0,)

    def copy_to(self, file: Path) -> None:
        """Write all of it, as it is at one moment, into a file.

        Raises:
            SetupProblem: there is no program for it, or it came to nothing.
        """
        program = postgres_program("pg_dump", self.major())
        command = [program, "--format=custom", "--no-owner", "--no-privileges", f"--file={file}", f"-d{self._shown}"]
        run(command, self._secrets, "Copying the registry")

    def restore_from(self, file: Path) -> None:
        """Fill the empty database from such a file, wholly or not at all.

        Raises:
            SetupProblem: there is no program for it, or it came to nothing.
        """
        program = postgres_program("pg_restore", self.major())
        together = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
        run([program, *together, f"-d{self._shown}", str(file)], self._secrets, "Restoring the registry")
