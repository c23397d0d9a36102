"""`bansos audit`: proving the log, and the root of a day."""

from __future__ import annotations

import asyncio
from datetime import date, datetime
from typing import Annotated

import typer

from deploy.problems_said import problems_said

audit = typer.Typer(help="The audit log of the registry.", no_args_is_help=True)


@audit.command()
def verify(
    *,
    published: Annotated[
        list[str] | None,
        typer.Option(help="A root as it was published, 2026-11-21=<hex>; may be given several times."),
    ] = None,
) -> None:
    """Go through the whole log and name every entry that was edited, removed or moved."""
    with problems_said():
        faults = asyncio.run(_verified(published or []))
    if faults:
        raise typer.Exit(1)


@audit.command()
def root(
    day: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day, in Banyuwangi. Yesterday if not given.")
    ] = None,
) -> None:
    """Print the root of a day that is over, for publishing. That of yesterday is taken if it was not yet."""
    with problems_said():
        typer.echo(asyncio.run(_root(day.date() if day else None)))


async def _verified(published: list[str]) -> int:
    from rich.console import Console

    from backend.audit.proof import Checked, proved
    from deploy.registry_work import bar, registry_work

    console, faults, entries = Console(stderr=True), 0, 0
    roots = dict(_published(each) for each in published)
    async with registry_work() as work, work.sessions.begin() as session:
        with bar(console) as show:
            async for finding in proved(session, roots):
                match finding:
                    case Checked(done, total):
                        entries = done
                        show("entries", done, total)
                    case fault:
                        faults += 1
                        typer.echo(fault.sentence)
    typer.echo(f"{faults} faults in {entries} entries." if faults else f"{entries} entries, all as they were written.")
    return faults


async def _root(day: date | None) -> str:
    from datetime import timedelta

    from backend.audit.roots import DayNotOver, NoRoot
    from backend.audit.roots import root as root_of_day
    from backend.clock import local_date, utc_now
    from deploy.registry_work import registry_work
    from deploy.setup_problem import SetupProblem

    now = utc_now()
    async with registry_work() as work, work.sessions.begin() as session:
        try:
            found = await root_of_day(session, day or local_date(now) - timedelta(days=1), now)
        except (DayNotOver, NoRoot) as reason:
            raise SetupProblem(str(reason)) from None
        return f"{found.day} {found.root.hex()}"


def _published(entry: str) -> tuple[date, bytes]:
    from deploy.setup_problem import SetupProblem

    day, _, hexed = entry.partition("=")
    try:
        return date.fromisoformat(day), bytes.fromhex(hexed)
    except ValueError:
        raise SetupProblem(f"{entry} is not of the form 2026-11-21=<hex>.") from None
