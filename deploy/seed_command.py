"""`bansos seed`: made-up families by the hundred thousand."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from deploy.problems_said import problems_said


def seed(
    *,
    families: Annotated[int, typer.Option(help="How many families there are to be in the end.", min=1, max=1_000_000)],
    chance: Annotated[int, typer.Option("--seed", help="The same seed gives the same families.", min=0)] = 3510,
    mark: Annotated[bool, typer.Option("--mark", help="Mark an empty database as one for made-up people.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Fill a database that is not marked.")] = False,
) -> None:
    """Fill a database for showing or testing with made-up families. Broken off, it goes on."""
    with problems_said():
        asyncio.run(_seeded(families, chance, mark=mark, force=force))


async def _seeded(families: int, chance: int, *, mark: bool, force: bool) -> None:
    from time import perf_counter

    from rich.console import Console
    from sqlalchemy import select

    from backend.clock import WIB, utc_now
    from backend.installation import Purpose
    from backend.installation import mark as marked
    from backend.registrations.models import Registration
    from backend.seeding.seeding import NotForMadeUpPeople, Wish, seeded
    from deploy.registry_work import bar, registry_work
    from deploy.setup_problem import SetupProblem

    today = utc_now().astimezone(WIB).replace(hour=0, minute=0, second=0, microsecond=0)
    async with registry_work() as work:
        if mark:
            async with work.sessions.begin() as session:
                if await session.scalar(select(Registration.id).limit(1)) is not None:
                    raise SetupProblem("Only an empty database can be marked: this one has registrations.")
                await marked(session, Purpose.TEST)
        began = perf_counter()
        try:
            with bar(Console()) as show:
                async for done in seeded(work.sessions, work.keyring, Wish(families, chance, today, force)):
                    show("families", done, families)
        except NotForMadeUpPeople:
            raise SetupProblem(
                "This database is not marked as one for made-up people. An empty one is marked with --mark; "
                "--force fills any."
            ) from None
    seconds = perf_counter() - began
    typer.echo(f"{families} made-up families are there, after {seconds:.0f} s ({families / seconds:.0f} a second).")
