"""`python -m benchmarks`: the whole table. `python -m benchmarks hot`: the few figures that matter while optimising."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import Annotated

import typer
import uvloop
from rich.console import Console

from benchmarks.connection import Broken
from benchmarks.contestants import TITLES, Who, contestants
from benchmarks.cpu import rounds
from benchmarks.family import families
from benchmarks.place import Place, place
from benchmarks.telegram_api import TelegramApi

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
console = Console()


@app.callback()
def main() -> None:
    """Measure what a message costs."""


@app.command()
def hot(
    seconds: Annotated[float, typer.Option(help="Length of a round.")] = 3.0,
    count: Annotated[int, typer.Option("--rounds", help="Rounds for each.")] = 3,
    only: Annotated[list[Who] | None, typer.Option(help="Whom to measure; again for another.")] = None,
) -> None:
    """Print the processor time for each message of the floor and of the product.

    To see where it goes, give one long round and look at the process that is printed:
    `python -m benchmarks hot --only product --rounds 1 --seconds 60`, and beside it
    `py-spy record --pid PID --duration 40 --output hot.svg` (or `--format raw`).
    """
    wanted = only or [Who.FLOOR, Who.PRODUCT, Who.PRODUCT_PUSHED, Who.PRODUCT_WHATSAPP]
    try:
        with tempfile.TemporaryDirectory(prefix="bansos-bench-") as folder, place(Path(folder)) as here:
            uvloop.run(_hot(here, wanted, seconds, count))
    except Broken as fault:
        console.print(f"[red]Nothing was measured:[/] {fault}", markup=True)
        raise typer.Exit(1) from None


async def _hot(here: Place, wanted: list[Who], seconds: float, count: int) -> None:
    seen: dict[Who, list[float]] = defaultdict(list)
    async with TelegramApi().serving(here.api_port) as api:
        with contestants(here, api, wanted) as found:
            for each in found:
                console.print(f"{TITLES[each.who]}: pid {each.server.pid}, port {each.server.port}")
            async for one in rounds(found, families(), count, seconds):
                seen[one.who].append(one.cpu_us)
                console.print(
                    f"{one.who:18} {one.cpu_us:8.1f} us a message, {one.per_second:7.0f} a second,"
                    f" {one.messages:6} messages, driver {one.driver_us:5.1f} us"
                )
    floor = median(seen[Who.FLOOR]) if seen[Who.FLOOR] else None
    for who, figures in seen.items():
        if figures:
            times = f", {median(figures) / floor:.1f} x floor" if floor else ""
            console.print(f"[bold]{who:18} {median(figures):8.1f} us[/] ({min(figures):.1f}-{max(figures):.1f}){times}")


if __name__ == "__main__":
    app()
