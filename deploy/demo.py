"""Everything on this machine, on one port, with synthetic data."""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.panel import Panel
from rich.table import Table

from backend.officers.made_up import OFFICERS, PASSWORD
from backend.settings import Settings as BackendSettings
from bot.settings import Settings as BotSettings
from deploy.configured import unless_configured
from deploy.embedded import embedded_postgres, embedded_redis
from deploy.faults import refuse_unknown, settings_of
from deploy.reachable import require_postgres, require_redis
from deploy.secrets_file import kept_secrets
from deploy.serving import base_url, listening, serve, stoppable
from deploy.settings import Place, Servers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOG = "demo.log"


def run_demo() -> None:
    """Start, say where to look, serve until stopped, and leave nothing running.

    Raises:
        SetupProblem: what has to be put right first.
    """
    console = Console()
    place = settings_of(Place)
    refuse_unknown([Place, Servers, BackendSettings, BotSettings])
    var_dir = place.var_dir.absolute()
    _ask_ourselves_directly()
    with stoppable(), ExitStack() as running, listening(place) as sock:
        url = base_url(place, sock)
        secrets = kept_secrets(var_dir)
        log = running.enter_context((var_dir / LOG).open("a"))
        with _servers(var_dir, console) as (database_url, redis_url):
            here = {"DATABASE_URL": database_url, "REDIS_URL": redis_url}
            given = unless_configured(
                {**secrets, **here, "BACKEND_URL": url, "PUBLIC_BASE_URL": url, "CONSOLE_URL": url}
            )
            backend = settings_of(BackendSettings, {**given, "demo": True})
            bot = settings_of(BotSettings, given)
            console.print("Preparing the database ...", style="dim")
            # What takes seconds to import comes after what takes a moment to refuse.
            from deploy.whole import whole

            panel = _panel(url, var_dir)
            serve(whole(backend, bot, log), sock, lambda: console.print(panel), log=log.name)
    console.print("Stopped. The data stay where they are.", style="dim")


@contextmanager
def _servers(var_dir: Path, console: Console) -> Iterator[tuple[str, str]]:
    """PostgreSQL and Redis: those that were given, else our own."""
    given = settings_of(Servers)
    with ExitStack() as running:
        if given.database_url is None:
            console.print("Starting PostgreSQL ...", style="dim")
            database_url = running.enter_context(embedded_postgres(var_dir / "postgres")).url
        else:
            database_url = given.database_url
            require_postgres(database_url)
        if given.redis_url is None:
            console.print("Starting Redis ...", style="dim")
            redis_url = running.enter_context(embedded_redis(var_dir / "redis")).url
        else:
            redis_url = given.redis_url
            require_redis(redis_url)
        yield database_url, redis_url


def _panel(url: str, var_dir: Path) -> Panel:
    rows = Table.grid(padding=(0, 2))
    rows.add_column(style="bold", no_wrap=True)
    # A path or an address may be longer than the terminal is wide: it is folded, never cut.
    rows.add_column(overflow="fold")
    rows.add_row("Simulator", f"{url}/simulator")
    rows.add_row("", "or, in another terminal: .venv/bin/bansos chat")
    rows.add_row("Workbench", f"{url}/simulator/bench (two phones, and what can go wrong with them)")
    rows.add_row("Console", f"{url}/console")
    rows.add_row("", f"user names: {', '.join(each.user_name for each in OFFICERS)}")
    rows.add_row("", f"password: {PASSWORD}; the page then shows the code")
    rows.add_row("API", f"{url}/docs")
    rows.add_row("Data", f"{var_dir} (everybody in it is made up)")
    rows.add_row("Log", str(var_dir / LOG))
    rows.add_row("Stop", "Ctrl-C; the data stay for the next start")
    return Panel(rows, title="Bansos is running", border_style="green", expand=False)


def _ask_ourselves_directly() -> None:
    """A proxy of the environment leads out of this machine; the bot reaches the registry on it."""
    for name in ("NO_PROXY", "no_proxy"):
        besides = os.environ.get(name, "")
        os.environ[name] = ",".join(filter(None, [besides, "127.0.0.1", "localhost"]))
