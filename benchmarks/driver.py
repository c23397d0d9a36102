"""The load: residents who go through the dialogue, one family after the other."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.connection import Connection
from benchmarks.dialogue import dialogue
from benchmarks.door import Door
from benchmarks.family import Family

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterable, Sequence


PATIENCE_SECONDS = 30.0
"""After which a missing answer is a fault and not a slow answer."""
_AT_ONCE = 32


@dataclass(slots=True)
class Resident:
    """Somebody at a phone. Each goes on where the last round ended, so that every round has all steps in it."""

    door: Door
    families: Iterator[Family]
    connection: Connection
    late: int = 0
    """Numbers that were only announced."""
    _family: Family | None = None
    _at: int = 0
    _next: bytes = b""

    async def get_ready(self) -> None:
        """Build the next message, and connect anew: a server hangs up on who was silent for long."""
        self.connection.close()
        self.connection = await Connection.to(self.connection.port)
        self.prepare()

    def prepare(self) -> None:
        """Build the next message, so that it does not have to be built when it is due."""
        if self._family is None or self._at == len(dialogue()):
            self._family, self._at = next(self.families), 0
        self._next = self.door.request(self._family, self._family.answers[self._at])

    async def speak(self) -> int:
        """Say the next thing, see that the answer is right, and give the step of the dialogue that it was.

        Raises:
            Refused: the message was put off; the same one is sent when this is called again.
            Broken: another answer came, or none.
        """
        if not self._next:
            self.prepare()
        assert self._family is not None  # noqa: S101 - prepare() chose one
        whole = await self.door.say(self.connection, self._next, self._family, dialogue()[self._at])
        self._next = b""
        self.late += not whole
        self._at += 1
        return self._at - 1


@dataclass(slots=True)
class Crowd:
    """Residents at one door, each with a connection that stays open, spread over the steps of the dialogue."""

    residents: list[Resident]
    warm: bool = field(default=False)

    @classmethod
    async def at(cls, door: Door, families: Iterator[Family], ports: Sequence[int], size: int) -> Crowd:
        """Gather a crowd before one or several servers, evenly."""
        connections = [await Connection.to(ports[each % len(ports)]) for each in range(size)]
        return cls([Resident(door, families, connection) for connection in connections])

    async def warm_up(self) -> None:
        """Bring each resident to a step of its own."""
        await self.get_ready()
        size, steps = len(self.residents), len(dialogue())
        await self.speak_times([1 + number * steps // size for number in range(size)])
        self.warm = True

    async def speak_times(self, times: Sequence[int]) -> None:
        """Let each of them speak as often as is said, only some of them at the same time."""
        some = asyncio.Semaphore(_AT_ONCE)
        await _all(_say(each, often, some) for each, often in zip(self.residents, times, strict=True))

    async def get_ready(self) -> None:
        """Have everybody ready to speak."""
        for each in self.residents:
            await each.get_ready()

    async def speak_for(self, seconds: float) -> int:
        """Let all of them speak, each as soon as it was answered; give how many messages were answered."""
        if not self.warm:
            await self.warm_up()
        until = time.perf_counter() + seconds
        return sum(await _all(_say_until(each, until) for each in self.residents))

    @property
    def late(self) -> int:
        """How many numbers were only announced so far."""
        return sum(each.late for each in self.residents)

    def close(self) -> None:
        """Hang up."""
        for each in self.residents:
            each.connection.close()


async def _say(resident: Resident, times: int, some: asyncio.Semaphore) -> int:
    for _ in range(times):
        async with some:
            await resident.speak()
    return times


async def _say_until(resident: Resident, until: float) -> int:
    said = 0
    while time.perf_counter() < until:
        await resident.speak()
        said += 1
    return said


async def _all(work: Iterable[Coroutine[None, None, int]]) -> list[int]:
    async with asyncio.timeout(PATIENCE_SECONDS * 4):
        return await asyncio.gather(*work)
