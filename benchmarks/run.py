"""The whole run: every measurement, one after the other, in a bounded time."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.cold_start import cold_start
from benchmarks.contestants import FLOOR, TITLES, Contestant, Who, contestants
from benchmarks.cpu import Round, rounds
from benchmarks.door import Telegram
from benchmarks.family import Family, families
from benchmarks.figures import Figures, Latency, Memory, Overload, RoundTrips, Scale, Sessions, Shares
from benchmarks.latency import WAITED_FOR, latency
from benchmarks.machine import commit, machine
from benchmarks.memory import memory
from benchmarks.overload import overload
from benchmarks.place import Place, place
from benchmarks.plan import Plan
from benchmarks.process import explained
from benchmarks.registry_desk import registry_desk
from benchmarks.round_trips import round_trips
from benchmarks.scaling import scales
from benchmarks.sessions import sessions
from benchmarks.stages import stages
from benchmarks.telegram_api import TelegramApi

if TYPE_CHECKING:
    from benchmarks.process import Server


_OF_THE_FLOOR = (1, 2)


@dataclass(frozen=True, slots=True)
class Run:
    """A run that is under way. `tell` is given what is being done, `step` that a part of it is done."""

    plan: Plan
    place: Place
    families: Iterator[Family]
    tell: Callable[[str], None]
    step: Callable[[], None]

    @property
    def cores(self) -> tuple[int, int]:
        """Where processes run that share the work: the core that is measured, and the one beside it."""
        return self.place.measured, self.place.beside

    @property
    def door(self) -> Telegram:
        """Telegram with the reply in the response."""
        return Telegram(self.place.webhook_secret)

    async def contest(self, api: TelegramApi) -> tuple[list[Round], list[Latency]]:
        """Measure everybody in turn, and how long people wait for some of them."""
        self.tell("starting everybody who is measured")
        seen: list[Round] = []
        async with contestants(self.place, api, list(Who)) as found:
            self.tell("warming up")
            plan = self.plan
            async for one in rounds(found, self.families, plan.rounds, plan.round_seconds, plan.crowd):
                seen.append(one)
                self.tell(f"{TITLES[one.who]}: {one.cpu_us:,.0f} us a message")
                self.step()
            waits = [await self.latency(each) for each in found if each.who in WAITED_FOR]
        return seen, waits

    async def stages(self, api: TelegramApi) -> list[Shares]:
        """Look where the time of a message goes."""
        self.tell("where the time goes")
        async with registry_desk() as desk:
            seen = await stages(self.place, api, self.families, desk, self.plan)
        self.step()
        return seen

    async def latency(self, of: Contestant) -> Latency:
        """Measure how long people wait for one of them."""
        self.tell(f"{TITLES[of.who]}: {self.plan.rate} messages a second")
        with explained(of.who, of.server):
            seen = await latency(of, self.families, self.plan.rate, self.plan.rate_seconds)
        self.step()
        return seen

    async def overload(self) -> Overload:
        """Measure a rush, with a registry that is not part of it."""
        self.tell("three times as much as one process can do")
        plan = self.plan
        async with (
            registry_desk() as desk,
            self.place.product("rush", self.place.database(), registry_port=desk) as bot,
        ):
            with explained("the bot in a rush", bot):
                seen = await overload(self.door, self.families, bot.port, plan.rush, plan.rush_seconds)
        self.step()
        return seen

    async def stored(self, bot: Server, redis_url: str) -> tuple[RoundTrips, Sessions]:
        """Measure what Redis is asked for, and what it holds."""
        self.tell("what Redis is asked for, and what it holds")
        trips = await round_trips(self.door, self.families, bot.port, redis_url, self.plan.families_stepped)
        held = await sessions(self.door, self.families, bot.port, redis_url, self.plan.sessions)
        self.step()
        return trips, held

    async def memory(self, bot: Server) -> Memory:
        """Measure what a process keeps of those who wrote."""
        greeted = lambda count: self.tell(f"{count:,} chats say a first word to one process")  # noqa: E731 - read in place
        seen = await memory(self.door, self.families, bot, self.plan, greeted)
        self.step()
        return seen

    async def scales(self, bot: Server, redis_url: str) -> list[Scale]:
        """Measure several processes: the one that is there, and others beside it."""
        self.tell("several bot processes")
        cores = self.cores
        async with AsyncExitStack() as stack:
            bots = [bot]
            for number in range(1, max(self.plan.processes)):
                other = self.place.product(f"bot-{number}", redis_url, core=cores[number % len(cores)])
                bots.append(await stack.enter_async_context(other))
            return await scales(self.door, self.families, bots, self.plan.processes, self.plan, self.step)

    async def floor_scales(self) -> list[Scale]:
        """Measure one and two processes of the floor, which share nothing: what this machine makes of two."""
        self.tell("two processes of the floor")
        python = Path(sys.executable)
        async with AsyncExitStack() as stack:
            floors = [
                await stack.enter_async_context(self.place.rival(f"floor-{number}", python, FLOOR, core=core))
                for number, core in enumerate(self.cores)
            ]
            return await scales(self.door, self.families, floors, _OF_THE_FLOOR, self.plan, self.step)

    async def cold_starts(self) -> list[float]:
        """Measure the start."""
        self.tell("cold starts")
        seen = [await cold_start(self.place) for _ in range(self.plan.starts)]
        self.step()
        return seen


def steps_of(plan: Plan) -> int:
    """Give how often `step` will be called, for a bar that shows how far a run is."""
    return plan.rounds * len(Who) + len(WAITED_FOR) + 3 * len((*plan.processes, *_OF_THE_FLOOR)) + 5


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
        seen, waits = await current.contest(api)
        parts = await current.stages(api)
        url = shared.database()
        async with shared.product("alone", url) as bot:
            with explained("the bot", bot):
                trips, held = await current.stored(bot, url)
                kept = await current.memory(bot)
                scaled = await current.scales(bot, url)
        floored = await current.floor_scales()
        rush = await current.overload()
        return measured(seen, parts, waits, rush, scaled, floored, trips, held, kept, await current.cold_starts())
