"""The residents and their platforms, in an event loop of their own."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Mapping
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from benchmarks.soak.agency import is_agent
from benchmarks.soak.family import Channel, Family, family
from benchmarks.soak.line import Line
from benchmarks.soak.oracle import unheard
from benchmarks.soak.parts import Addresses
from benchmarks.soak.phone import Phone
from benchmarks.soak.plan import Plan
from benchmarks.soak.resident import Resident
from benchmarks.soak.tale import Tale
from benchmarks.soak.telegram import Telegram
from benchmarks.soak.twilio import Twilio
from benchmarks.soak.weather import Weather
from tests.stubs.loopback import serving

LATER_SHARE = 50
"""One accepted delivery in so many comes again at the end, as days later."""


@dataclass(slots=True)
class Fleet:
    """All residents of a run."""

    plan: Plan
    bot_ports: tuple[int, int]
    weather: Weather = field(init=False)
    counts: Counter[str] = field(default_factory=Counter)
    tales: dict[int, Tale] = field(default_factory=dict)
    telegram: Telegram = field(init=False)
    twilio: Twilio = field(init=False)
    codes: Mapping[int, str] = field(default_factory=dict)
    """The invitations of those who are agents, by their places."""
    finished: int = 0
    """How many residents are done."""
    full: bool = False
    """Whether nobody else begins: all have, or it was said that these are enough."""
    late: int = 0
    """How many old deliveries came again at the end."""
    _today: date = field(default_factory=lambda: datetime.now(ZoneInfo("Asia/Jakarta")).date())
    _running: AsyncExitStack = field(default_factory=AsyncExitStack)

    def __post_init__(self) -> None:
        """Set the platforms up."""
        self.weather = Weather(self.plan.seed, self.counts, strength=self.plan.strength)
        self.telegram = Telegram(self.bot_ports, self.weather)
        self.twilio = Twilio(self.bot_ports, self.weather)

    @property
    def redelivered(self) -> int:
        """How many deliveries were not the first of their message."""
        return self.telegram.redelivered + self.twilio.redelivered

    async def open(self) -> Addresses:
        """Let the platforms' APIs and the lines listen."""
        # A connection that a stub cuts on purpose is a fault to its server, which would say so each time.
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        lines = {name: Line(name, self.weather, every) for name, every in _CUTS.items()}
        for line in lines.values():
            server = await line.serve()
            self._running.callback(server.close)
        return Addresses(
            await self._running.enter_async_context(serving(self.telegram.app)),
            await self._running.enter_async_context(serving(self.twilio.app)),
            lines["line to Redis"],
            lines["line to PostgreSQL"],
            lines["line to the registry"],
        )

    async def register(self) -> None:
        """Let everybody register, so many at once."""
        room = asyncio.Semaphore(self.plan.at_once)
        async with asyncio.TaskGroup() as everybody:
            for place in self.plan.places:
                await room.acquire()
                if self.full:
                    break
                tale = Tale(self._family(place))
                self.tales[place] = tale
                everybody.create_task(self._live(tale, room))
            self.full = True

    def agents(self) -> list[Family]:
        """Give the families whom agents register, in the order of their places."""
        return [self._family(place) for place in self.plan.places if is_agent(place)]

    def _family(self, place: int) -> Family:
        found = family(self.plan.seed, place, self._today)
        return found.with_code(self.codes[place]) if place in self.codes else found

    async def _live(self, tale: Tale, room: asyncio.Semaphore) -> None:
        await self._resident(tale).live()
        self.finished += 1
        room.release()

    async def wind_up(self) -> None:
        """Wait for every delivery and every reply that is still due; then some old messages come once more."""
        await self.telegram.finish()
        await self.twilio.finish()
        waiting = list(self.tales.values())
        with suppress(TimeoutError):
            async with asyncio.timeout(self.plan.grace):
                while waiting := [tale for tale in waiting if unheard(tale)]:  # noqa: ASYNC110 - nothing tells of its end
                    await asyncio.sleep(1)
        self.late = await self.telegram.days_later(LATER_SHARE) + await self.twilio.days_later(LATER_SHARE)

    async def close(self) -> None:
        """Close the platforms."""
        self.telegram.faults.clear()
        self.twilio.faults.clear()
        await self._running.aclose()

    def _resident(self, tale: Tale) -> Resident:
        phone = Phone()
        platform = self.telegram if tale.family.channel is Channel.TELEGRAM else self.twilio
        platform.join(tale, phone)
        return Resident(self.plan.seed, tale, phone, platform, self.plan.pace, self.counts)


_CUTS = {"line to Redis": 1500.0, "line to PostgreSQL": 1500.0, "line to the registry": 80.0}
"""One chunk in so many is cut."""
