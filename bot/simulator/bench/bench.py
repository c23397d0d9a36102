"""The workbench's own parts: what it puts around the world that the bot lives in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from bot.assembly import World
from bot.simulator.bench.channel import LookChannel
from bot.simulator.bench.clock import TurnedClock
from bot.simulator.bench.diary import Diary
from bot.simulator.bench.line import Line
from bot.simulator.bench.looks import Look

if TYPE_CHECKING:
    from collections.abc import Mapping


class Bench:
    """A clock to turn, a line to cut, two phones, and a diary of what is done with them."""

    def __init__(self, around: World) -> None:
        self.clock = TurnedClock(around.clock)
        self.line = Line(around.registry or httpx.AsyncHTTPTransport())
        self.diary = Diary(self.clock, lambda: self.line.is_cut)
        self.channels: Mapping[Look, LookChannel] = {look: LookChannel(look, self.diary, self.clock) for look in Look}
        self.world = World(self.clock, self.line, (*around.channels, *self.channels.values()))
