"""Work on the registry from the command line: its database, its keys, and a bar that shows how far it is."""

from __future__ import annotations

from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from backend.database import create_engine, create_sessions
from backend.vault.keyring import Keyring
from backend.vault.keys import parse_data_keys
from deploy.faults import settings_of
from deploy.reachable import require_postgres

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from rich.console import Console


STATEMENT_SECONDS = 600
"""A count over everything takes longer than any request may."""


class Vaulted(BaseSettings):
    """What it needs to work on the registry: the database and the keys, and no caller's secret."""

    model_config = SettingsConfigDict(
        env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True, hide_input_in_errors=True
    )

    database_url: str = Field(repr=False)
    data_keys: SecretStr

    @field_validator("data_keys")
    @classmethod
    def _are_keys(cls, value: SecretStr) -> SecretStr:
        parse_data_keys(value.get_secret_value())
        return value


@dataclass(frozen=True, slots=True)
class Work:
    """What a command works with."""

    engine: AsyncEngine
    sessions: async_sessionmaker[AsyncSession]
    keyring: Keyring


@asynccontextmanager
async def registry_work() -> AsyncIterator[Work]:
    """Open the registry that the settings name.

    Raises:
        SetupProblem: a setting is missing, or the database does not answer.
    """
    settings = settings_of(Vaulted)
    require_postgres(settings.database_url)
    engine = create_engine(settings.database_url, 3, STATEMENT_SECONDS)
    try:
        keys = parse_data_keys(settings.data_keys.get_secret_value())
        yield Work(engine, create_sessions(engine), Keyring(keys))
    finally:
        await engine.dispose()


@contextmanager
def bar(console: Console) -> Iterator[Callable[[str, int, int], None]]:
    """Show how far it is: call it with the stage, what is done, and of how many."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=console) as shown:
        stages: dict[str, int] = {}

        def show(stage: str, done: int, total: int) -> None:
            task = stages.setdefault(stage, -1)
            if task < 0:
                task = stages[stage] = shown.add_task(stage)
            shown.update(shown.task_ids[task], completed=done, total=total)

        yield show
