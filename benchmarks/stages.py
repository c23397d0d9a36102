"""Where the processor time of a message goes, from looking at a running bot again and again."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from typing import TYPE_CHECKING

import msgspec

from benchmarks.connection import Broken
from benchmarks.contestants import Who
from benchmarks.door import Telegram
from benchmarks.driver import Crowd
from benchmarks.figures import Shares
from benchmarks.process import explained, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.family import Family
    from benchmarks.place import Place
    from benchmarks.plan import Plan
    from benchmarks.process import Server
    from benchmarks.telegram_api import TelegramApi

_PATIENCE_SECONDS = 10.0
_LOOK_SECONDS = 0.02


async def stages(
    place: Place, api: TelegramApi, families: Iterator[Family], registry_port: int, plan: Plan
) -> list[Shares]:
    """Look at a bot that answers in the response, and at one that pushes."""
    return [
        await _shares(place, Who.PRODUCT, Telegram(place.webhook_secret), families, registry_port, plan),
        await _shares(place, Who.PRODUCT_PUSHED, Telegram(place.webhook_secret, api), families, registry_port, plan),
    ]


async def _shares(
    place: Place, who: Who, door: Telegram, families: Iterator[Family], registry_port: int, plan: Plan
) -> Shares:
    found = place.folder / f"samples-{who}.json"
    settings = {
        **place.bot_settings(place.database()),
        "BACKEND_URL": f"http://127.0.0.1:{registry_port}",
        "TELEGRAM_REPLY_IN_RESPONSE": str(door.api is None).lower(),
        "SAMPLES": str(found),
    }
    command = [sys.executable, "-m", "benchmarks.sampled"]
    async with running(command, settings, place.folder / f"sampled-{who}", place.measured) as server:
        with explained(who, server):
            crowd = await Crowd.at(door, families, [server.port], plan.crowd)
            await crowd.warm_up()
            await crowd.get_ready()
            os.kill(server.pid, signal.SIGUSR1)
            before = server.cpu()
            messages = await crowd.speak_for(plan.stage_seconds)
            used = server.cpu() - before
            os.kill(server.pid, signal.SIGUSR2)
            counts = await _written(found, server)
            crowd.close()
    return Shares(who, used / messages * 1e6, counts)


async def _written(found: Path, server: Server) -> dict[str, int]:
    async with asyncio.timeout(_PATIENCE_SECONDS):
        while (counts := _counts(found)) is None:  # noqa: ASYNC110 - another process writes it
            await asyncio.sleep(_LOOK_SECONDS)
    if not counts:
        raise Broken(f"the process {server.pid} was never found at work")
    return counts


def _counts(found: Path) -> dict[str, int] | None:
    return msgspec.json.decode(found.read_bytes(), type=dict[str, int]) if found.exists() else None
