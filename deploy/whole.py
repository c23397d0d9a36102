"""The whole system in one application, on a database that is ready for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend.app import create_app as create_backend
from backend.logging import configure_logging
from backend.seed import fill
from bot.app import create_app as create_bot
from deploy.composition import composed
from deploy.conversations_said import faulty_conversations_said
from deploy.migrations import migrate

if TYPE_CHECKING:
    from typing import TextIO

    from starlette.applications import Starlette

    from backend.settings import Settings as BackendSettings
    from bot.settings import Settings as BotSettings

FAMILIES = 40
"""Made-up ones: enough for a second page in the console."""


def whole(backend: BackendSettings, bot: BotSettings, log: TextIO) -> Starlette:
    """Migrate, seed, and put bot and registry together. From here on everything is logged into `log`.

    Raises:
        SetupProblem: the database cannot be reached, or a flow or a catalogue has a fault.
    """
    configure_logging(log)
    migrate(backend.database_url)
    fill(backend, FAMILIES)
    with faulty_conversations_said():
        return composed(create_bot(bot, simulator=True, works=True), create_backend(backend, works=True))
