"""The parts as processes of their own, for production: any number of each on one PostgreSQL and one Redis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deploy.faults import refuse_unknown, settings_of
from deploy.reachable import require_postgres, require_redis
from deploy.serving import listening, serve, stoppable
from deploy.settings import Place, Servers

if TYPE_CHECKING:
    from pydantic_settings import BaseSettings


def run_bot() -> None:
    """Serve the webhooks.

    Raises:
        SetupProblem: a setting is wrong, Redis does not answer, or the port is in use.
    """
    from bot.app import create_app

    from bot.settings import Settings

    place, settings = settings_of(Place), settings_of(Settings)
    refuse_unknown(_all_settings())
    with stoppable(), listening(place) as sock:
        require_redis(settings.redis_url)
        serve(create_app(settings), sock)


def run_backend() -> None:
    """Serve the registry.

    Raises:
        SetupProblem: a setting is wrong, PostgreSQL does not answer, or the port is in use.
    """
    from backend.app import create_app
    from backend.settings import Settings

    place, settings = settings_of(Place), settings_of(Settings)
    refuse_unknown(_all_settings())
    with stoppable(), listening(place) as sock:
        require_postgres(settings.database_url)
        serve(create_app(settings), sock)


def _all_settings() -> tuple[type[BaseSettings], ...]:
    """One `.env` may serve all processes, so each of them knows the settings of all."""
    from backend.settings import Settings as BackendSettings
    from bot.settings import Settings as BotSettings

    return Place, Servers, BackendSettings, BotSettings
