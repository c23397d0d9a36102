"""Two senders under a platform's cap in simulated time: how much of it they use, and what the platform refuses."""

from __future__ import annotations

import asyncio
import random
from collections import deque
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, cast
from uuid import uuid4

import msgspec

from benchmarks.broadcast.simulated_loop import SimulatedLoop
from bot.assembly import World, assembled, engine_of
from bot.channels.channel import Accepted, Deferred, HttpAnswer
from bot.outgoing import Answer
from bot.runtime.broadcast_ledger import BroadcastLedger
from bot.runtime.broadcasting import Lane

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.channels.channel import Outcome
    from bot.runtime.store import Store
    from bot.settings import Settings
    from conversations.engine.messages import Inbound, Outbound

CHANNEL: Final = "telegram"
_BEGAN: Final = datetime(2026, 11, 24, 1, tzinfo=UTC)
_RETRY_AFTER: Final = 5.0
_REGISTRY: Final = (0.004, 0.03)
"""Seconds that the registry takes to answer, at least and at most; below them the way to a platform, and its own."""
_WAY: Final = (0.001, 0.01)
_PLATFORM: Final = (0.04, 0.3)


class CapFigures(msgspec.Struct, frozen=True):
    """Messages taken and refused in so many simulated seconds, under a cap of so many a second."""

    cap: int
    seconds: int
    senders: int
    taken: int
    refused: int

    @property
    def utilisation(self) -> float:
        """How much of what the cap allows was used."""
        return self.taken / (self.cap * self.seconds)


def under_cap(settings: Settings, cap: int, seconds: int, senders: int = 2) -> CapFigures:
    """Send under a cap. Each sender is put together as one in a process of its own is; they share the Redis only."""
    paced = settings.model_copy(update={"telegram_rate": cap})
    with asyncio.Runner(loop_factory=SimulatedLoop) as runner:
        return runner.run(_under_cap(paced, cap, seconds, senders))


async def _under_cap(settings: Settings, cap: int, seconds: int, senders: int) -> CapFigures:
    loop = asyncio.get_running_loop()
    if not isinstance(loop, SimulatedLoop):
        raise TypeError("time has to be simulated")
    platform, stop, engine = Platform(loop, cap), asyncio.Event(), engine_of(settings)

    def clock() -> datetime:
        return _BEGAN + timedelta(seconds=loop.time())

    async with AsyncExitStack() as stack:
        lanes = []
        for number in range(senders):
            with loop.outside():
                parts = await stack.enter_async_context(assembled(settings, World(clock, channels=(platform,)), engine))
            tools = replace(parts.tools, store=cast("Store", _Outside(parts.tools.store, loop)))
            lanes.append(Lane(tools, CHANNEL, BroadcastLedger(EndlessRegistry(number))))
        running = [asyncio.create_task(lane.run(stop)) for lane in lanes]
        await asyncio.sleep(seconds)
        figures = CapFigures(cap, seconds, senders, platform.taken, platform.refused)
        stop.set()
        await asyncio.gather(*running)
    return figures


class Platform:
    """A platform that takes so many within any second, and refuses what is too many."""

    name = CHANNEL

    def __init__(self, loop: SimulatedLoop, cap: int) -> None:
        self._loop = loop
        self._cap = cap
        self._lately: deque[float] = deque()
        self._chance = random.Random(cap)  # noqa: S311 - how long somebody takes
        self.taken = 0
        self.refused = 0

    async def send(self, address: str, outbound: Outbound, ref: str) -> Outcome:  # noqa: ARG002 - a channel's own
        """Take a message as it comes in, and answer after a while."""
        await asyncio.sleep(self._chance.uniform(*_WAY))
        now = self._loop.time()
        while self._lately and self._lately[0] <= now - 1:
            self._lately.popleft()
        if len(self._lately) >= self._cap:
            self.refused += 1
            return Deferred("429", _RETRY_AFTER, lane_closed=True)
        self._lately.append(now)
        self.taken += 1
        await asyncio.sleep(self._chance.uniform(*_PLATFORM))
        return Accepted(str(self.taken))

    def answer(self, inbound: Inbound, outbound: Outbound, ref: str) -> HttpAnswer | None:
        """Nobody writes here."""
        raise NotImplementedError

    def acknowledge(self) -> HttpAnswer:
        """Nobody writes here."""
        raise NotImplementedError


class EndlessRegistry:
    """A ledger in which somebody always waits."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - how long it takes
        self._next = 0

    async def ask(
        self,
        method: str,  # noqa: ARG002 - a line's own
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,  # noqa: ARG002
    ) -> Answer:
        """Answer after a while."""
        await asyncio.sleep(self._chance.uniform(*_REGISTRY))
        asked: dict[str, Any] = msgspec.json.decode(body or b"{}")
        answer: dict[str, Any] = {}
        match path.rpartition("/")[2]:
            case "claims":
                answer = {"recipients": [self._recipient() for _ in range(asked["most"])]}
            case "intents":
                answer = {"may": asked["recipients"]}
            case _:
                pass
        return Answer(200, msgspec.json.encode(answer))

    async def close(self) -> None:
        """Nothing is open."""

    def _recipient(self) -> dict[str, Any]:
        self._next += 1
        return {
            "id": uuid4(), "contact": {"channel": CHANNEL, "address": str(self._next)}, "text": "Kabar.",
            "template": None, "variables": [],
        }  # fmt: skip


class _Outside:
    """A store of which simulated time knows nothing: it answers at once."""

    def __init__(self, store: Store, loop: SimulatedLoop) -> None:
        self._store = store
        self._loop = loop

    def __getattr__(self, name: str) -> Callable[..., Awaitable[object]]:
        asked = getattr(self._store, name)

        async def outside(*args: object) -> object:
            with self._loop.outside():
                return await asked(*args)

        return outside
