"""How busy a server process is: what it works on, who is connected, and how late its loop comes round."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from prometheus_client import Gauge, Histogram

if TYPE_CHECKING:
    import uvicorn
    from prometheus_client import CollectorRegistry

EVERY_SECONDS = 0.5
_LATE = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)


class Load:
    """Gauges of one process; `part` is how its metrics begin, `registry` where they are listed."""

    def __init__(self, part: str, registry: CollectorRegistry) -> None:
        self._requests = Gauge(
            f"{part}_requests_in_flight", "Requests being answered, this one included.", registry=registry
        )
        self._connections = Gauge(f"{part}_connections", "Connections that are open.", registry=registry)
        self._late = Histogram(
            f"{part}_event_loop_lag_seconds",
            "How much later than it asked for the process had its turn.",
            buckets=_LATE,
            registry=registry,
        )

    def watch(self, server: uvicorn.Server) -> asyncio.Task[None]:
        """Follow a server that has started, until the task is cancelled."""
        # Read when somebody asks: a request pays nothing for being counted.
        self._requests.set_function(lambda: len(server.server_state.tasks))
        self._connections.set_function(lambda: len(server.server_state.connections))
        return asyncio.create_task(self._come_round())

    async def _come_round(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + EVERY_SECONDS
            await asyncio.sleep(EVERY_SECONDS)
            self._late.observe(max(0.0, loop.time() - due))
