"""Who did something, by name: what the log calls them says nothing to people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from sqlalchemy import select

from backend.console.wording import actor_name
from backend.officers.models import Officer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.ext.asyncio import AsyncSession

_OFFICER: Final = "officer/"
_PROGRAM: Final = "program/"
_AGENT: Final = "agent/"


async def names_of(session: AsyncSession, actors: Iterable[str]) -> dict[str, str]:
    """Name some actors of the log or of a timeline. An officer whose row is gone is called an officer."""
    wanted = set(actors)
    ids = {row: actor for actor in wanted if (row := _officer(actor)) is not None}
    found = await session.execute(select(Officer.id, Officer.name).where(Officer.id.in_(list(ids))))
    by_name = {ids[row.id]: row.name for row in found} if ids else {}
    return {actor: by_name.get(actor) or _plain(actor) for actor in wanted}


def _officer(actor: str) -> UUID | None:
    try:
        return UUID(actor.removeprefix(_OFFICER)) if actor.startswith(_OFFICER) else None
    except ValueError:
        return None


def _plain(actor: str) -> str:
    if actor.startswith(_OFFICER):
        return "Petugas"
    if actor.startswith(_AGENT):
        return actor_name("agent")
    return f"Program {actor.removeprefix(_PROGRAM)}" if actor.startswith(_PROGRAM) else actor_name(actor)
