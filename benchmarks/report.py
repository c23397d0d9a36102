"""A run as documents: the page, the chart, the block in the README, and the plain figures."""

from __future__ import annotations

import re
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from benchmarks.chart import chart
from benchmarks.connection import Broken
from benchmarks.contestants import TITLES, Who
from benchmarks.dialogue import dialogue
from benchmarks.stage import STEPS, Stage
from benchmarks.targets import targets, times

if TYPE_CHECKING:
    from benchmarks.figures import Figures, Shares

CHART = "cpu-per-message.svg"
_BLOCK = re.compile(r"(?<=<!-- figures of make bench-messages -->\n).*?(?=<!-- end of figures -->)", re.DOTALL)
_JUDGED = {True: "met", False: "**not met**", None: "not judged"}
# What is written is Markdown of our own figures, not a page that somebody could put a script into.
TEMPLATES = Environment(  # noqa: S701
    loader=FileSystemLoader(Path(__file__).parent), undefined=StrictUndefined, keep_trailing_newline=True
)
TEMPLATES.filters["whole"] = lambda number: f"{number:,.0f}"


def write(figures: Figures, folder: Path) -> None:
    """Write the page, the chart and the plain figures into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / CHART).write_text(chart(figures), encoding="utf-8")
    (folder / "README.md").write_text(page(figures), encoding="utf-8")
    plain = msgspec.json.format(msgspec.json.encode(figures), indent=1)
    (folder / "figures.json").write_bytes(plain + b"\n")


def write_block(figures: Figures, readme: Path) -> None:
    """Put chart and targets between the two marks in the README.

    Raises:
        Broken: the marks are not there.
    """
    text = readme.read_text(encoding="utf-8")
    picture = f'<img src="docs/benchmarks/{CHART}" width="860" alt="Processor time for each message, logarithmic">'
    block = f"\n{picture}\n\n{judged(figures)}\n\n{_where(figures)}\n\n"
    if not _BLOCK.search(text):
        raise Broken(f"{readme.name} has no place for the figures")
    readme.write_text(_BLOCK.sub(lambda _: block, text), encoding="utf-8")


def judged(figures: Figures) -> str:
    """Give the targets as a table, each with what was measured."""
    rows = [f"| {target.promise} | {target.figure} | {_JUDGED[target.met]} |" for target in targets(figures)]
    return "\n".join(["| target | measured | |", "| --- | --- | --- |", *rows])


def page(figures: Figures) -> str:
    """Give the page with everything that was measured."""
    starts = figures.cold_starts
    return TEMPLATES.get_template("page.md.jinja").render(
        where=_where(figures),
        chart=CHART,
        targets=judged(figures),
        rounds=len(figures.cpu(Who.FLOOR)),
        rows=[_row(figures, who) for who in Who if figures.cpu(who)],
        stages=[{"title": stage, "us": [each.us(stage) for each in figures.stages]} for stage in Stage],
        looked=figures.stages,
        without_steps=[times(figures, each.who, Who.FLOOR) * (1 - _steps(each)) for each in figures.stages],
        looks=[sum(each.found.values()) for each in figures.stages],
        driver=median(one.driver_us for one in figures.rounds),
        steps=len(dialogue()),
        waits=[{"title": TITLES[each.who], "figures": each} for each in figures.waits],
        latency=figures.latency,
        overload=figures.overload,
        late=sum(each.late for each in figures.waits) + sum(one.late for one in figures.rounds),
        cores=figures.machine.cores,
        scales=figures.scales,
        floor_scales=figures.floor_scales,
        sessions=figures.sessions,
        memory=figures.memory,
        start={"median": median(starts), "low": min(starts), "high": max(starts), "count": len(starts)},
    )


def _steps(shares: Shares) -> float:
    """Give the part of a message that goes into the conversation itself."""
    return sum(shares.us(stage) for stage in STEPS) / shares.cpu_us


def _row(figures: Figures, who: Who) -> dict[str, str | float]:
    used = figures.cpu(who)
    return {
        "title": TITLES[who],
        "median": median(used),
        "low": min(used),
        "high": max(used),
        "times": times(figures, who, Who.FLOOR),
        "capacity": 1e6 / median(used),
    }


def _where(figures: Figures) -> str:
    machine = figures.machine
    return (
        f"Measured on {figures.taken} at {figures.commit or 'an unknown commit'}: {machine.cores} cores of "
        f"{machine.processor}, Python {machine.python}, {machine.system}; "
        f"load {machine.load:.1f} from others as it began."
    )
