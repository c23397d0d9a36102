"""The key that chats are named by. It is kept in Redis, sealed, so that no data key is needed for it for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.runtime.redis.command import Command

if TYPE_CHECKING:
    from bot.runtime.redis import Redis
    from bot.runtime.sealing import KeyRing

NAMING_KEY: Final = "bansos:naming"


async def keep_names(redis: Redis, keys: KeyRing) -> None:
    """Name chats as they were named before; the first process says by which key.

    Raises:
        StoreUnavailable: Redis does not answer.
        Unsealable: the key that it is sealed with is not among DATA_KEYS.
    """
    offered = keys.seal(keys.naming, NAMING_KEY.encode())
    [_, kept] = await redis.run(
        Command(NAMING_KEY, ("SET", NAMING_KEY, offered, "NX")), Command(NAMING_KEY, ("GET", NAMING_KEY))
    )
    keys.name_by(keys.open(kept, NAMING_KEY.encode()))
