"""Whether a bot process keeps something of everybody who ever wrote."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from benchmarks.connection import Connection
from benchmarks.dialogue import dialogue
from benchmarks.figures import Memory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.door import Door
    from benchmarks.family import Family
    from benchmarks.plan import Plan
    from benchmarks.process import Server

_CONNECTIONS = 32


async def memory(
    door: Door, families: Iterator[Family], server: Server, plan: Plan, tell: Callable[[int], None]
) -> Memory:
    """Read the memory of a process after some chats have greeted it, and after many."""
    connections = [await Connection.to(server.port) for _ in range(_CONNECTIONS)]
    until = time.monotonic() + plan.memory_seconds
    early = await _greet(door, families, connections, plan.early_chats, until, tell)
    early_kb = server.resident_kb()
    late = early + await _greet(door, families, connections, plan.late_chats - early, until, tell)
    for connection in connections:
        connection.close()
    return Memory(early, early_kb, late, server.resident_kb())


async def _greet(
    door: Door,
    families: Iterator[Family],
    connections: list[Connection],
    count: int,
    until: float,
    tell: Callable[[int], None],
) -> int:
    left = iter(range(count))

    async def greet(connection: Connection) -> int:
        greeted = 0
        for number in left:
            family = next(families)
            await door.say(connection, door.request(family, family.answers[0]), family, dialogue()[0])
            greeted += 1
            if number % 1000 == 0:
                tell(number)
            if time.monotonic() > until:
                break
        return greeted

    return sum(await asyncio.gather(*map(greet, connections)))
