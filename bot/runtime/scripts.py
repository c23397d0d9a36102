"""The Lua scripts, called by their digest.

redis-py's own script objects ask before each pipeline whether the script is loaded; that is a round trip per message.
Here a missing script is loaded when Redis says that it is missing, which happens after a restart only.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha1
from importlib import resources
from typing import TYPE_CHECKING, Any, TypeAlias

from redis.exceptions import NoScriptError

if TYPE_CHECKING:
    from redis.asyncio import Redis

Argument: TypeAlias = bytes | str | int | float
Call: TypeAlias = tuple[str, Sequence[str], Sequence[Argument]]


class Scripts:
    """Lua scripts of this folder, by name."""

    def __init__(self, redis: Redis, *names: str) -> None:
        self._redis = redis
        self._sources = {
            name: (resources.files("bot.runtime") / f"{name}.lua").read_text(encoding="utf-8") for name in names
        }
        self._digests = {
            name: sha1(source.encode(), usedforsecurity=False).hexdigest() for name, source in self._sources.items()
        }

    async def run(self, name: str, keys: Sequence[str], args: Sequence[Argument]) -> Any:  # noqa: ANN401 - Redis'
        """Run one script."""
        return (await self.together([(name, keys, args)]))[0]

    async def together(self, calls: Sequence[Call], read: str | None = None) -> list[Any]:
        """Run scripts in one round trip, after a GET of `read` where that is given."""
        try:
            return await self._send(calls, read)
        except NoScriptError:
            for source in self._sources.values():
                await self._redis.script_load(source)
            return await self._send(calls, read)

    async def _send(self, calls: Sequence[Call], read: str | None) -> list[Any]:
        pipeline = self._redis.pipeline(transaction=False)
        if read is not None:
            pipeline.get(read)
        for name, keys, args in calls:
            pipeline.evalsha(self._digests[name], len(keys), *keys, *args)
        return await pipeline.execute()
