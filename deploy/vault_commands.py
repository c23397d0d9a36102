"""`bansos vault`: changing the keys, and counting what stands under which."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from deploy.problems_said import problems_said

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from backend.rotation.progress import Progress
    from deploy.registry_work import Work

vault = typer.Typer(help="The keys that personal data are sealed with.", no_args_is_help=True)

ACTOR = "operator"


@vault.command()
def rotate(
    *,
    lookup: Annotated[
        bool, typer.Option("--lookup", help="Change the key that NIK, KK and addresses are hashed with.")
    ] = False,
    sessions: Annotated[
        bool, typer.Option("--sessions", help="Seal the bot's sessions and jobs in Redis anew.")
    ] = False,
    forget: Annotated[
        bool, typer.Option("--forget", help="Destroy look-up keys that were replaced, without waiting 30 days.")
    ] = False,
    check: Annotated[bool, typer.Option("--check", help="Only count what is sealed with which key.")] = False,
) -> None:
    """Seal everything with the first key of DATA_KEYS, while people register. Broken off, it goes on."""
    with problems_said():
        if lookup + sessions + forget > 1:
            from deploy.setup_problem import SetupProblem

            raise SetupProblem("--lookup, --sessions and --forget are commands of their own: give one at a time.")
        if sessions:
            from deploy.session_rotation import rotate_sessions

            rotate_sessions(only_count=check)
        elif check:
            asyncio.run(_counted())
        elif forget:
            asyncio.run(_forgotten())
        else:
            asyncio.run(_rotated(lookup=lookup))


async def _rotated(*, lookup: bool) -> None:
    from rich.console import Console

    from backend.rotation.data import Unopenable, rotate_data
    from backend.rotation.lookup import rotate_lookup
    from backend.rotation.progress import AlreadyRotating, RotationRefused
    from backend.vault.unfit import KeysUnfit
    from deploy.registry_work import bar, registry_work
    from deploy.setup_problem import SetupProblem

    rotation = rotate_lookup if lookup else rotate_data
    async with registry_work() as work:
        try:
            with bar(Console()) as show:
                progress: AsyncIterator[Progress] = rotation(work.engine, work.sessions, work.keyring, actor=ACTOR)
                async for step in progress:
                    show(step.stage, step.done, step.total)
        except AlreadyRotating:
            raise SetupProblem("Another rotation is under way; --check says how far it is.") from None
        except (RotationRefused, KeysUnfit, Unopenable, TimeoutError) as reason:
            raise SetupProblem(str(reason)) from None
        typer.echo(_lookup_ended() if lookup else await _data_ended(work))


async def _data_ended(work: Work) -> str:
    first, *others = (key.id for key in work.keyring.keys)
    if not others:
        return f"0 left: everything is sealed with {first}."
    rest = ", ".join(others)
    return (
        f"0 left under {rest}: everything in the registry is sealed with {first}. When "
        f"`bansos vault rotate --sessions` says 0 left too, {rest} may be taken out of DATA_KEYS."
    )


def _lookup_ended() -> str:
    return (
        "Everything is found by the new look-up key. The old one is destroyed by itself in 30 days, "
        "or now with: bansos vault rotate --forget"
    )


async def _forgotten() -> None:
    from backend.clock import utc_now
    from backend.rotation.lookup import forget_faded
    from deploy.registry_work import registry_work

    async with registry_work() as work, work.sessions.begin() as session:
        count = await forget_faded(session, utc_now(), at_once=True)
    typer.echo(f"{count} old look-up keys destroyed.")


async def _counted() -> None:
    from rich.console import Console
    from rich.table import Table
    from sqlalchemy import select

    from backend.rotation.sealed_columns import rows_by_key
    from backend.vault.models import DataKeyStanding, LookupKeyStanding
    from deploy.registry_work import registry_work

    async with registry_work() as work, work.sessions.begin() as session:
        counts = await rows_by_key(session)
        states = {key.id: key.state for key in await session.scalars(select(DataKeyStanding))}
        lookups = (await session.scalars(select(LookupKeyStanding).order_by(LookupKeyStanding.since))).all()
    shown = Table("sealed column", "key", "state", "rows")
    for column, by_key in counts.items():
        for key_id, rows in sorted(by_key.items()):
            shown.add_row(column, key_id, states.get(key_id, "unknown"), str(rows))
    console = Console()
    console.print(shown)
    for key in lookups:
        console.print(f"look-up key {key.id}: {key.state}" + (f", column {key.slot}" if key.slot else ""))
