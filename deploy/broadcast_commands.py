"""`bansos broadcast`: broadcasts from the command line."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from deploy.problems_said import problems_said

broadcast = typer.Typer(help="Notices to many people.", no_args_is_help=True)
_EVERY = 1.0


@broadcast.callback()
def _group() -> None:
    """Notices to many people."""


@broadcast.command()
def run(
    number: Annotated[str, typer.Argument(help="The broadcast's number, as the console shows it: K-000012.")],
    *,
    watch: Annotated[bool, typer.Option("--watch", help="Begin nothing; only show how far it is.")] = False,
) -> None:
    """Begin a broadcast that was approved, or go on with one that paused, and show how far it is."""
    with problems_said():
        asyncio.run(_run(number, watch=watch))


async def _run(number: str, *, watch: bool) -> None:
    from rich.console import Console
    from sqlalchemy import select

    from backend.auth.areas import WHOLE
    from backend.auth.permissions import Permission
    from backend.broadcasts.desk import BroadcastDesk
    from backend.broadcasts.models import Broadcast
    from backend.broadcasts.progress import progress
    from backend.broadcasts.states import SENDING_STATES, State
    from backend.clock import utc_now
    from backend.settings import Paced
    from deploy.faults import settings_of
    from deploy.registry_work import bar, registry_work
    from deploy.setup_problem import SetupProblem

    digits = number.upper().removeprefix("K-")
    if not digits.isdecimal():
        raise SetupProblem("A broadcast's number looks like K-000012.")
    begins = {State.MATERIALISED: State.CANARY, State.PAUSED: State.RUNNING}
    async with registry_work() as work:
        async with work.sessions.begin() as session:
            found = await session.scalar(select(Broadcast).where(Broadcast.number == int(digits)))
            if found is None:
                raise SetupProblem(f"There is no broadcast {number}.")
            if not watch and found.state in begins:
                # Whoever may run commands here may steer; nobody can approve from here.
                permissions = frozenset({Permission.BROADCASTS_COMPOSE})
                desk = BroadcastDesk(session, WHOLE, "operator", permissions)
                paced = settings_of(Paced)
                await desk.move(found, begins[found.state], utc_now(), canary=paced.broadcast_canary)
            elif not watch and found.state not in SENDING_STATES:
                raise SetupProblem(f"{number} is {found.state.value}: it cannot begin now.")
            row = found.id
        with bar(Console()) as show:
            while True:
                async with work.sessions() as session:
                    found = await session.get_one(Broadcast, row)
                    counted = await progress(session, found)
                show(found.state.value, counted.done, counted.total)
                if found.state not in SENDING_STATES:
                    break
                await asyncio.sleep(_EVERY)
    for standing, many in sorted(counted.standings.items()):
        typer.echo(f"{standing.value}: {many}")
