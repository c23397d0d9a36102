"""The whole run: every measurement, one after the other, in a bounded time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.cold_start import cold_start
from benchmarks.contestants import TITLES, Who, contestants
from benchmarks.cpu import Round, rounds
from benchmarks.door import Telegram
from benchmarks.family import Family, families
from benchmarks.figures import Figures, Latency, Memory, RoundTrips, Scale, Sessions
from benchmarks.latency import latency
from benchmarks.machine import commit, machine
from benchmarks.memory import memory
from benchmarks.place import Place, place
from benchmarks.plan import Plan
from benchmarks.round_trips import round_trips
from benchmarks.scaling import scales
from benchmarks.sessions import sessions
from benchmarks.telegram_api import TelegramApi

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """A run that is under way. `tell` is given what is being done, `step` that a part of it is done."""

    plan: Plan
    place: Place
    families: Iterator[Family]
    tell: Callable[[str], None]
    step: Callable[[], None]

    @property
    def door(self) -> Telegram:
        """Telegram with the reply in the response."""
        return Telegram(self.place.webhook_secret)

    async def cpu(self, api: TelegramApi) -> list[Round]:
        """Measure everybody in turn."""
        self.tell("starting everybody who is measured")
        seen: list[Round] = []
        async with contestants(self.place, api, list(Who)) as found:
            self.tell("warming up")
            async for one in rounds(found, self.families, self.plan.rounds, self.plan.round_seconds):
                seen.append(one)
                self.tell(f"{TITLES[one.who]}: {one.cpu_us:,.0f} us a message")
                self.step()
        return seen

    async def latency(self) -> Latency:
        """Measure how long people wait."""
        self.tell(f"{self.plan.rate} messages a second")
        async with self.place.product("latency", self.place.database()) as bot:
            seen = await latency(self.door, self.families, bot.port, self.plan.rate, self.plan.rate_seconds)
        self.step()
        return seen

    async def scales(self) -> list[Scale]:
        """Measure several processes."""
        sizes, url = self.plan.processes, self.place.database()
        cores = [self.place.measured, self.place.beside]
        async with AsyncExitStack() as stack:
            self.tell("several bot processes")
            bots = [
                await stack.enter_async_context(
                    self.place.product(f"scale-{number}", url, core=cores[number % len(cores)])
                )
                for number in range(max(sizes))
            ]
            return await scales(self.door, self.families, bots, sizes, self.plan.round_seconds, self.step)

    async def stored(self) -> tuple[RoundTrips, Sessions]:
        """Measure what Redis is asked for, and what it holds."""
        self.tell("what Redis is asked for, and what it holds")
        steps_url, sessions_url = self.place.database(), self.place.database()
        async with self.place.product("steps", steps_url) as bot:
            trips = await round_trips(self.door, self.families, bot.port, steps_url, self.plan.families_stepped)
        async with self.place.product("sessions", sessions_url) as bot:
            held = await sessions(self.door, self.families, bot.port, sessions_url, self.plan.sessions)
        self.step()
        return trips, held

    async def memory(self) -> Memory:
        """Measure what a process keeps of those who wrote."""
        greeted = lambda count: self.tell(f"{count:,} chats say a first word to one process")  # noqa: E731 - read in place
        async with self.place.product("memory", self.place.database()) as bot:
            seen = await memory(self.door, self.families, bot, self.plan, greeted)
        self.step()
        return seen

    async def cold_starts(self) -> list[float]:
        """Measure the start."""
        self.tell("cold starts")
        seen = [await cold_start(self.place) for _ in range(self.plan.starts)]
        self.step()
        return seen


def steps_of(plan: Plan) -> int:
    """Give how often `step` will be called, for a bar that shows how far a run is."""
    return plan.rounds * len(Who) + 3 * len(plan.processes) + 4


async def run(plan: Plan, folder: Path, tell: Callable[[str], None], step: Callable[[], None]) -> Figures:
    """Measure everything.

    Raises:
        Broken: something did not answer, or answered wrongly; there are no figures then.
    """
    here = machine()
    tell("starting Redis, PostgreSQL and the registry")
    async with place(folder) as shared, TelegramApi().serving(shared.api_port) as api:
        current = Run(plan, shared, families(), tell, step)
        measured = partial(Figures, datetime.now(UTC).date().isoformat(), commit(), here)
        seen = await current.cpu(api)
        waits = await current.latency()
        scaled = await current.scales()
        trips, held = await current.stored()
        kept = await current.memory()
        return measured(seen, waits, scaled, trips, held, kept, await current.cold_starts())
