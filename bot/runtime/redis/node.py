"""One Redis server, connected to when it is first needed and again whenever the connection has ended."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import hiredis

from bot.runtime.redis.wire import Wire

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.runtime.redis.address import Address
    from bot.runtime.redis.command import Word


class Node:
    """A server at an address."""

    def __init__(self, address: Address, patience: float) -> None:
        self.address = address
        self._patience = patience
        self._wire: Wire | None = None
        self._connecting: asyncio.Task[Wire] | None = None

    async def run(self, commands: Sequence[tuple[Word, ...]]) -> list[Any]:
        """Run commands one after the other; errors of Redis are among the answers.

        Raises:
            OSError: the server cannot be reached, or the connection ended before the answers came.
        """
        wire = self._wire
        if wire is None or not wire.is_open:
            wire = await self._connected()
        return await wire.send(commands)

    async def close(self) -> None:
        """End the connection."""
        if self._connecting is not None:
            self._connecting.cancel()
        if self._wire is not None:
            self._wire.close()

    async def _connected(self) -> Wire:
        # Everybody who finds the connection gone waits for the same new one.
        if self._connecting is None:
            self._connecting = asyncio.create_task(self._connect())
            self._connecting.add_done_callback(self._settled)
        return await asyncio.shield(self._connecting)

    def _settled(self, connecting: asyncio.Task[Wire]) -> None:
        self._connecting = None
        if not connecting.cancelled() and connecting.exception() is None:
            self._wire = connecting.result()

    async def _connect(self) -> Wire:
        loop, address = asyncio.get_running_loop(), self.address
        wire = Wire(self._patience)
        async with asyncio.timeout(self._patience):
            if address.path is not None:
                await loop.create_unix_connection(lambda: wire, address.path)
            else:
                await loop.create_connection(lambda: wire, address.host, address.port, ssl=address.context())
        greeting = address.greeting()
        for answer in await wire.send(greeting) if greeting else []:
            if isinstance(answer, hiredis.ReplyError):
                wire.close()
                raise ConnectionError(f"Redis does not let us in: {answer}")
        return wire
