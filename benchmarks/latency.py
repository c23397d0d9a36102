"""How long a person waits when messages come at a steady rate, whether or not the last one was answered."""

from __future__ import annotations

import asyncio
import gc
import random
from dataclasses import dataclass
from itertools import cycle
from statistics import quantiles
from typing import TYPE_CHECKING

from benchmarks.connection import Refused
from benchmarks.contestants import Who
from benchmarks.dialogue import dialogue
from benchmarks.driver import Crowd
from benchmarks.figures import Latency

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.contestants import Contestant
    from benchmarks.driver import Resident
    from benchmarks.family import Family

SEED = 3510
_LEAD_SECONDS = 0.5
_AGAIN_SECONDS = 1.0
"""How long the driver waits before it delivers again what was put off."""


@dataclass(frozen=True, slots=True)
class Wait:
    """How long one message took, whether its answer held the number, and how often it was put off."""

    milliseconds: float
    numbers: bool
    refused: int


WAITED_FOR = (Who.FLOOR, Who.PRODUCT, Who.PRODUCT_REGISTRY, Who.PTB)
"""Beside the product: what the machine alone makes people wait, and what others do on it."""


async def latency(of: Contestant, families: Iterator[Family], rate: int, seconds: float) -> Latency:
    """Send at moments that were drawn beforehand, and count from these.

    A server that falls behind is so charged for all who had to wait, also for those who could not even be sent.
    """
    crowd = await Crowd.at(of.door, families, [of.server.port], rate)
    await crowd.warm_up()
    await crowd.get_ready()
    chance = random.Random(SEED)  # noqa: S311 - arrivals are drawn, not secrets
    start, due = asyncio.get_running_loop().time() + _LEAD_SECONDS, 0.0
    moments: list[list[float]] = [[] for _ in crowd.residents]
    # Neighbours in the crowd are at the same step: in their order, all who send to the registry would do so at once.
    turns = cycle(chance.sample(moments, len(moments)))
    while (due := due + chance.expovariate(rate)) < seconds:
        next(turns).append(start + due)
    gc.collect()
    late = crowd.late
    waits = await asyncio.gather(
        *(_speak_at(resident, due) for resident, due in zip(crowd.residents, moments, strict=True))
    )
    crowd.close()
    return _summed(of.who, [wait for each in waits for wait in each], rate, crowd.late - late)


async def _speak_at(resident: Resident, moments: list[float]) -> list[Wait]:
    loop = asyncio.get_running_loop()
    waits: list[Wait] = []
    for moment in moments:
        if (early := moment - loop.time()) > 0:
            await asyncio.sleep(early)
        waits.append(await _answered(resident, moment))
        resident.prepare()
    return waits


async def _answered(resident: Resident, moment: float) -> Wait:
    refused = 0
    while True:
        try:
            step = await resident.speak()
        except Refused:
            refused += 1
            await asyncio.sleep(_AGAIN_SECONDS)
        else:
            waited = (asyncio.get_running_loop().time() - moment) * 1000
            return Wait(waited, numbers=dialogue()[step].ends, refused=refused)


def _summed(who: Who, waits: list[Wait], rate: int, late: int) -> Latency:
    every = sorted(wait.milliseconds for wait in waits)
    numbers = [wait.milliseconds for wait in waits if wait.numbers]
    marks = quantiles(every, n=100, method="inclusive")
    return Latency(
        who=who,
        rate=rate,
        messages=len(every),
        p50=marks[49],
        p95=marks[94],
        p99=marks[98],
        longest=every[-1],
        numbers_p99=quantiles(numbers, n=100, method="inclusive")[98] if len(numbers) > 1 else every[-1],
        late=late,
        refused=sum(wait.refused for wait in waits),
    )
