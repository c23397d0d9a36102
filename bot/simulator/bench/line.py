"""The line between the bot and the registry, which can be cut."""

from __future__ import annotations

import httpx


class CutLine(httpx.ConnectError):
    """Nothing gets through. It is the fault that a registry which is down causes."""


class Line(httpx.AsyncBaseTransport):
    """A way to the registry with a switch in it."""

    def __init__(self, registry: httpx.AsyncBaseTransport) -> None:
        self._registry = registry
        self.is_cut = False

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Pass a request on.

        Raises:
            CutLine: the switch is off.
        """
        if self.is_cut:
            raise CutLine("the line is cut", request=request)
        return await self._registry.handle_async_request(request)

    async def aclose(self) -> None:
        """Close what it leads to."""
        await self._registry.aclose()
