"""How long a bot process takes from its start to its first answer."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from benchmarks.connection import Broken
from benchmarks.place import bansos
from benchmarks.process import START_SECONDS, answers, end, start
from deploy.embedded.ports import free_port

if TYPE_CHECKING:
    from benchmarks.place import Place


async def cold_start(place: Place) -> float:
    """Start `bansos bot` and give the seconds until it answers 200, imports included.

    Raises:
        Broken: it does not come up.
    """
    port, settings = free_port(), place.bot_settings(place.redis.url)
    began = time.perf_counter()
    process = start(bansos("bot"), {**settings, "PORT": str(port)}, place.folder / "cold", place.measured)
    try:
        while not await answers(port, "/healthz"):
            if process.poll() is not None or time.perf_counter() - began > START_SECONDS:
                raise Broken("the bot does not start")
            await asyncio.sleep(0.005)
        return time.perf_counter() - began
    finally:
        end(process)
