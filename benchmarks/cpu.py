"""Processor time for each message: the figure that a busy machine disturbs least."""

from __future__ import annotations

import asyncio
import gc
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.contestants import Who
from benchmarks.driver import Crowd
from benchmarks.process import explained

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence

    from benchmarks.contestants import Contestant
    from benchmarks.family import Family

_TAIL_SECONDS = 0.1
"""What a server does after its last answer belongs to the round too."""


@dataclass(frozen=True, slots=True)
class Round:
    """What one round of one contestant showed."""

    who: Who
    messages: int
    cpu_us: float
    """Microseconds of the server for each message."""
    per_second: float
    driver_us: float
    """Microseconds of this process for each message."""
    late: int
    """Numbers that were only announced."""


async def rounds(
    contestants: Sequence[Contestant], families: Iterator[Family], count: int, seconds: float, crowd_size: int
) -> AsyncIterator[Round]:
    """Measure in turn, a, b, c, a, b, c ..., so that a slow minute of the machine falls on all of them."""
    crowds = [await Crowd.at(each.door, families, [each.server.port], crowd_size) for each in contestants]
    for contestant, crowd in zip(contestants, crowds, strict=True):
        with explained(contestant.who, contestant.server):
            await crowd.warm_up()
    for _ in range(count):
        for contestant, crowd in zip(contestants, crowds, strict=True):
            with explained(contestant.who, contestant.server):
                seen = await _round(contestant, crowd, seconds)
            yield seen
    for crowd in crowds:
        crowd.close()


async def _round(contestant: Contestant, crowd: Crowd, seconds: float) -> Round:
    await crowd.get_ready()
    gc.collect()
    late = crowd.late
    server, driver, began = contestant.server.cpu(), time.process_time(), time.perf_counter()
    messages = await crowd.speak_for(seconds)
    driver, elapsed = time.process_time() - driver, time.perf_counter() - began
    await asyncio.sleep(_TAIL_SECONDS)
    used = contestant.server.cpu() - server
    return Round(
        who=contestant.who,
        messages=messages,
        cpu_us=used / messages * 1e6,
        per_second=messages / elapsed,
        driver_us=driver / messages * 1e6,
        late=crowd.late - late,
    )
