"""`bansos targets`: how many families each desa is to reach."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from deploy.problems_said import problems_said

targets = typer.Typer(help="How many families each desa is to reach, for the dashboard.", no_args_is_help=True)


@targets.command("set")
def put(
    file: Annotated[Path, typer.Argument(help="CSV in UTF-8 with the columns kode (of the desa) and target.")],
) -> None:
    """Put the targets of a list in place of those that were there. One line that cannot be read stops it all."""
    with problems_said():
        desa, families = asyncio.run(_put(file))
    typer.echo(f"{desa} desa are to reach {families} families.")


async def _put(file: Path) -> tuple[int, int]:
    from backend.clock import utc_now
    from backend.registrations.targets import Unusable, read_targets, set_targets
    from deploy.registry_work import registry_work
    from deploy.setup_problem import SetupProblem

    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            told = read_targets(lines)
    except (Unusable, UnicodeDecodeError, OSError) as problem:
        raise SetupProblem(f"{file}: {problem}. Nothing was changed.") from problem
    async with registry_work() as work, work.sessions.begin() as session:
        await set_targets(session, told, actor="operator", at=utc_now())
    return len(told), sum(told.values())
