"""`bansos keys`: API keys for programs of others, each with what it may do."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from deploy.problems_said import problems_said
from deploy.setup_problem import SetupProblem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.auth.models import StoredKey

keys = typer.Typer(help="API keys, each with what it may do.", no_args_is_help=True)


@keys.command("create")
def create(
    name: Annotated[str, typer.Argument(help="Whose key it is: a program, a partner.")],
    scope: Annotated[list[str], typer.Option(help="What it may do; give it several times. Wrong ones are listed.")],
    area: Annotated[
        list[str] | None, typer.Option(help="Code of a kecamatan or desa that it is limited to; several times.")
    ] = None,
    days: Annotated[int | None, typer.Option(min=1, max=3650, help="After how many days it ends.")] = None,
) -> None:
    """Make a key and print its secret, this once."""
    with problems_said():
        typer.echo(_created(name, scope, area, days))


@keys.command("list")
def listed() -> None:
    """Show all keys: id, name, scopes, areas, last use, end. Never a secret."""
    from rich.console import Console
    from rich.table import Table

    with problems_said():
        table = Table("id", "name", "scopes", "areas", "created", "last used", "ends", "revoked")
        for key in _all_keys():
            times = (key.created_at, key.last_used_at, key.expires_at, key.revoked_at)
            table.add_row(str(key.id), key.name, " ".join(key.scopes), " ".join(key.areas), *map(_day, times))
        # Piped into a file it is as wide as it has to be.
        Console(width=None if Console().is_terminal else 240).print(table)


@keys.command("revoke")
def revoke(key: Annotated[UUID, typer.Argument(help="The id, as `bansos keys list` shows it.")]) -> None:
    """Let a key open nothing from now on."""
    with problems_said():
        _revoked(key)
        typer.echo("The key opens nothing any more.")


def _created(name: str, scopes: list[str], areas: list[str] | None, days: int | None) -> str:
    from backend.auth.areas import WHOLE, AreaScope, NoSuchArea
    from backend.auth.key_ring import UnlimitedScope, create_key
    from backend.auth.scopes import Scope
    from backend.clock import utc_now
    from deploy.registry_opened import in_registry

    if unknown := sorted(set(scopes) - set(Scope)):
        raise SetupProblem(f"There is no scope {', '.join(unknown)}; there are {', '.join(Scope)}.")
    try:
        within = AreaScope.of(areas) if areas else WHOLE
    except NoSuchArea as code:
        raise SetupProblem(f"{code} is the code of no kecamatan or desa of Banyuwangi.") from None

    async def make(session: AsyncSession) -> str:
        now = utc_now()
        ends = now + timedelta(days=days) if days is not None else None
        return await create_key(session, name, frozenset(map(Scope, scopes)), within, now, ends)

    try:
        return in_registry(make)
    except UnlimitedScope as scope:
        raise SetupProblem(f"{scope} cannot be limited to areas; make another key for it.") from None


def _all_keys() -> Sequence[StoredKey]:
    from backend.auth.key_ring import listed_keys
    from deploy.registry_opened import in_registry

    return in_registry(listed_keys)


def _revoked(key: UUID) -> None:
    from backend.auth.key_ring import revoke_key
    from backend.clock import utc_now
    from deploy.registry_opened import in_registry

    async def end(session: AsyncSession) -> bool:
        return await revoke_key(session, key, utc_now())

    if not in_registry(end):
        raise SetupProblem(f"There is no key with the id {key}.")


def _day(at: datetime | None) -> str:
    return at.strftime("%Y-%m-%d %H:%M") if at is not None else ""
