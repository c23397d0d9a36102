"""How often one message goes to Redis and back."""

from __future__ import annotations

from collections import Counter
from statistics import mean
from typing import TYPE_CHECKING

from redis import Redis

from benchmarks.connection import Connection
from benchmarks.dialogue import dialogue
from benchmarks.driver import Resident
from benchmarks.figures import RoundTrips

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.door import Door
    from benchmarks.family import Family


async def round_trips(door: Door, families: Iterator[Family], port: int, redis_url: str, count: int) -> RoundTrips:
    """Let some families write alone, and have Redis count how often it was read from.

    What goes out in one write is read at once, so a pipeline is one round trip. The first family warms up.
    """
    seen: list[int] = []
    resident = Resident(door, families, await Connection.to(port))
    with Redis.from_url(redis_url) as redis:
        for number in range((count + 1) * len(dialogue())):
            before = _reads(redis)
            await resident.speak()
            # The question itself is read too.
            if number >= len(dialogue()):
                seen.append(_reads(redis) - before - 1)
    resident.connection.close()
    return RoundTrips(usual=Counter(seen).most_common(1)[0][0], most=max(seen), mean=mean(seen))


def _reads(redis: Redis) -> int:
    return int(redis.info("stats")["total_reads_processed"])
