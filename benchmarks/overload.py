"""What happens when three times as much comes as a process can do, and when the rush is over."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from statistics import quantiles
from typing import TYPE_CHECKING

from benchmarks.connection import Refused
from benchmarks.driver import Crowd
from benchmarks.figures import Overload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.door import Door
    from benchmarks.driver import Resident
    from benchmarks.family import Family

TIMES = 3
CALM = 0.5
"""The share of the capacity that comes when the rush is over."""


@dataclass
class _Seen:
    """Milliseconds of what was let in, and when something was put off."""

    waits: list[float] = field(default_factory=list)
    refused: list[float] = field(default_factory=list)


async def overload(door: Door, families: Iterator[Family], port: int, size: int, seconds: float) -> Overload:
    """Find out what a process can do, bring three times as much, and then half of it.

    What was put off comes again at the resident's next turn, so that a message that was let in and lost would show:
    the answers would be those of another step.
    """
    crowd = await Crowd.at(door, families, [port], size)
    await crowd.warm_up()
    await crowd.get_ready()
    few = Crowd(crowd.residents[: max(1, size // 16)], warm=True)
    capacity = await few.speak_for(seconds) / seconds
    loop = asyncio.get_running_loop()
    rush = await _offered(crowd.residents, TIMES * capacity, seconds)
    over = loop.time()
    calm = await _offered(crowd.residents, CALM * capacity, seconds)
    crowd.close()
    marks = quantiles(rush.waits, n=100, method="inclusive")
    return Overload(
        capacity=capacity,
        offered=(len(rush.waits) + len(rush.refused)) / seconds,
        accepted=len(rush.waits) / seconds,
        p50=marks[49],
        p99=marks[98],
        longest=max(rush.waits),
        recovered_after=max(calm.refused, default=over) - over,
        p99_after=quantiles(calm.waits[len(calm.waits) // 2 :], n=100, method="inclusive")[98],
    )


async def _offered(residents: list[Resident], rate: float, seconds: float) -> _Seen:
    """Have messages come at a rate, evenly from everybody; who still waits for an answer says nothing more."""
    seen, start = _Seen(), asyncio.get_running_loop().time()
    every = len(residents) / rate
    await asyncio.gather(
        *(
            _come(resident, start + every * number / len(residents), every, start + seconds, seen)
            for number, resident in enumerate(residents)
        )
    )
    return seen


async def _come(resident: Resident, due: float, every: float, end: float, seen: _Seen) -> None:
    loop = asyncio.get_running_loop()
    while due < end:
        if (early := due - loop.time()) > 0:
            await asyncio.sleep(early)
        sent = loop.time()
        try:
            await resident.speak()
        except Refused:
            seen.refused.append(loop.time())
        else:
            seen.waits.append((loop.time() - sent) * 1000)
        due = max(due + every, loop.time())
