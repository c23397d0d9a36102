"""Who is measured: each in a server process of its own, all of them on the same core, one at a time."""

from __future__ import annotations

import sys
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.door import Door, Telegram, Twilio
from benchmarks.place import TWILIO_TOKEN
from benchmarks.process import Server
from benchmarks.registry_desk import registry_desk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection

    from benchmarks.place import Place
    from benchmarks.telegram_api import TelegramApi


class Who(StrEnum):
    """A row of the table."""

    FLOOR = "floor"
    PRODUCT = "product"
    PRODUCT_PUSHED = "product-pushed"
    PRODUCT_WHATSAPP = "product-whatsapp"
    PRODUCT_REGISTRY = "product-registry"
    PTB = "ptb"
    PTB_PUSHED = "ptb-pushed"
    AIOGRAM = "aiogram"
    AIOGRAM_PUSHED = "aiogram-pushed"


TITLES = {
    Who.FLOOR: "floor: bare ASGI, one GET, one SET",
    Who.PRODUCT: "this product, Telegram, in the response",
    Who.PRODUCT_PUSHED: "this product, Telegram, pushed",
    Who.PRODUCT_WHATSAPP: "this product, WhatsApp, in the response",
    Who.PRODUCT_REGISTRY: "this product with its registry on the other core",
    Who.PTB: "python-telegram-bot + Redis, in the response",
    Who.PTB_PUSHED: "python-telegram-bot + Redis, pushed",
    Who.AIOGRAM: "aiogram + Redis + isolation, in the response",
    Who.AIOGRAM_PUSHED: "aiogram + Redis + isolation, pushed",
}
AIOGRAM_PYTHON = Path(sys.prefix) / "bench" / "bin" / "python"
"""An environment of its own, which `make bench-messages` makes: aiogram wants an older pydantic than the product."""
PUSHED = {Who.PRODUCT_PUSHED, Who.PTB_PUSHED, Who.AIOGRAM_PUSHED}
FLOOR = "benchmarks.rivals.floor"
_MODULES = {
    Who.FLOOR: FLOOR,
    Who.PTB: "benchmarks.rivals.telegram_bot",
    Who.PTB_PUSHED: "benchmarks.rivals.telegram_bot",
    Who.AIOGRAM: "benchmarks.rivals.aiogram_bot",
    Who.AIOGRAM_PUSHED: "benchmarks.rivals.aiogram_bot",
}


@dataclass(frozen=True, slots=True)
class Contestant:
    """One of them, running, and how it is spoken to."""

    who: Who
    server: Server
    door: Door


@asynccontextmanager
async def contestants(place: Place, api: TelegramApi, wanted: Collection[Who]) -> AsyncIterator[list[Contestant]]:
    """Start those who are wanted; aiogram only where its environment was made."""
    async with AsyncExitStack() as stack:
        desk = await stack.enter_async_context(registry_desk())
        found: list[Contestant] = []
        products: dict[str, Server] = {}
        for who in wanted:
            telegram = Telegram(place.webhook_secret, api if who in PUSHED else None)
            match who:
                case Who.PRODUCT | Who.PRODUCT_WHATSAPP:
                    # One bot serves both platforms, as it does in production.
                    if "bot" not in products:
                        products["bot"] = await stack.enter_async_context(
                            place.product("bot", place.database(), registry_port=desk)
                        )
                    door = telegram if who is Who.PRODUCT else Twilio(TWILIO_TOKEN)
                    found.append(Contestant(who, products["bot"], door))
                case Who.PRODUCT_PUSHED:
                    bot = place.product("bot-pushes", place.database(), pushes=True, registry_port=desk)
                    server = await stack.enter_async_context(bot)
                    found.append(Contestant(who, server, telegram))
                case Who.PRODUCT_REGISTRY:
                    server = await stack.enter_async_context(place.product("bot-registry", place.database()))
                    found.append(Contestant(who, server, telegram))
                case Who.AIOGRAM | Who.AIOGRAM_PUSHED if not AIOGRAM_PYTHON.exists():
                    continue
                case _:
                    python = AIOGRAM_PYTHON if who in {Who.AIOGRAM, Who.AIOGRAM_PUSHED} else Path(sys.executable)
                    rival = place.rival(who.value, python, _MODULES[who], pushes=who in PUSHED)
                    found.append(Contestant(who, await stack.enter_async_context(rival), telegram))
        yield found
