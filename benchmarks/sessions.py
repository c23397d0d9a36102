"""What a conversation that is under way takes of Redis."""

from __future__ import annotations

from statistics import mean, median
from typing import TYPE_CHECKING

from redis import Redis

from benchmarks.connection import Broken
from benchmarks.dialogue import dialogue
from benchmarks.driver import Crowd
from benchmarks.figures import Sessions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.door import Door
    from benchmarks.family import Family


async def sessions(door: Door, families: Iterator[Family], port: int, redis_url: str, count: int) -> Sessions:
    """Leave families at every step of the dialogue but the last, in a Redis database that is emptied before.

    Raises:
        Broken: there are not as many sessions as families.
    """
    with Redis.from_url(redis_url) as redis:
        redis.flushdb()
    steps = len(dialogue()) - 1
    crowd = await Crowd.at(door, families, [port], count)
    await crowd.speak_times([1 + number % steps for number in range(count)])
    crowd.close()
    with Redis.from_url(redis_url) as redis:
        bytes_of = {key.decode(): int(redis.memory_usage(key, samples=0) or 0) for key in redis.scan_iter(count=500)}
    found = sorted(size for key, size in bytes_of.items() if ":session:" in key)
    if len(found) != count:
        raise Broken(f"{count} families left {len(found)} sessions")
    return Sessions(
        count=count,
        mean=mean(found),
        p50=median(found),
        largest=found[-1],
        with_all=sum(bytes_of.values()) / count,
    )
