"""`python -m benchmarks.broadcast`: what a broadcast takes."""

from __future__ import annotations

import asyncio
import logging
import tempfile
from pathlib import Path
from typing import Annotated

import structlog
import typer
from pydantic import SecretStr
from rich.console import Console

from benchmarks.broadcast.capped import CapFigures, under_cap
from benchmarks.broadcast.full_speed import full_speed
from benchmarks.broadcast.power_cut import Cut, power_cut
from benchmarks.broadcast.report import BroadcastFigures, document, write
from bot.settings import Settings
from deploy.embedded import embedded_redis
from deploy.registry_work import bar
from deploy.secrets_file import kept_secrets

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, help="Measure what a broadcast takes.")
console = Console()
CAPS = (30, 80)
"""Messages a second: about what Telegram takes from a bot, and WhatsApp from a sender."""


@app.command("run")
def run(
    people: Annotated[int, typer.Option(min=200, help="How many are entered.")] = 1_000_000,
    send: Annotated[int, typer.Option(help="How many of them are written to; all of them without it.")] = 0,
    on_whatsapp: Annotated[int, typer.Option(min=1, help="One in so many is on WhatsApp.")] = 5,
    seconds: Annotated[int, typer.Option(min=10, help="Simulated seconds under each cap.")] = 600,
    to: Annotated[Path | None, typer.Option(help="The page that is written; without it nothing is.")] = None,
) -> None:
    """Send to a million people as fast as this machine can, and under the platforms' caps."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    with tempfile.TemporaryDirectory(prefix="bansos-bench-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        # PostgreSQL may run as somebody else.
        folder.chmod(0o755)
        caps = [_under(folder, cap, seconds) for cap in CAPS]
        with bar(console) as show:
            speed = asyncio.run(full_speed(folder, people, min(send or people, people), on_whatsapp, show))
    figures = BroadcastFigures(speed, caps)
    console.print(document(figures), markup=False)
    if to is not None:
        write(figures, to)


@app.command("cut")
def cut_the_power(
    people: Annotated[int, typer.Option(min=200, help="How many are written to.")] = 20_000,
    every: Annotated[int, typer.Option(min=1, help="Messages between two kills.")] = 1_000,
) -> None:
    """Kill senders, registry, Redis and PostgreSQL in turn during a broadcast; end with 1 if a promise was broken."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    with tempfile.TemporaryDirectory(prefix="bansos-cut-", ignore_cleanup_errors=True) as made, bar(console) as show:
        Path(made).chmod(0o755)
        verdict = power_cut(Cut(people, every=every), Path(made), show)
    console.print(verdict)
    if not verdict.holds:
        raise typer.Exit(1)


def _under(folder: Path, cap: int, seconds: int) -> CapFigures:
    secrets = kept_secrets(folder / "secrets")
    with embedded_redis(folder / "redis", durable=False) as redis:
        settings = Settings(
            _env_file=None,
            redis_url=redis.url,
            backend_url="http://registry",
            data_keys=SecretStr(secrets["DATA_KEYS"]),
            api_keys=SecretStr(secrets["API_KEYS"]),
        )
        return under_cap(settings, cap, seconds)


if __name__ == "__main__":
    app()
