"""`python -m benchmarks.broadcast`: what a broadcast takes."""

from __future__ import annotations

import asyncio
import logging
import tempfile
from pathlib import Path
from typing import Annotated

import structlog
import typer
from rich.console import Console

from benchmarks.broadcast.full_speed import full_speed
from deploy.registry_work import bar

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, help="Measure what a broadcast takes.")
console = Console()


@app.command()
def run(
    people: Annotated[int, typer.Option(min=200, help="How many are written to.")] = 1_000_000,
    on_whatsapp: Annotated[int, typer.Option(min=1, help="One in so many is on WhatsApp.")] = 5,
) -> None:
    """Send to a million people as fast as this machine can."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    with (
        tempfile.TemporaryDirectory(prefix="bansos-bench-", ignore_cleanup_errors=True) as folder,
        bar(console) as show,
    ):
        Path(folder).chmod(0o755)
        speed = asyncio.run(full_speed(Path(folder), people, on_whatsapp, show))
    console.print(speed)


if __name__ == "__main__":
    app()
