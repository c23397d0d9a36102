"""Telegram's Bot API, called with little effort: python-telegram-bot is for the rare calls, this for every reply."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import msgspec

from bot.outgoing import Sockets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.outgoing import Answer

_CONNECTIONS = 64

# A client that logs its requests would log the bot's token with them: it is part of Telegram's URLs.
logging.getLogger("httpx").setLevel(logging.WARNING)


class Api:
    """The methods of one bot, at `base_url`. `timeout` in seconds for a whole call, half of it to connect."""

    def __init__(self, base_url: str, token: str, timeout: float) -> None:
        self._line = Sockets(f"{base_url}/bot{token}", seconds=timeout, connections=_CONNECTIONS, proxies=True)

    async def call(self, method: str, fields: Mapping[str, Any]) -> Answer:
        """Call a method, and give what Telegram said, whatever it was.

        Raises:
            NotSent: Telegram certainly did not hear of it.
            NoAnswer: it may have.
        """
        return await self._line.ask("POST", f"/{method}", msgspec.json.encode(fields))

    async def close(self) -> None:
        """Close the connections."""
        await self._line.close()
