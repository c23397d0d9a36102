"""Sealing the bot's sessions and jobs anew, from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer
from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict
from redis import Redis
from rich.console import Console

from bot.runtime.resealing import by_key, lying, reseal
from bot.runtime.sealing import KeyRing, key_id_of
from deploy.faults import settings_of
from deploy.reachable import require_redis
from deploy.registry_work import bar
from deploy.setup_problem import SetupProblem

if TYPE_CHECKING:
    from collections import Counter

ROUNDS = 5
"""What was written meanwhile with an old key is found in the next round. After so many somebody goes on doing so."""


class Sealed(BaseSettings):
    """What is needed to work on what lies in Redis."""

    model_config = SettingsConfigDict(
        env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True, hide_input_in_errors=True
    )

    redis_url: str
    data_keys: SecretStr


def rotate_sessions(*, only_count: bool) -> None:
    """Seal everything in Redis with the first key, and say what is left under others.

    Raises:
        SetupProblem: a setting is wrong, Redis does not answer, or something stayed under another key.
    """
    settings = settings_of(Sealed)
    require_redis(settings.redis_url)
    try:
        keys = KeyRing(settings.data_keys.get_secret_value())
    except ValueError as fault:
        raise SetupProblem(f"DATA_KEYS {fault}.") from None
    with Redis.from_url(settings.redis_url) as redis:
        counts = by_key(redis)
        for _ in range(0 if only_count else ROUNDS):
            if not _others(counts, keys):
                break
            _round(redis, keys, counts.total())
            counts = by_key(redis)
    typer.echo("\n".join(f"{name}: {count}" for name, count in sorted(counts.items())) or "Redis holds nothing sealed.")
    if only_count:
        return
    if left := _others(counts, keys):
        raise SetupProblem(
            f"{left} values are left under other keys than {keys.active}. Restart every bot and worker with "
            f"{keys.active} first in DATA_KEYS, and start again; what no key opens is not touched."
        )
    typer.echo(f"0 left: everything in Redis is sealed with {keys.active}.")


def _round(redis: Redis, keys: KeyRing, total: int) -> None:
    with bar(Console(stderr=True)) as show:
        for done, each in enumerate(lying(redis), start=1):
            if key_id_of(each.sealed) != keys.active:
                reseal(redis, keys, each)
            show("sealed in Redis", done, max(total, done))


def _others(counts: Counter[str], keys: KeyRing) -> int:
    return counts.total() - counts[keys.active]
