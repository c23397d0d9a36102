"""The Lua scripts of the runtime, called by their digest."""

from __future__ import annotations

from hashlib import sha1
from importlib import resources
from typing import TYPE_CHECKING, Any

import hiredis

from bot.runtime.redis.command import Command, Refused, Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.runtime.redis.client import Redis


class Scripts:
    """Scripts of the runtime's folder, by name. One that a server does not have is loaded when it says so."""

    def __init__(self, redis: Redis, *names: str) -> None:
        self._redis = redis
        self._sources = {
            name: (resources.files("bot.runtime") / f"{name}.lua").read_text(encoding="utf-8") for name in names
        }
        self._digests = {
            name: sha1(source.encode(), usedforsecurity=False).hexdigest() for name, source in self._sources.items()
        }
        self._names = {digest: name for name, digest in self._digests.items()}

    def call(self, name: str, keys: Sequence[str], args: Sequence[Word]) -> Command:
        """Give the command that runs a script. Its keys are all on one server."""
        return Command(keys[0], ("EVALSHA", self._digests[name], len(keys), *keys, *args))

    async def run(self, *commands: Command) -> list[Any]:
        """Run commands in one round trip, scripts among them.

        Raises:
            StoreUnavailable: as `Redis.run` does.
            Refused: a script has a fault.
        """
        answers = await self._redis.attempt(*commands)
        missing = [index for index, answer in enumerate(answers) if _is_missing(answer)]
        if missing:
            for index, answer in zip(missing, await self._load([commands[index] for index in missing]), strict=True):
                answers[index] = answer
        for answer in answers:
            if isinstance(answer, hiredis.ReplyError):
                raise Refused(str(answer))
        return answers

    async def _load(self, commands: Sequence[Command]) -> list[Any]:
        """Load the scripts that are missing, and run what asked for them. Nothing of it has run before.

        They are loaded on all servers: a key on the move is asked for at one and answered by another.
        """
        missing = {self._names[str(command.words[1])] for command in commands}
        await self._redis.everywhere(*(("SCRIPT", "LOAD", self._sources[name]) for name in missing))
        return await self._redis.attempt(*commands)


def _is_missing(answer: object) -> bool:
    return isinstance(answer, hiredis.ReplyError) and str(answer).startswith("NOSCRIPT")
