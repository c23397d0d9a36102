"""`bansos duplicates`: looking for people who are registered twice."""

from __future__ import annotations

import asyncio

import typer

from deploy.problems_said import problems_said

duplicates = typer.Typer(help="People who may be registered twice.", no_args_is_help=True)

ACTOR = "operator"


@duplicates.command("find")
def find() -> None:
    """Compare every registration that was not compared yet. `bansos jobs` does the same; broken off, it goes on."""
    with problems_said():
        asyncio.run(_found())


async def _found() -> None:
    from rich.console import Console

    from backend.duplicates.finding import find_all
    from deploy.registry_work import bar, registry_work

    steps = 0
    async with registry_work() as work:
        with bar(Console(stderr=True)) as show:
            async for done, total in find_all(work.sessions, work.keyring, actor=ACTOR):
                steps = done
                show("looked through", done, total)
    typer.echo("All are compared." if steps else "There was nothing new to compare.")
