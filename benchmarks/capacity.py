"""What a registration takes of every part, and so how many parts a number of people needs."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.dialogue import dialogue
from benchmarks.driver import Crowd
from benchmarks.process import cpu_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.contestants import Contestant
    from benchmarks.family import Family
    from benchmarks.place import Place

REGISTRATIONS_A_DAY = 12_800
"""Of one kabupaten in its busiest days: the pilot's 318,242 families took about 25 days."""
PEAK_MESSAGES = 40
"""Messages a second of one kabupaten."""
KABUPATEN = 514
"""All of Indonesia's kabupaten and kota."""


@dataclass(frozen=True, slots=True)
class Share:
    """Seconds of one core that a part uses for each registration, with all the messages that lead to it."""

    part: str
    seconds: float

    def cores(self, kabupaten: int) -> float:
        """Give the cores that a part needs when so many kabupaten are at their peak at once."""
        return self.seconds * kabupaten * PEAK_MESSAGES / len(dialogue())


async def capacity(
    place: Place, product: Contestant, families: Iterator[Family], seconds: float, crowd_size: int
) -> list[Share]:
    """Let families register for a while, and see what each part used."""
    crowd = await Crowd.at(product.door, families, [product.server.port], crowd_size)
    await crowd.warm_up()
    await crowd.get_ready()
    parts = {
        "bot": product.server.pid,
        "registry": place.registry.pid,
        "Redis": place.redis.pid,
        "PostgreSQL": place.postgres.pid,
    }
    before = {part: cpu_of(pid) for part, pid in parts.items()}
    messages = await crowd.speak_for(seconds)
    await asyncio.sleep(1)
    crowd.close()
    registrations = messages / len(dialogue())
    return [Share(part, (cpu_of(pid) - before[part]) / registrations) for part, pid in parts.items()]
