"""`python -m benchmarks.soak`: see `make soak`."""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from benchmarks.soak.family import MOST
from benchmarks.soak.plan import Plan
from benchmarks.soak.progress import Progress, Standing
from benchmarks.soak.report import table_of
from benchmarks.soak.run import Outcome, run
from benchmarks.soak.transcript import plan_of, write_transcripts

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
console = Console()
_KEPT = Path("var/soak")
_GLANCE = 0.5
_LINE = 10.0


@app.command("run")
def _run(
    registrations: Annotated[int, typer.Option(min=1, max=MOST, help="How many families register.")] = 10_000,
    every: Annotated[float, typer.Option(help="Seconds between two kills.")] = 2.0,
    seed: Annotated[int | None, typer.Option(help="What draws families and faults.")] = None,
    at_once: Annotated[int, typer.Option(help="How many residents write at once; fewer on a busy machine.")] = 60,
    *,
    cold: Annotated[bool, typer.Option("--cold", help="Let what was killed load its code anew: slower.")] = False,
) -> None:
    """Let a fleet of residents register while every part is killed in turn."""
    drawn = random.SystemRandom().randrange(1_000_000) if seed is None else seed
    _judged(Plan(drawn, range(registrations), at_once=at_once, every=every, cold=cold))


@app.command()
def replay(transcript: Path) -> None:
    """Repeat one resident's conversation with the faults and kills that it met."""
    _judged(plan_of(transcript.read_text()))


def _judged(plan: Plan) -> None:
    """Run a plan, say what came out, and end with 1 when a promise was broken."""
    directory = Path(tempfile.mkdtemp(prefix="bansos-soak-"))
    directory.chmod(0o755)
    console.print(f"Seed {plan.seed}; data and logs in {directory}")
    outcome = _shown(plan, directory)
    console.print(table_of(outcome))
    if not outcome.findings:
        shutil.rmtree(directory, ignore_errors=True)
        return
    for finding in outcome.findings[:40]:
        console.print(f"[red]resident {finding.place}: {finding.fault}[/] {finding.seen}", highlight=False)
    console.print(f"Seed {plan.seed}. The logs stay in {directory}. To repeat one of these conversations:")
    for path in write_transcripts(outcome, _KEPT):
        console.print(f"  .venv/bin/python -m benchmarks.soak replay {path}", highlight=False)
    raise typer.Exit(1)


def _shown(plan: Plan, directory: Path) -> Outcome:
    """Run a plan and say how far it is: in a line that changes, or where nobody sees it change, in one every ten s."""
    progress, began, said = Progress(), time.monotonic(), 0.0
    live = console.is_terminal
    with console.status("starting") if live else nullcontext() as status:

        def show(now: Standing) -> None:
            nonlocal began, said
            at = time.monotonic()
            if not said:
                began = at
            if at - said < (_GLANCE if live else _LINE):
                return
            said = at
            line = progress.line(now, at - began)
            if status is not None:
                status.update(line)
            else:
                console.print(line, highlight=False, soft_wrap=True)

        return run(plan, directory, show)


if __name__ == "__main__":
    app()
