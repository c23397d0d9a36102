"""`python -m benchmarks run`: the whole table; `python -m benchmarks hot`: the few figures that optimising needs."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Annotated

import typer
import uvloop
from rich.console import Console
from rich.markdown import Markdown
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from benchmarks.capacity import KABUPATEN
from benchmarks.capacity import capacity as shares_of
from benchmarks.connection import Broken
from benchmarks.contestants import AIOGRAM_PYTHON, TITLES, Who, contestants
from benchmarks.cpu import rounds
from benchmarks.family import families
from benchmarks.place import ROOT, place
from benchmarks.plan import FULL, QUICK
from benchmarks.registry_desk import registry_desk
from benchmarks.report import page, write, write_block
from benchmarks.run import run, steps_of
from benchmarks.stage import Stage
from benchmarks.stages import stages
from benchmarks.telegram_api import TelegramApi

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.figures import Figures, Shares
    from benchmarks.plan import Plan

DOCUMENTS = ROOT / "docs" / "benchmarks"

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, help="Measure what a message costs.")
console = Console()


@contextmanager
def _measuring() -> Iterator[Path]:
    """Give a folder for what is started; say in one place why nothing could be measured."""
    try:
        with tempfile.TemporaryDirectory(prefix="bansos-bench-", ignore_cleanup_errors=True) as folder:
            yield Path(folder)
    except Broken as fault:
        console.print("Nothing was measured:", str(fault), markup=False)
        raise typer.Exit(1) from None


@app.command("run")
def run_all(
    *,
    quick: Annotated[
        bool, typer.Option("--quick", help="Show that every part runs, in seconds; not for its figures.")
    ] = False,
    out: Annotated[Path | None, typer.Option(help="The folder to write to, in place of docs/benchmarks.")] = None,
) -> None:
    """Measure everything, print the table, and write page, chart and the figures of the README."""
    with _measuring() as folder:
        figures = _shown(QUICK if quick else FULL, folder)
        console.print(Markdown(page(figures)))
        if out is not None:
            write(figures, out)
        elif not quick:
            write(figures, DOCUMENTS)
            write_block(figures, ROOT / "README.md")
        if not AIOGRAM_PYTHON.exists():
            console.print("aiogram was left out: `make bench-messages` makes its environment.", style="yellow")


def _shown(plan: Plan, folder: Path) -> Figures:
    columns = (BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("starting", total=steps_of(plan))
        return uvloop.run(
            run(plan, folder, lambda doing: progress.update(task, description=doing), lambda: progress.advance(task))
        )


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
    with _measuring() as folder:
        uvloop.run(_hot(folder, wanted, seconds, count))


@app.command("stages")
def stages_of_a_message(seconds: Annotated[float, typer.Option(help="How long each bot is looked at.")] = 6.0) -> None:
    """Print what a bot is at while it answers, in the response and pushed, as microseconds of a message."""
    with _measuring() as folder:
        seen = uvloop.run(_stages(folder, replace(FULL, stage_seconds=seconds)))
    for stage in Stage:
        console.print(f"{stage:70} {' '.join(f'{each.us(stage):8.1f}' for each in seen)}")
    console.print(f"[bold]{'all of it':70} {' '.join(f'{each.cpu_us:8.1f}' for each in seen)}")


async def _stages(folder: Path, plan: Plan) -> list[Shares]:
    async with (
        place(folder) as here,
        TelegramApi().serving(here.api_port) as api,
        registry_desk() as desk,
    ):
        return await stages(here, api, families(), desk, plan)


@app.command()
def capacity(seconds: Annotated[float, typer.Option(help="How long families register.")] = 20.0) -> None:
    """Print what a registration takes of every part, and the cores that kabupaten at their peak need."""
    with _measuring() as folder:
        uvloop.run(_capacity(folder, seconds))


async def _capacity(folder: Path, seconds: float) -> None:
    async with (
        place(folder) as here,
        TelegramApi().serving(here.api_port) as api,
        contestants(here, api, [Who.PRODUCT_REGISTRY]) as [product],
    ):
        shares = await shares_of(here, product, families(), seconds, FULL.crowd)
    console.print(f"{'':12} ms a registration  cores for 1 kabupaten  for {KABUPATEN} at once")
    for share in shares:
        console.print(
            f"{share.part:12} {share.seconds * 1000:17.1f} {share.cores(1):22.3f} {share.cores(KABUPATEN):12.1f}"
        )


async def _hot(folder: Path, wanted: list[Who], seconds: float, count: int) -> None:
    seen: dict[Who, list[float]] = defaultdict(list)
    async with (
        place(folder) as here,
        TelegramApi().serving(here.api_port) as api,
        contestants(here, api, wanted) as found,
    ):
        for each in found:
            console.print(f"{TITLES[each.who]}: pid {each.server.pid}, port {each.server.port}")
        async for one in rounds(found, families(), count, seconds, FULL.crowd):
            seen[one.who].append(one.cpu_us)
            console.print(
                f"{one.who:16} {one.cpu_us:8.1f} us a message, {one.per_second:7.0f} a second,"
                f" driver {one.driver_us:5.1f} us"
            )
    floor = median(seen[Who.FLOOR]) if seen[Who.FLOOR] else None
    for who, figures in seen.items():
        if figures:
            ratio = f", {median(figures) / floor:.1f} x floor" if floor else ""
            console.print(f"[bold]{who:16} {median(figures):8.1f} us[/] ({min(figures):.1f}-{max(figures):.1f}){ratio}")


if __name__ == "__main__":
    app()
