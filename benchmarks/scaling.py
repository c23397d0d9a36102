"""What several bot processes do together. They share nothing but Redis and the registry."""

from __future__ import annotations

import time
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.driver import Crowd
from benchmarks.figures import Scale

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from benchmarks.door import Door
    from benchmarks.family import Family
    from benchmarks.plan import Plan
    from benchmarks.process import Server

_ROUNDS = 3


async def scales(
    door: Door,
    families: Iterator[Family],
    servers: Sequence[Server],
    sizes: Sequence[int],
    plan: Plan,
    tell: Callable[[], None],
) -> list[Scale]:
    """Measure as many processes as each of the `sizes` says, in turn, and again from the start."""
    seen: dict[int, list[Scale]] = {size: [] for size in sizes}
    ports = [server.port for server in servers]
    crowds = {size: await Crowd.at(door, families, ports[:size], plan.crowd) for size in sizes}
    for _ in range(_ROUNDS):
        for size, crowd in crowds.items():
            seen[size].append(await _together(crowd, servers[:size], plan.round_seconds))
            tell()
    for crowd in crowds.values():
        crowd.close()
    return [_middle(size, found) for size, found in seen.items()]


async def _together(crowd: Crowd, servers: Sequence[Server], seconds: float) -> Scale:
    if not crowd.warm:
        await crowd.warm_up()
    await crowd.get_ready()
    used = sum(server.cpu() for server in servers)
    driver, began = time.process_time(), time.perf_counter()
    messages = await crowd.speak_for(seconds)
    driver, elapsed = time.process_time() - driver, time.perf_counter() - began
    used = sum(server.cpu() for server in servers) - used
    return Scale(len(servers), messages / elapsed, used / messages * 1e6, driver / messages * 1e6)


def _middle(size: int, found: Sequence[Scale]) -> Scale:
    return Scale(
        size,
        median(each.per_second for each in found),
        median(each.cpu_us for each in found),
        median(each.driver_us for each in found),
    )
